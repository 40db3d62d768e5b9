using Compiled.Storage;

namespace Compiled;

/// <summary>Saves the network after epochs, as a file that predicts: every k epochs, or only the best; Keras' and Lightning's <c>ModelCheckpoint</c>.</summary>
/// <remarks>
/// <para>
/// The file is a safetensors file, or a .weights file if the path ends so, and is written completely or not at all. To continue an interrupted run, use
/// <see cref="FitOptions.Checkpoint"/>: it also contains the optimiser and the position. With an average (<see cref="ExponentialMovingAverage"/>) the averaged parameters are
/// saved, which the loss was measured with.
/// </para>
/// <para>
/// The path may contain {epoch}, {loss}, {metric}, {val_loss} and {val_metric}, with a .NET format after a colon: <c>"digits-{epoch:000}-{val_loss:F4}.safetensors"</c>.
/// Without {epoch} the same file is replaced each time. A resumed run knows the best loss of its earlier epochs.
/// </para>
/// <para>
/// A folder that is missing or cannot be written is an error before the first step. If a file cannot be written later, such as on a full disk, <c>Fit</c> ends with a
/// <see cref="CallbackException"/>, and no training is lost. One object may be used for one run after another, not for two at once.
/// </para>
/// </remarks>
public sealed class ModelCheckpoint : ICallback
{
    private double _best;

    /// <summary>Sets the file.</summary>
    /// <param name="path">The file, ending in .safetensors or .weights; its folder must exist.</param>
    /// <exception cref="ArgumentException">The path is empty, has another ending, or contains a placeholder in braces that does not exist.</exception>
    public ModelCheckpoint(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        FilePath = path;
        if (!IsWeights && !path.EndsWith(".safetensors", StringComparison.OrdinalIgnoreCase))
            throw new ArgumentException($"'{path}' does not end in .safetensors or .weights: the ending says in which format the network is saved.", nameof(path));
        _ = FilePattern.Expand(path, new EpochRecord { Epoch = 1, Loss = 0, Seconds = 0 });
    }

    /// <summary>The file, with its placeholders.</summary>
    public string FilePath { get; }

    /// <summary>Whether only epochs are saved whose validation loss, or training loss without validation data, is lower than any before; false by default. Keras' <c>save_best_only</c>.</summary>
    public bool BestOnly { get; init; }

    /// <summary>The number of epochs between saves; at least 1, the default. Epochs count from the beginning of the run.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int EveryEpochs
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(EveryEpochs), value, Wording.Of($"ModelCheckpoint.EveryEpochs is {value}, but must be at least 1."));
    } = 1;

    /// <summary>The file that was saved last in this run; null before one.</summary>
    public string? LastPath { get; private set; }

    /// <summary>The epoch that was saved last in this run; null before one.</summary>
    public int? LastEpoch { get; private set; }

    private bool IsWeights => FilePath.EndsWith(".weights", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public void OnRunBegin(FitContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        (LastPath, LastEpoch, _best) = (null, null, double.PositiveInfinity);
        FolderProbe.Check(FilePath);
        foreach (var record in context.FinishedEpochs)
            _ = IsDue(record);
    }

    /// <inheritdoc/>
    public void OnEpochEnd(FitContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var record = context.LastEpoch!;
        if (!IsDue(record))
            return;
        var path = FilePattern.Expand(FilePath, record);
        if (IsWeights)
            WeightsFile.Save(context.Topology, context.Parameters, path);
        else
            Safetensors.Save(context.Topology, context.Parameters, path);
        (LastPath, LastEpoch) = (path, record.Epoch);
    }

    /// <summary>Whether an epoch is saved; remembers the best.</summary>
    private bool IsDue(EpochRecord record)
    {
        if (record.Epoch % EveryEpochs != 0)
            return false;
        if (!BestOnly)
            return true;
        if (!((record.ValidationLoss ?? record.Loss) < _best))
            return false;
        _best = record.ValidationLoss ?? record.Loss;
        return true;
    }
}
