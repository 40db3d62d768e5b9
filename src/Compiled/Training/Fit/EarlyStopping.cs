using System.Globalization;

namespace Compiled;

/// <summary>Ends a run of <see cref="Trainer.Fit"/> whose loss has stopped to improve, and brings its best parameters back; Keras' <c>EarlyStopping</c>.</summary>
/// <remarks>
/// <para>
/// It watches the validation loss, or without validation data the training loss. An epoch improves where its loss is less than the best one −
/// <see cref="MinDelta"/>; the first epoch does, and NaN and infinity never do. After <see cref="Patience"/> epochs in a row that do not, the run ends.
/// With <see cref="ReduceOnPlateau"/> in <see cref="FitOptions.Schedule"/> it should have more patience than that.
/// </para>
/// <para>
/// What comes back are the parameters alone: the optimiser's memory, the step count and the shuffling stay those of the run's end. As in Keras 3, but
/// for three differences: <see cref="RestoreBest"/> is true unless you say otherwise, a run that is cancelled gets its best parameters too, and where no
/// epoch has improved, all losses being NaN or infinite, nothing is restored.
/// </para>
/// <para>Settings without a state: one object may serve many runs, on any threads, and every run begins anew.</para>
/// </remarks>
public sealed record EarlyStopping
{
    /// <summary>Sets the patience.</summary>
    /// <param name="patience">How many epochs in a row without improvement end the run; at least 1, 10 by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">The patience is below 1.</exception>
    public EarlyStopping(int patience = 10) => Patience = patience;

    /// <summary>How many epochs in a row without improvement end the run; at least 1. (Keras takes 0 as well, which means 1.)</summary>
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

    /// <summary>By how much, in the loss' own unit, an epoch must be better than the best one to count; finite and not negative, 0 by default.</summary>
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
    /// Whether the network has the parameters of the best epoch when <c>Fit</c> returns, however the run ended: early, after its last epoch or
    /// cancelled; true by default. False leaves those of the last step, and keeps no copy.
    /// </summary>
    /// <remarks>
    /// A run that ends in a <see cref="NonFiniteTrainingException"/> goes back to its last good epoch, the trainer with it, and not to the best one.
    /// </remarks>
    public bool RestoreBest { get; init; } = true;
}
