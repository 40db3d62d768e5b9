namespace Compiled.Tool.Measuring;

/// <summary>Measures a network of a class that the compiler knows, so that a call costs no more than one through an interface beside the network itself.</summary>
internal static class NetworkBenchmark
{
    private const int DistinctRows = 64;
    private static readonly int[] BatchSizes = [1, 8, 64, 512];
    private const int StepRows = 32;

    /// <summary>Predictions: one after another, each waiting for the last or not; and batches.</summary>
    public static IEnumerable<Measurement> Predictions<TNetwork>(TNetwork network, BenchmarkOptions options)
        where TNetwork : class, INetwork<TNetwork>
    {
        yield return new("prediction, each waits for the last", 1, Stopwatches.Median(Dependent(network), options));
        yield return new("prediction, independent", 1, Stopwatches.Median(Independent(network), options));
        foreach (var size in BatchSizes)
            yield return new("batch", size, Stopwatches.Median(Batches(network, size), options));
    }

    /// <summary>Training steps.</summary>
    public static IEnumerable<Measurement> Steps<TNetwork>(TNetwork network, BenchmarkOptions options)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        yield return new("training step (Adam)", StepRows, Stopwatches.Median(TrainingSteps(network), options));
    }

    /// <summary>An input takes part of the last output, times 0: the processor cannot know.</summary>
    private static Action<int> Dependent<TNetwork>(TNetwork network)
        where TNetwork : class, INetwork<TNetwork>
    {
        // The size is read once: code that all classes share looks its static members up.
        var (size, inputs, output) = (TNetwork.InputSize, Rows(TNetwork.InputSize, DistinctRows), new float[TNetwork.OutputSize]);
        return count =>
        {
            for (var call = 0; call < count; call++)
            {
                var row = inputs.AsSpan(call % DistinctRows * size, size);
                row[0] += output[0] * 0f;
                network.Predict(row, output);
            }
        };
    }

    private static Action<int> Independent<TNetwork>(TNetwork network)
        where TNetwork : class, INetwork<TNetwork>
    {
        var (size, inputs, output) = (TNetwork.InputSize, Rows(TNetwork.InputSize, DistinctRows), new float[TNetwork.OutputSize]);
        return count =>
        {
            for (var call = 0; call < count; call++)
                network.Predict(inputs.AsSpan(call % DistinctRows * size, size), output);
        };
    }

    private static Action<int> Batches<TNetwork>(TNetwork network, int rows)
        where TNetwork : class, INetwork<TNetwork>
    {
        var (inputs, outputs) = (Rows(TNetwork.InputSize, rows), new float[rows * TNetwork.OutputSize]);
        return count =>
        {
            for (var call = 0; call < count; call++)
                network.PredictBatch(inputs, outputs);
        };
    }

    /// <summary>At a rate so small that the network stays what it is.</summary>
    private static Action<int> TrainingSteps<TNetwork>(TNetwork network)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        var clone = network.Clone();
        var trainer = clone.CreateTrainer(new Adam(1e-9f));
        var (inputs, targets) = (Rows(TNetwork.InputSize, StepRows), new float[StepRows * TNetwork.OutputSize]);
        // Targets that every loss takes: within 0 and 1, and one-hot where a head's outputs are a distribution.
        var heads = TNetwork.Topology.Heads.Count > 0 ? TNetwork.Topology.Heads.Select(static head => (head.Offset, head.Size)) : [(0, TNetwork.OutputSize)];
        foreach (var (offset, size) in heads)
        {
            for (var row = 0; row < StepRows; row++)
                targets[row * TNetwork.OutputSize + offset + row % size] = 1;
        }

        return count =>
        {
            for (var call = 0; call < count; call++)
                trainer.Step(inputs, targets);
        };
    }

    /// <summary>Numbers from -1 to 1, the same every time.</summary>
    private static float[] Rows(int size, int count)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, size * count).Select(_ => random.NextSingle() * 2 - 1)];
    }
}
