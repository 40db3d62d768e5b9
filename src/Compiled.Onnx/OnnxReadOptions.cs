namespace Compiled;

/// <summary>What the reader of ONNX models lets pass. The defaults let nothing pass that could go unnoticed.</summary>
public sealed record OnnxReadOptions
{
    /// <summary>The default of <see cref="MaxBytes"/>: 256 MB.</summary>
    public const long DefaultMaxBytes = 256L << 20;

    /// <summary>
    /// The largest model that is read, with the external data it refers to, in bytes: 1 to 2,147,483,647. The memory of an import is at most some eight times as much. 256 MB
    /// unless set.
    /// </summary>
    public long MaxBytes { get; init; } = DefaultMaxBytes;

    /// <summary>Takes NaN and infinities among the weights; without, the first is an error that names the tensor and the place.</summary>
    public bool AllowNonFinite { get; init; }

    /// <summary>
    /// The outputs to predict, by the names that the model has for them or for any value that its nodes compute; null, the default, takes the model's own outputs, but for constants, inputs
    /// that are passed on, and logits whose softmax or sigmoid is an output too: <see cref="OnnxNetwork.Notes"/> says which were left out.
    /// </summary>
    public IReadOnlyList<string>? Outputs { get; init; }

    /// <summary>The <see cref="Topology.Name"/> of what is read; null, the default, makes one of the file's name or else of the graph's.</summary>
    public string? Name { get; init; }
}
