extern alias runtime;

using runtime::Compiled;

namespace Compiled.Generator.Tests.Topologies;

/// <summary>What a random network predicts: as initialised, with parameters of a test, in batches, from NaN.</summary>
internal static class PredictionCheck
{
    private delegate void GradientCall(ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, Span<float> result);

    public static void Run<T>(DrawnNetwork drawn)
        where T : class, INetwork<T>
    {
        Assert.Equal((drawn.Inputs, drawn.Outputs, drawn.ToOracle().ParameterCount), (T.InputSize, T.OutputSize, T.ParameterCount));
        var data = new TopologyData(drawn);
        var network = T.Create(drawn.Seed);
        Differ.SameBits(Parameters(T.Create(drawn.Seed)), Parameters(network), "parameters of the same seed");
        AgainstTheOracle(drawn, network, data.Inputs(3), "as initialised");

        network.CopyParametersFrom(data.Parameters());
        Statistics.Draw(network, T.InputSize, data);
        var inputs = data.Inputs(drawn.Batches[0] | 1);
        var outputs = AgainstTheOracle(drawn, network, inputs, "with drawn parameters");
        NaNInGivesNaNOut(network, inputs, outputs, data);
        if (drawn.IsDifferentiable)
            InputGradients(drawn, network, inputs, data);
    }

    public static float[] Parameters<T>(T network)
        where T : class, INetwork<T>
    {
        var parameters = new float[T.ParameterCount];
        network.CopyParametersTo(parameters);
        return parameters;
    }

    /// <summary>Each row by itself within what the network's condition allows, and in a batch to the same bits.</summary>
    private static float[] AgainstTheOracle<T>(DrawnNetwork drawn, T network, float[] inputs, string what)
        where T : class, INetwork<T>
    {
        var oracle = drawn.ToOracle();
        oracle.SetParameters(TopologyData.Doubles(Parameters(network)));
        Statistics.CopyTo(oracle, network);
        var condition = new Condition(oracle, drawn.Seed);
        var rows = inputs.Length / T.InputSize;
        var outputs = new float[rows * T.OutputSize];
        for (var row = 0; row < rows; row++)
        {
            var input = inputs.AsSpan(row * T.InputSize, T.InputSize);
            var output = outputs.AsSpan(row * T.OutputSize, T.OutputSize);
            network.Predict(input, output);
            var (expected, allowed) = condition.Outputs(TopologyData.Doubles([.. input]));
            Differ.Within(expected, output, allowed, $"Predict {what}, row {row}");
        }

        var batch = new float[outputs.Length];
        network.PredictBatch(inputs, batch);
        Differ.SameBits(outputs, batch, $"PredictBatch of {rows} rows {what}, against Predict");
        return outputs;
    }

    /// <summary>What [Differentiable] adds, of two rows.</summary>
    private static void InputGradients<T>(DrawnNetwork drawn, T network, float[] inputs, TopologyData data)
        where T : class, INetwork<T>
    {
        var oracle = drawn.ToOracle();
        oracle.SetParameters(TopologyData.Doubles(Parameters(network)));
        Statistics.CopyTo(oracle, network);
        var condition = new Condition(oracle, drawn.Seed);
        var call = typeof(T).GetMethod("InputGradient", [typeof(ReadOnlySpan<float>), typeof(ReadOnlySpan<float>), typeof(Span<float>)])!.CreateDelegate<GradientCall>(network);
        foreach (var input in inputs.Chunk(T.InputSize).Take(2))
        {
            var (upstream, actual) = (data.Uniforms(T.OutputSize), new float[T.InputSize]);
            call(input, upstream, actual);
            var (expected, allowed) = condition.InputGradient(TopologyData.Doubles(input), TopologyData.Doubles(upstream));
            Differ.Within(expected, actual, allowed, "InputGradient");
        }
    }

    /// <summary>One NaN makes every output of its row NaN, and of no other.</summary>
    private static void NaNInGivesNaNOut<T>(T network, float[] inputs, float[] outputs, TopologyData data)
        where T : class, INetwork<T>
    {
        var broken = data.Index(inputs.Length);
        inputs = [.. inputs];
        inputs[broken] = float.NaN;
        var row = broken / T.InputSize;
        float[] expected = [.. outputs];
        expected.AsSpan(row * T.OutputSize, T.OutputSize).Fill(float.NaN);

        var batch = new float[outputs.Length];
        network.PredictBatch(inputs, batch);
        Differ.SameBits(expected, batch, $"PredictBatch, input {broken % T.InputSize} of row {row} NaN");
        var one = new float[T.OutputSize];
        network.Predict(inputs.AsSpan(row * T.InputSize, T.InputSize), one);
        Differ.SameBits(expected.AsSpan(row * T.OutputSize, T.OutputSize), one, $"Predict, input {broken % T.InputSize} NaN");
    }
}
