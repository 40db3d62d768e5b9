using System.Globalization;

namespace Compiled;

/// <summary>Ends a run of <see cref="Trainer.Fit"/> when its loss has stopped improving, and restores its best parameters; Keras' <c>EarlyStopping</c>.</summary>
/// <remarks>
/// <para>
/// It monitors the validation loss, or the training loss without validation data. An epoch is an improvement if its loss is less than the best one −
/// <see cref="MinDelta"/>; the first epoch is, and NaN and infinity never are. After <see cref="Patience"/> epochs in a row without improvement, the run ends.
/// With <see cref="ReduceOnPlateau"/> in <see cref="FitOptions.Schedule"/> it should have more patience than the schedule.
/// </para>
/// <para>
/// Only the parameters are restored: optimiser state, step count and shuffling stay as they were when the run ended. As in Keras 3, but
/// with three differences: <see cref="RestoreBest"/> is true by default, a run that is cancelled gets its best parameters too, and if no
/// epoch has improved, because all losses are NaN or infinite, nothing is restored.
/// </para>
/// <para>It is given as <see cref="FitOptions.EarlyStopping"/>, or among the <see cref="FitOptions.Callbacks"/>, which is the same.</para>
/// <para>Settings without state: one object may be used for many runs, on any threads, and every run starts afresh.</para>
/// </remarks>
public sealed record EarlyStopping : ICallback
{
    /// <summary>Sets the patience.</summary>
    /// <param name="patience">The number of consecutive epochs without improvement that ends the run; at least 1, 10 by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">The patience is below 1.</exception>
    public EarlyStopping(int patience = 10) => Patience = patience;

    /// <summary>The number of consecutive epochs without improvement that ends the run; at least 1. (Keras also accepts 0, which means 1.)</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int Patience
    {
        get;
        init => field = value >= 1
            ? value
            : throw new ArgumentOutOfRangeException(
                "patience", value, string.Create(
                    CultureInfo.InvariantCulture,
                    $"EarlyStopping.Patience is {value}, but must be at least 1, which ends a run after the first epoch without improvement."));
    }

    /// <summary>The smallest reduction of the loss that counts as an improvement; finite and not negative, 0 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public double MinDelta
    {
        get;
        init
        {
            OptimizerSetting.NotNegative("EarlyStopping.MinDelta", value);
            field = value;
        }
    }

    /// <summary>
    /// Whether the network has the parameters of the best epoch when <c>Fit</c> returns, regardless of how the run ended: early, after its last epoch or
    /// cancelled; true by default. With false it has those of the last step, and no copy is kept.
    /// </summary>
    /// <remarks>
    /// After a <see cref="NonFiniteTrainingException"/> the network and the trainer return to the last good epoch, not to the best one.
    /// </remarks>
    public bool RestoreBest { get; init; } = true;
}
