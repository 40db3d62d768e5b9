namespace Compiled;

/// <summary>What was reported of a run so far. Bounded: of a long run every second, then every fourth … epoch is kept for the curve.</summary>
internal sealed class RunFigures
{
    private const int MostPoints = 1024;
    private const int MostEpochs = 32;

    private readonly List<double> _losses = [];
    private readonly List<double> _validationLosses = [];
    private readonly Queue<TrainingProgress> _epochs = new();
    private int _every = 1;
    private int _skipped;

    /// <summary>The last report.</summary>
    public TrainingProgress Last { get; private set; }

    /// <summary>Losses over the epochs, thinned out.</summary>
    public IReadOnlyList<double> Losses => _losses;

    /// <summary>Validation losses over the epochs; empty without validation data.</summary>
    public IReadOnlyList<double> ValidationLosses => _validationLosses;

    /// <summary>The last finished epochs, in order.</summary>
    public IReadOnlyCollection<TrainingProgress> Epochs => _epochs;

    /// <summary>The finished epoch with the lowest validation loss, or loss without validation data; null before one.</summary>
    public (int Epoch, double Loss)? Best { get; private set; }

    /// <summary>Takes a report.</summary>
    public void Add(TrainingProgress progress)
    {
        Last = progress;
        if (!progress.EpochFinished)
            return;
        if (_epochs.Count == MostEpochs)
            _ = _epochs.Dequeue();
        _epochs.Enqueue(progress);
        var watched = progress.ValidationLoss ?? progress.Loss;
        if (double.IsFinite(watched) && !(watched >= Best?.Loss))
            Best = (progress.Epoch, watched);
        if (++_skipped < _every)
            return;
        _skipped = 0;
        Add(_losses, progress.Loss);
        if (progress.ValidationLoss is { } validation)
            Add(_validationLosses, validation);
        if (_losses.Count < MostPoints)
            return;
        Thin(_losses);
        Thin(_validationLosses);
        _every *= 2;
    }

    private static void Add(List<double> curve, double loss) => curve.Add(loss);

    private static void Thin(List<double> curve)
    {
        for (var index = 0; index < curve.Count / 2; index++)
            curve[index] = curve[2 * index + 1];
        curve.RemoveRange(curve.Count / 2, curve.Count - curve.Count / 2);
    }
}
