using global::Onnx;
using AttributeType = global::Onnx.AttributeProto.Types.AttributeType;

namespace Compiled.Import;

/// <summary>The attributes of a node. What is read must be of the right type.</summary>
internal sealed class NodeAttributes
{
    private readonly Dictionary<string, AttributeProto> _attributes = new(StringComparer.Ordinal);
    private readonly string _node;

    /// <param name="node">As messages call it.</param>
    /// <param name="attributes">As the file has them.</param>
    /// <exception cref="ImportProblem">A name comes twice, or there is a subgraph.</exception>
    public NodeAttributes(string node, IEnumerable<AttributeProto> attributes)
    {
        _node = node;
        foreach (var attribute in attributes)
        {
            if (attribute.G is not null || attribute.Graphs.Count > 0 || attribute.Type is AttributeType.Graph or AttributeType.Graphs)
                throw new ImportProblem($"Node {node} has a subgraph ({Text.Quoted(attribute.Name)}): conditions and loops are not supported. Export the model for one fixed path.");
            if (attribute.RefAttrName.Length > 0)
                throw new ImportProblem($"Node {node}: attribute {Text.Quoted(attribute.Name)} refers to a function's attribute, but functions are not supported.");
            if (!_attributes.TryAdd(attribute.Name, attribute))
                throw new ImportProblem($"Node {node} has two attributes {Text.Quoted(attribute.Name)}.");
        }
    }

    public bool Has(string name) => _attributes.ContainsKey(name);

    public long Int(string name, long otherwise) => Find(name, AttributeType.Int) is { } found ? found.I : otherwise;

    public float Float(string name, float otherwise) => Find(name, AttributeType.Float) is { } found ? found.F : otherwise;

    public long[]? Ints(string name) => Find(name, AttributeType.Ints) is { } found ? [.. found.Ints] : null;

    public float[]? Floats(string name) => Find(name, AttributeType.Floats) is { } found ? [.. found.Floats] : null;

    public string[]? Strings(string name) => Find(name, AttributeType.Strings) is { } found ? [.. found.Strings.Select(static text => text.ToStringUtf8())] : null;

    public string? String(string name) => Find(name, AttributeType.String)?.S.ToStringUtf8();

    public TensorProto? Tensor(string name) => Find(name, AttributeType.Tensor)?.T;

    private AttributeProto? Find(string name, AttributeType type)
    {
        if (!_attributes.TryGetValue(name, out var attribute))
            return null;
        return attribute.Type == type
            ? attribute
            : throw new ImportProblem($"Node {_node}: attribute {Text.Quoted(name)} is of type {attribute.Type}, but must be {type}.");
    }
}
