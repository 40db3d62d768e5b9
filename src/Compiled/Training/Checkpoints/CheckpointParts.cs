namespace Compiled.Storage;

/// <summary>The parts of a checkpoint's state: what is written stands beside how it is read.</summary>
internal static class CheckpointParts
{
    public static void Write(CheckpointWriter writer, NetworkState network)
    {
        writer.Floats(network.Parameters);
        writer.Floats(network.Statistics);
    }

    public static NetworkState ReadNetwork(CheckpointReader reader, CheckpointShape shape) =>
        new(reader.Floats(shape.Parameters), reader.Floats(shape.Statistics));

    public static void Write(CheckpointWriter writer, TunedRegion region)
    {
        writer.Number(region.Factor);
        writer.Flag(region.IsFrozen);
        writer.Flag(region.IsSpared);
        writer.Optional(region.MaxNorm);
        writer.Number(region.Steps);
    }

    public static TunedRegion ReadRegion(CheckpointReader reader)
    {
        var (factor, isFrozen, isSpared) = (reader.Single(), reader.Flag(), reader.Flag());
        var (maxNorm, steps) = ((float?)reader.OptionalDouble(), reader.LongCount());
        if (!(factor >= 0 && float.IsFinite(factor)) || maxNorm is { } norm && !(norm > 0 && float.IsFinite(norm)))
            throw reader.Damaged();
        return new TunedRegion(factor, isFrozen, isSpared, maxNorm, steps);
    }

    public static void Write(CheckpointWriter writer, FitPosition run)
    {
        writer.Facts(run.Facts);
        writer.Flag(run.Epoch.HasBegun);
        writer.Number(run.Epoch.Batch);
        writer.Number(run.Epoch.Rows);
        writer.Number(run.Epoch.Sum);
        writer.Number(run.Epoch.Weight);
        writer.Number(run.Epoch.Steps);
        writer.Number(run.Epoch.Began.Ticks);
        writer.Number(run.Elapsed.Ticks);
        writer.Flag(run.Stopping is not null);
        if (run.Stopping is { } stopping)
            Write(writer, stopping);
        writer.Number(run.Plateaus.Count);
        foreach (var plateau in run.Plateaus)
        {
            writer.Number(plateau.Best);
            writer.Number(plateau.Bad);
            writer.Number(plateau.Resting);
            writer.Number(plateau.Reductions);
        }

        writer.Number(run.Epochs.Count);
        foreach (var epoch in run.Epochs)
            Write(writer, epoch);
        if (run.Average is { } average)
        {
            writer.Number(average.Count);
            writer.Flag(average.Average is not null);
            if (average.Average is { } network)
                Write(writer, network);
        }
    }

    /// <param name="reader">The file.</param>
    /// <param name="shape">The reader's sizes.</param>
    /// <param name="hasAverage">Whether the parameters are averaged, as the file's version says.</param>
    public static FitPosition ReadRun(CheckpointReader reader, CheckpointShape shape, bool hasAverage)
    {
        var facts = reader.Facts();
        var epoch = new EpochPosition
        {
            HasBegun = reader.Flag(),
            Batch = reader.IntCount(),
            Rows = reader.LongCount(),
            Sum = reader.Double(),
            Weight = reader.Double(),
            Steps = reader.LongCount(),
            Began = reader.Time(),
        };
        var elapsed = reader.Time();
        var stopping = reader.Flag() ? ReadStopping(reader, shape) : null;
        // Neither is allocated by its number: the lists grow as the file brings them.
        List<PlateauState> plateaus = [];
        for (var left = reader.IntCount(); left > 0; left--)
            plateaus.Add(new PlateauState(reader.Double(), reader.IntCount(), reader.IntCount(), reader.IntCount()));
        List<EpochRecord> epochs = [];
        for (var left = reader.IntCount(); left > 0; left--)
            epochs.Add(ReadEpoch(reader, epochs.Count + 1));
        var average = hasAverage ? new AverageState(reader.LongCount(), reader.Flag() ? ReadNetwork(reader, shape) : null) : null;
        if (average is not null && (average.Count == 0) != (average.Average is null))
            throw reader.Damaged();
        return new FitPosition { Facts = facts, Epochs = epochs, Epoch = epoch, Elapsed = elapsed, Stopping = stopping, Plateaus = plateaus, Average = average };
    }

    private static void Write(CheckpointWriter writer, StoppingState stopping)
    {
        writer.Number(stopping.Lowest);
        // Epochs count from 1.
        writer.Number(stopping.BestEpoch ?? 0);
        writer.Number(stopping.Since);
        writer.Flag(stopping.Best is not null);
        if (stopping.Best is { } best)
            Write(writer, best);
    }

    private static StoppingState ReadStopping(CheckpointReader reader, CheckpointShape shape)
    {
        var (lowest, bestEpoch, since) = (reader.Double(), reader.IntCount(), reader.IntCount());
        return new StoppingState(lowest, bestEpoch == 0 ? null : bestEpoch, since, reader.Flag() ? ReadNetwork(reader, shape) : null);
    }

    private static void Write(CheckpointWriter writer, EpochRecord epoch)
    {
        writer.Number(epoch.Loss);
        writer.Optional(epoch.Metric);
        writer.Optional(epoch.ValidationLoss);
        writer.Optional(epoch.ValidationMetric);
        writer.Number(epoch.LearningRate);
        writer.Number(epoch.Seconds);
    }

    private static EpochRecord ReadEpoch(CheckpointReader reader, int number) => new()
    {
        Epoch = number,
        Loss = reader.Double(),
        Metric = reader.OptionalDouble(),
        ValidationLoss = reader.OptionalDouble(),
        ValidationMetric = reader.OptionalDouble(),
        LearningRate = reader.Single(),
        Seconds = reader.Double(),
    };
}
