using global::Onnx;

namespace Compiled.Import;

/// <summary>A checked graph: every name is defined once and before it is used.</summary>
internal sealed class Graph
{
    /// <summary>The rows that the network predicts from.</summary>
    public required Value Input { get; set; }

    /// <summary>The inputs that the outputs depend on.</summary>
    public required IReadOnlyList<Value> Inputs { get; init; }

    /// <summary>Their names, in the order in which they make up a row.</summary>
    public required IReadOnlyList<string> InputNames { get; set; }

    /// <summary>What is done to the inputs before they become one row, each with its width; null where they are only joined.</summary>
    public IReadOnlyList<(RowPart Part, int Width)>? InputParts { get; set; }

    /// <summary>The places of each input in the row, where the outputs use them apart as well; null for the row of one input.</summary>
    public IReadOnlyDictionary<Value, int[]>? InputPlaces { get; set; }

    /// <summary>Whether the model joins its inputs nowhere: the row is made of them for the network.</summary>
    public bool IsRowMade { get; set; }

    /// <summary>The places that an input has in the row of several; null for another value.</summary>
    public int[]? PlacesOf(Value value) => InputPlaces?.GetValueOrDefault(value);

    /// <summary>The number of rows where the file fixes it, 1 for a single row without an axis of rows; 0 where it does not.</summary>
    public required long FixedRows { get; set; }

    public required IReadOnlyList<Node> Nodes { get; init; }

    public required IReadOnlyList<Value> Outputs { get; init; }

    /// <summary>What was left out of the outputs, a sentence each.</summary>
    public required IReadOnlyList<string> Notes { get; set; }

    /// <summary>The version of ONNX's own operators.</summary>
    public required long Opset { get; init; }

    public required TensorReader Tensors { get; init; }

    public required ByteBudget Budget { get; init; }

    /// <summary>The graph's own name.</summary>
    public required string Name { get; init; }

    /// <summary>The names of the features that the file's metadata has.</summary>
    public required IReadOnlyList<string> Features { get; init; }

    /// <summary>What turns raw columns into the features, or null.</summary>
    public required TableEncoder? Encoder { get; init; }

    /// <summary>The names of the classes that the file's metadata has.</summary>
    public required IReadOnlyList<string> Classes { get; init; }
}
