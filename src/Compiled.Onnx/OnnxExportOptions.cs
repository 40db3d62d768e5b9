namespace Compiled;

/// <summary>How a network is written as an ONNX model. The defaults suit every runtime that reads opset 13 (ONNX Runtime since 1.6, of 2020).</summary>
public sealed record OnnxExportOptions
{
    /// <summary>The lowest operator set that a model can be written with.</summary>
    public const int LowestOpset = 13;

    /// <summary>The highest operator set that a model can be written with.</summary>
    public const int HighestOpset = 18;

    /// <summary>The name of the graph's input, of [batch, inputs]; "input" by default.</summary>
    public string InputName { get; init; } = "input";

    /// <summary>The name of the graph's output, of [batch, outputs]; "output" by default. A network with heads also has an output for each head, with the head's name.</summary>
    public string OutputName { get; init; } = "output";

    /// <summary>The name of the dimension that counts the rows; "batch" by default. It is dynamic: any number of rows.</summary>
    public string BatchName { get; init; } = "batch";

    /// <summary>
    /// The operator set, <see cref="LowestOpset"/> to <see cref="HighestOpset"/>; null, the default, means 13, or 17 for a network with a LayerNorm, which became an operator in that version. Below
    /// 17 a LayerNorm is decomposed into simpler operators, as in PyTorch. Gelu, Mish and HardSwish are always decomposed, so networks with them can use 13.
    /// </summary>
    public int? Opset { get; init; }

    /// <summary>Whether NaN and infinities among parameters and statistics are written; by default they are an error that names the first one, because they are hardly ever intended.</summary>
    public bool AllowNonFinite { get; init; }
}
