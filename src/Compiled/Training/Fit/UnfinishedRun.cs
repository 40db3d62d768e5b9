using Compiled.Storage;

namespace Compiled;

/// <summary>A run of <see cref="Trainer.Fit"/> that a resumed checkpoint holds: <see cref="Trainer.UnfinishedRun"/>.</summary>
public sealed class UnfinishedRun
{
    internal UnfinishedRun(FitPosition position) => Position = position;

    /// <summary>The finished epochs, in order.</summary>
    public IReadOnlyList<EpochRecord> Epochs => Position.Epochs;

    /// <summary>How many batches of the epoch after them are done.</summary>
    public int Batch => Position.Epoch.Batch;

    internal FitPosition Position { get; }
}
