namespace Compiled.Aot;

/// <summary>Law 1 without a JIT in the way: no byte and no collection in a million predictions and ten thousand steps.</summary>
internal static class Allocations
{
    private const int Predictions = 1_000_000;
    private const int Steps = 10_000;
    private const int Rows = 32;

    /// <summary>Prints the bytes allocated and the collections, and returns the exit code.</summary>
    public static int Print()
    {
        var network = new Small483(seed: 1);
        var trainer = network.CreateTrainer(new Adam(learningRate: 1e-3f));
        var inputs = new float[Rows * Small483.InputSize];
        var targets = new float[Rows * Small483.OutputSize];
        for (var i = 0; i < inputs.Length; i++)
            inputs[i] = (i % 17 - 8) / 8f;
        var outputs = new float[Rows * Small483.OutputSize];
        trainer.Step(inputs, targets);
        network.Predict(inputs.AsSpan(0, Small483.InputSize), outputs.AsSpan(0, Small483.OutputSize));
        network.PredictBatch(inputs, outputs);

        // Nothing here may print or format: that would be the allocation that is counted.
        var collections = Collections();
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var ofThread = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Predictions; i++)
        {
            var row = i % Rows;
            network.Predict(
                inputs.AsSpan(row * Small483.InputSize, Small483.InputSize), outputs.AsSpan(row * Small483.OutputSize, Small483.OutputSize));
        }

        for (var i = 0; i < Steps; i++)
        {
            trainer.Step(inputs, targets);
            network.PredictBatch(inputs, outputs);
        }

        ofThread = GC.GetAllocatedBytesForCurrentThread() - ofThread;
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        collections = Collections() - collections;

        Console.WriteLine($"AllocatedByThread {ofThread}");
        Console.WriteLine($"Allocated {allocated}");
        Console.WriteLine($"Collections {collections}");
        return ofThread == 0 && allocated == 0 && collections == 0 ? 0 : 1;
    }

    private static int Collections() => GC.CollectionCount(0) + GC.CollectionCount(1) + GC.CollectionCount(2);
}
