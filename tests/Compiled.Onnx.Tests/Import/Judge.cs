using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Compiled.Tests.Import;

/// <summary>ONNX Runtime runs the very model that is imported: what it says is right.</summary>
internal static class Judge
{
    public const int Rows = 7;

    /// <summary>Rows around 0.</summary>
    public static float[] Inputs(int width, int seed = 3)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, Rows * width).Select(_ => 3 * (random.NextSingle() + random.NextSingle()) - 3)];
    }

    /// <summary>The model's outputs of that name, or its first ones.</summary>
    /// <param name="model">The model.</param>
    /// <param name="inputs">The rows.</param>
    /// <param name="output">The output; null for the first.</param>
    /// <param name="isFused">Whether groups of nodes may be computed as the operator that they look like.</param>
    public static float[] Run(byte[] model, float[] inputs, string? output = null, bool isFused = true)
    {
        using var options = new SessionOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, IntraOpNumThreads = 1, InterOpNumThreads = 1 };
        if (!isFused)
            options.GraphOptimizationLevel = GraphOptimizationLevel.ORT_DISABLE_ALL;
        using var session = new InferenceSession(model, options);
        return Run(session, inputs, output);
    }

    /// <summary>The same of a file, whose external data is beside it.</summary>
    public static float[] Run(string path, float[] inputs, string? output = null)
    {
        using var options = new SessionOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, IntraOpNumThreads = 1, InterOpNumThreads = 1 };
        using var session = new InferenceSession(path, options);
        return Run(session, inputs, output);
    }

    /// <summary>The outputs for one row of a model whose inputs have fixed shapes, or parts of it as several inputs.</summary>
    public static float[] Run(byte[] model, string output, params (string Name, float[] Values, int[] Shape)[] inputs)
    {
        using var options = new SessionOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, IntraOpNumThreads = 1, InterOpNumThreads = 1 };
        using var session = new InferenceSession(model, options);
        using var results = session.Run([.. inputs.Select(static input => NamedOnnxValue.CreateFromTensor(input.Name, new DenseTensor<float>(input.Values, input.Shape)))], [output]);
        return [.. (Tensor<float>)results[0].Value];
    }

    private static float[] Run(InferenceSession session, float[] inputs, string? output)
    {
        var (name, metadata) = session.InputMetadata.First();
        var shape = metadata.Dimensions.ToArray();
        shape[0] = inputs.Length / shape.Skip(1).Aggregate(1, static (a, b) => a * b);
        var value = metadata.ElementDataType switch
        {
            TensorElementType.Double => NamedOnnxValue.CreateFromTensor(name, new DenseTensor<double>(Array.ConvertAll(inputs, static x => (double)x), shape)),
            TensorElementType.Float16 => NamedOnnxValue.CreateFromTensor(name, new DenseTensor<Float16>(Array.ConvertAll(inputs, static x => (Float16)x), shape)),
            _ => NamedOnnxValue.CreateFromTensor(name, new DenseTensor<float>(inputs, shape)),
        };
        output ??= session.OutputMetadata.First(static pair => pair.Value.IsTensor && pair.Value.ElementDataType is not (TensorElementType.Int64 or TensorElementType.String)).Key;
        using var results = session.Run([value], [output]);
        return results[0].Value switch
        {
            Tensor<float> floats => [.. floats],
            Tensor<double> doubles => [.. doubles.Select(static x => (float)x)],
            Tensor<Float16> halves => [.. halves.Select(static x => (float)x)],
            Tensor<long> labels => [.. labels.Select(static x => (float)x)],
            var other => throw new InvalidOperationException($"The output {output} is a {other.GetType()}."),
        };
    }
}
