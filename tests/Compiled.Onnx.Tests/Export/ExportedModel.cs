using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
using Onnx;

namespace Compiled.Tests.Export;

/// <summary>What was exported: its bytes, its structure, and what ONNX Runtime computes with it.</summary>
internal static class ExportedModel
{
    public static byte[] Bytes<T>(T network, OnnxExportOptions? options = null)
        where T : class, INetwork<T>
    {
        using var stream = new MemoryStream();
        OnnxModel.Export(network, stream, options);
        return stream.ToArray();
    }

    public static ModelProto Read<T>(T network, OnnxExportOptions? options = null)
        where T : class, INetwork<T> => ModelProto.Parser.ParseFrom(Bytes(network, options));

    public static InferenceSession Open(byte[] model, bool isOptimised = true)
    {
        using var options = new SessionOptions
        {
            IntraOpNumThreads = 1,
            GraphOptimizationLevel = isOptimised ? GraphOptimizationLevel.ORT_ENABLE_ALL : GraphOptimizationLevel.ORT_DISABLE_ALL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        return new InferenceSession(model, options);
    }

    /// <summary>The values of one output for rows of inputs.</summary>
    public static float[] Run(InferenceSession session, float[] inputs, int rows, string output = "output", string input = "input")
    {
        using var value = OrtValue.CreateTensorValueFromMemory(inputs, [rows, inputs.Length / rows]);
        using var run = new RunOptions();
        using var results = session.Run(run, [input], [value], [output]);
        Assert.Equal(rows, results[0].GetTensorTypeAndShape().Shape[0]);
        return results[0].GetTensorDataAsSpan<float>().ToArray();
    }

    /// <summary>Fails unless |actual − expected| ≤ tolerance · (1 + |expected|) everywhere; NaN only for NaN.</summary>
    public static void AssertClose(float[] expected, float[] actual, double tolerance, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        var (worst, at) = (0.0, -1);
        for (var index = 0; index < expected.Length; index++)
        {
            var error = expected[index].Equals(actual[index]) ? 0 : Math.Abs((double)actual[index] - expected[index]) / (1 + Math.Abs((double)expected[index]));
            if (!(error <= worst))
                (worst, at) = (error, index);
        }

        Assert.True(worst <= tolerance, $"{what}: value {at} is {(at < 0 ? 0 : actual[at]):R} instead of {(at < 0 ? 0 : expected[at]):R}: off by {worst:E2}, allowed are {tolerance:E2}.");
    }
}
