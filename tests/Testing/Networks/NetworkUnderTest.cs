namespace Compiled.Tests.Networks;

/// <summary>One network, its class forgotten, so that a test is written once for all declared networks.</summary>
public abstract class NetworkUnderTest
{
    public abstract void Predict(ReadOnlySpan<float> input, Span<float> output);

    public abstract void PredictBatch(ReadOnlySpan<float> inputs, Span<float> outputs);

    public abstract void PredictBatch(ReadOnlySpan<float> inputs, Span<float> outputs, int threads);

    public abstract void CopyParametersTo(Span<float> destination);

    public abstract void CopyParametersFrom(ReadOnlySpan<float> source);

    public abstract NetworkUnderTest Clone();

    public abstract Trainer CreateTrainer<TOptimizer>(TOptimizer optimizer, TrainerOptions? options = null)
        where TOptimizer : struct, IOptimizer;
}

/// <summary>A network that only predicts.</summary>
public class PredictorUnderTest<T>(T network) : NetworkUnderTest
    where T : class, INetwork<T>
{
    protected T Network { get; } = network;

    public override void Predict(ReadOnlySpan<float> input, Span<float> output) => Network.Predict(input, output);

    public override void PredictBatch(ReadOnlySpan<float> inputs, Span<float> outputs) => Network.PredictBatch(inputs, outputs);

    public override void PredictBatch(ReadOnlySpan<float> inputs, Span<float> outputs, int threads) => Network.PredictBatch(inputs, outputs, threads);

    public override void CopyParametersTo(Span<float> destination) => Network.CopyParametersTo(destination);

    public override void CopyParametersFrom(ReadOnlySpan<float> source) => Network.CopyParametersFrom(source);

    public override NetworkUnderTest Clone() => new PredictorUnderTest<T>(Network.Clone());

    public override Trainer CreateTrainer<TOptimizer>(TOptimizer optimizer, TrainerOptions? options = null) =>
        throw new InvalidOperationException($"{typeof(T).Name} has no loss.");
}

/// <summary>A network with a loss.</summary>
public sealed class LearnerUnderTest<T>(T network) : PredictorUnderTest<T>(network)
    where T : class, ITrainableNetwork<T>
{
    public override NetworkUnderTest Clone() => new LearnerUnderTest<T>(Network.Clone());

    public override Trainer CreateTrainer<TOptimizer>(TOptimizer optimizer, TrainerOptions? options = null) =>
        Network.CreateTrainer(optimizer, options);
}

/// <summary>The same calls with arrays, for tests that may allocate.</summary>
public static class NetworkUnderTestArrays
{
    public static float[] GetParameters(this NetworkUnderTest network, NetworkCase of)
    {
        var parameters = new float[of.ParameterCount];
        network.CopyParametersTo(parameters);
        return parameters;
    }

    public static float[] PredictRow(this NetworkUnderTest network, NetworkCase of, ReadOnlySpan<float> input)
    {
        var output = new float[of.OutputSize];
        network.Predict(input, output);
        return output;
    }

    public static float[] PredictRows(this NetworkUnderTest network, NetworkCase of, ReadOnlySpan<float> inputs)
    {
        var outputs = new float[inputs.Length / of.InputSize * of.OutputSize];
        network.PredictBatch(inputs, outputs);
        return outputs;
    }

    public static float[] GetGradients(this Trainer trainer, NetworkCase of)
    {
        var gradients = new float[of.ParameterCount];
        trainer.CopyGradientsTo(gradients);
        return gradients;
    }
}
