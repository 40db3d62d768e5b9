namespace Compiled.Probe;

/// <summary>Every call with its spans at the very edge of readable memory.</summary>
public static class Edges
{
    /// <summary>Row counts around the tiles': one row, remainders, several chunks.</summary>
    private static readonly int[] Batches = [1, 2, 3, 5, 8, 17, 50];

    /// <summary>Ends the process where a call touches a float that it was not given.</summary>
    public static void Predict<T>()
        where T : class, INetwork<T>
    {
        var network = T.Create(1);
        using var inputs = Filled(Batches[^1] * T.InputSize);
        using var outputs = new GuardedFloats(Batches[^1] * T.OutputSize);
        foreach (var atEnd in new[] { false, true })
        {
            network.Predict(At(inputs, T.InputSize, atEnd), At(outputs, T.OutputSize, atEnd));
            foreach (var rows in Batches)
                network.PredictBatch(At(inputs, rows * T.InputSize, atEnd), At(outputs, rows * T.OutputSize, atEnd));
        }
    }

    /// <summary>The same for training.</summary>
    public static void Train<T>()
        where T : class, ITrainableNetwork<T>
    {
        var trainer = T.Create(1).CreateTrainer(new Adam(learningRate: 1e-4f));
        using var inputs = Filled(Batches[^1] * T.InputSize);
        using var targets = Filled(Batches[^1] * T.OutputSize);
        foreach (var atEnd in new[] { false, true })
            foreach (var rows in Batches)
            {
                var x = At(inputs, rows * T.InputSize, atEnd);
                var y = At(targets, rows * T.OutputSize, atEnd);
                _ = trainer.Step(x, y);
                trainer.StepFromGradient(x, y);
                _ = trainer.MeanLoss(x, y);
            }
    }

    /// <summary>Reads one float too many on purpose: shows that the pages are guarded.</summary>
    public static float ReadBeyond(bool atEnd)
    {
        using var block = Filled(4);
        var span = At(block, 4, atEnd);
        ref var first = ref System.Runtime.InteropServices.MemoryMarshal.GetReference(span);
        return System.Runtime.CompilerServices.Unsafe.Add(ref first, atEnd ? 4 : -1);
    }

    private static GuardedFloats Filled(int count)
    {
        var block = new GuardedFloats(count);
        block.AtStart(count).Fill(0.25f);
        block.AtEnd(count).Fill(0.25f);
        return block;
    }

    private static Span<float> At(GuardedFloats block, int count, bool atEnd) => atEnd ? block.AtEnd(count) : block.AtStart(count);
}
