namespace Compiled;

/// <summary>Limits and exceptions for reading ONNX models. The defaults accept nothing that could go unnoticed.</summary>
public sealed record OnnxReadOptions
{
    /// <summary>The default of <see cref="MaxBytes"/>: 256 MB.</summary>
    public const long DefaultMaxBytes = 256L << 20;

    /// <summary>
    /// The largest model that is read, with the external data it refers to, in bytes: 1 to 2,147,483,647. An import takes at most about eight times as much memory. 256 MB
    /// by default.
    /// </summary>
    public long MaxBytes { get; init; } = DefaultMaxBytes;

    /// <summary>Whether NaN and infinities are accepted in the weights; otherwise the first one is an error that names the tensor and the position.</summary>
    public bool AllowNonFinite { get; init; }

    /// <summary>
    /// The outputs to predict, by their names in the model or the names of any values that its nodes compute; null, the default, takes the model's outputs, except constants, inputs
    /// that are passed through, and logits whose softmax or sigmoid is also an output: <see cref="OnnxNetwork.Notes"/> lists those that were ignored.
    /// </summary>
    public IReadOnlyList<string>? Outputs { get; init; }

    /// <summary>
    /// The inputs to predict from, by their names in the model or the names of any values that its nodes compute, which cuts off what is before them; null, the default, takes the
    /// inputs that the outputs depend on. Several are one row if the model concatenates them: <see cref="OnnxNetwork.InputNames"/> has their order.
    /// </summary>
    public IReadOnlyList<string>? Inputs { get; init; }

    /// <summary>The <see cref="Topology.Name"/> of the result; null, the default, derives it from the name of the file or else of the graph.</summary>
    public string? Name { get; init; }
}
