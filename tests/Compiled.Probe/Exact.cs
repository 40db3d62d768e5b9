namespace Compiled.Probe;

/// <summary>
/// The exact rung: small integers, whose sums are exact in any order, through a chain of dense blocks and ReLUs. The reference is three nested
/// loops in long.
/// </summary>
public static class Exact
{
    /// <summary>Compares one row, batches around every tile's row count, and one training step, and says what differs; null when nothing does.</summary>
    public static string? Check<T>(IEnumerable<int> batches)
        where T : class, ITrainableNetwork<T>
    {
        if (T.Topology.Loss != "SumSquaredError")
            throw new ArgumentException($"{typeof(T).Name} has the loss {T.Topology.Loss}, but only that of SumSquaredError has exact gradients.");
        var network = T.Create(0);
        var reference = new IntegerNetwork(T.Topology);
        network.CopyParametersFrom(reference.Parameters());
        foreach (var rows in batches)
        {
            var inputs = Integers(rows * T.InputSize, 3, (uint)rows);
            var targets = Integers(rows * T.OutputSize, 3, (uint)rows + 77);
            var outputs = new float[rows * T.OutputSize];
            network.PredictBatch(inputs, outputs);
            for (var row = 0; row < rows; row++)
            {
                var expected = reference.Predict(inputs.AsSpan(row * T.InputSize, T.InputSize));
                var one = new float[T.OutputSize];
                network.Predict(inputs.AsSpan(row * T.InputSize, T.InputSize), one);
                if (Difference(expected, one) is { } inOne)
                    return $"Predict, row {row}: {inOne}";
                if (Difference(expected, outputs.AsSpan(row * T.OutputSize, T.OutputSize)) is { } inBatch)
                    return $"PredictBatch of {rows}, row {row}: {inBatch}";
            }

            // The gradient of the caller's own integers is exact; that of the loss is divided by the rows.
            var trainer = network.CreateTrainer(new Sgd(learningRate: 0), new TrainerOptions { KeepGradients = true });
            var gradients = new float[T.ParameterCount];
            trainer.StepFromGradient(inputs, targets);
            trainer.CopyGradientsTo(gradients);
            if (Difference(reference.Gradients(inputs, targets), gradients) is { } inGradients)
                return $"gradients of {rows} rows: {inGradients}";

            // A step that keeps no gradients goes other ways, to the same parameters.
            if (!Stepped(network, inputs, targets, keepsGradients: true).AsSpan().SequenceEqual(Stepped(network, inputs, targets, keepsGradients: false)))
                return $"a step of {rows} rows that keeps no gradients: other parameters than one that keeps them";
        }

        return null;
    }

    private static float[] Stepped<T>(T network, float[] inputs, float[] targets, bool keepsGradients)
        where T : class, ITrainableNetwork<T>
    {
        var copy = network.Clone();
        var trainer = copy.CreateTrainer(new Sgd(learningRate: 0.125f), new TrainerOptions { KeepGradients = keepsGradients, StopOnNonFinite = false });
        trainer.Step(inputs, targets);
        var parameters = new float[T.ParameterCount];
        copy.CopyParametersTo(parameters);
        return parameters;
    }

    private static string? Difference(ReadOnlySpan<long> expected, ReadOnlySpan<float> actual)
    {
        for (var i = 0; i < expected.Length; i++)
        {
            if (Math.Abs(expected[i]) > 1 << 24)
                return $"the reference's [{i}] is {expected[i]}: float32 holds no such integer exactly";
            if (actual[i] != expected[i])
                return $"[{i}] is {actual[i]}, not {expected[i]}";
        }

        return null;
    }

    /// <summary>Integers from −most to most in a fixed disorder; about half are zero, so that sums stay small.</summary>
    internal static float[] Integers(int count, int most, uint seed)
    {
        var values = new float[count];
        var state = seed * 2654435761 + 12345;
        for (var i = 0; i < count; i++)
        {
            state = state * 1664525 + 1013904223;
            values[i] = (state >> 31) == 0 ? 0 : (int)(state >> 16 & 0x7FFF) % (2 * most + 1) - most;
        }

        return values;
    }
}
