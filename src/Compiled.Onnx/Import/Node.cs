namespace Compiled.Import;

/// <summary>A node of the graph.</summary>
internal sealed class Node(int index, string title, string operation, string domain, Value?[] inputs, NodeAttributes attributes)
{
    public int Index { get; } = index;

    /// <summary>Its operator; those of other domains than ONNX's own with the domain before it: ai.onnx.ml.Scaler.</summary>
    public string Operator { get; } = domain.Length == 0 ? operation : $"{domain}.{operation}";

    public NodeAttributes Attributes { get; } = attributes;

    public Value[] Outputs { get; set; } = [];

    /// <summary>How many inputs are written; the last ones may be left out.</summary>
    public int InputCount => inputs.Length;

    /// <summary>All inputs that are written, as they are before anything is simplified.</summary>
    public IEnumerable<Value> Inputs => inputs.OfType<Value>();

    /// <summary>Why it cannot be passed through, for those that often can.</summary>
    public string? Obstacle { get; set; }

    /// <summary>The places of the values that each output takes of the first input's rows, for a node that selects.</summary>
    public int[][]? Selected { get; set; }

    /// <summary>As messages call it: its name, or its place where it has none, and its operator.</summary>
    public string Title { get; } = title;

    /// <summary>An input, through all copies; null where it is left out.</summary>
    public Value? Optional(int place) => place < inputs.Length ? inputs[place]?.Resolved : null;

    /// <summary>An input that the operator cannot do without.</summary>
    public Value Input(int place) => Optional(place) ?? throw ImportProblem.With(this, $"has no input {Text.Number(place)}, which the operator needs.");
}
