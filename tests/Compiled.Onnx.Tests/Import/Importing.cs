namespace Compiled.Tests.Import;

/// <summary>What most tests of the import ask: does the network predict what ONNX Runtime says the model does?</summary>
internal static class Importing
{
    public const float Tolerance = 2e-5f;

    public static OnnxNetwork Read(byte[] model, OnnxReadOptions? options = null) => OnnxModel.Read(new MemoryStream(model), options);

    /// <summary>Reads the model, and compares declaration and predictions.</summary>
    public static OnnxNetwork IsRead(byte[] model, string blocks, float tolerance = Tolerance, string? output = null)
    {
        var network = Read(model);
        var inputs = Judge.Inputs(network.Topology.InputSize);
        AssertClose(Judge.Run(model, inputs, output), Interpreter.Predict(network, inputs), tolerance);
        Assert.Equal(blocks.ReplaceLineEndings("\n"), network.Topology.Declaration[(network.Topology.Declaration.IndexOf('\n', StringComparison.Ordinal) + 1)..]);
        return network;
    }

    /// <summary>Loads the model into a declared network, and compares predictions.</summary>
    public static T IsLoaded<T>(byte[] model, float tolerance = Tolerance, string? output = null)
        where T : class, INetwork<T>
    {
        var network = OnnxModel.Load<T>(new MemoryStream(model));
        var inputs = Judge.Inputs(T.InputSize);
        AssertClose(Judge.Run(model, inputs, output), Predict(network, inputs), tolerance);
        return network;
    }

    public static float[] Predict<T>(T network, float[] inputs)
        where T : class, INetwork<T>
    {
        var outputs = new float[inputs.Length / T.InputSize * T.OutputSize];
        network.PredictBatch(inputs, outputs);
        return outputs;
    }

    public static void AssertClose(float[] expected, float[] actual, float tolerance = Tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var index = 0; index < expected.Length; index++)
            Assert.True(Math.Abs(expected[index] - actual[index]) <= tolerance * Math.Max(1, Math.Abs(expected[index])), $"Output {index} is {actual[index]}, but should be {expected[index]}.");
    }

    /// <summary>The model is refused, and the message says all of this.</summary>
    public static string IsRefused(byte[] model, params string[] parts)
    {
        var message = Assert.Throws<ModelFileException>(() => Read(model)).Message;
        foreach (var part in parts)
            Assert.Contains(part, message, StringComparison.Ordinal);
        return message;
    }
}
