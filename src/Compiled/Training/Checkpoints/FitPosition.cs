namespace Compiled.Storage;

/// <summary>Where a run of <see cref="Trainer.Fit"/> stands between two steps.</summary>
internal sealed record FitPosition
{
    /// <summary>What data and options must have in common with those of the run.</summary>
    public required CheckpointFacts Facts { get; init; }

    /// <summary>The finished epochs.</summary>
    public required IReadOnlyList<EpochRecord> Epochs { get; init; }

    /// <summary>The epoch that is under way.</summary>
    public required EpochPosition Epoch { get; init; }

    /// <summary>How long the run took.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>What early stopping remembers; null without it.</summary>
    public required StoppingState? Stopping { get; init; }

    /// <summary>What each <see cref="ReduceOnPlateau"/> of the schedule has seen, in their order.</summary>
    public required IReadOnlyList<PlateauState> Plateaus { get; init; }

    /// <summary>The average of the parameters; null in a run without one.</summary>
    public AverageState? Average { get; init; }

    /// <summary>The same without the times that it took, which no two runs have in common.</summary>
    public FitPosition WithoutTimes() => this with
    {
        Epochs = [.. Epochs.Select(static epoch => epoch with { Seconds = 0 })],
        Epoch = Epoch with { Began = TimeSpan.Zero },
        Elapsed = TimeSpan.Zero,
    };
}

/// <summary>Where an epoch stands between two steps; <c>default</c> before its beginning in a new run.</summary>
internal readonly record struct EpochPosition
{
    /// <summary>Whether it has taken its number, which decides the order of the rows.</summary>
    public bool HasBegun { get; init; }

    /// <summary>Batches done.</summary>
    public int Batch { get; init; }

    /// <summary>Rows done.</summary>
    public long Rows { get; init; }

    /// <summary>The sum of the losses of its rows.</summary>
    public double Sum { get; init; }

    /// <summary>What they weighed.</summary>
    public double Weight { get; init; }

    /// <summary>Steps of the run: the time of schedules that count steps.</summary>
    public long Steps { get; init; }

    /// <summary>When it began, in the time of the run.</summary>
    public TimeSpan Began { get; init; }

    /// <summary>The mean loss of its rows; rows of no weight have no loss.</summary>
    public double Mean => Weight > 0 ? Sum / Weight : 0;
}

/// <summary>What early stopping remembers.</summary>
/// <param name="Lowest">The best loss; infinity before one.</param>
/// <param name="BestEpoch">Its epoch; null before one.</param>
/// <param name="Since">Epochs since then.</param>
/// <param name="Best">The parameters and statistics after it, where they come back.</param>
internal sealed record StoppingState(double Lowest, int? BestEpoch, int Since, NetworkState? Best);

/// <summary>What a <see cref="ReduceOnPlateau"/> has seen.</summary>
/// <param name="Best">The best figure; NaN before one.</param>
/// <param name="Bad">Epochs since then.</param>
/// <param name="Resting">Epochs that still do not count.</param>
/// <param name="Reductions">How often the rate was lowered.</param>
internal readonly record struct PlateauState(double Best, int Bad, int Resting, int Reductions);

/// <summary>What a <see cref="WeightAverage"/> holds.</summary>
/// <param name="Count">How many times parameters have entered.</param>
/// <param name="Average">The averaged parameters and statistics; null before the first.</param>
internal sealed record AverageState(long Count, NetworkState? Average);
