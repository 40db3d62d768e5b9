using Google.Protobuf;
using global::Onnx;

namespace Compiled.Export;

/// <summary>A graph that grows node by node. Every value and constant has a name of its own.</summary>
internal sealed class GraphWriter(GraphProto graph)
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string> _shared = new(StringComparer.Ordinal);

    /// <summary>The name, or with a number behind it where it is taken.</summary>
    public string Free(string name)
    {
        var free = name;
        for (var number = 2; !_names.Add(free); number++)
            free = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{name}_{number}");
        return free;
    }

    /// <summary>Takes a name that cannot be changed.</summary>
    /// <exception cref="ArgumentException">Something else has it.</exception>
    public void Claim(string name, string what)
    {
        if (!_names.Add(name))
            throw new ArgumentException($"The model would have two values named '{name}', one of them {what}: choose another InputName or OutputName.", "options");
    }

    /// <summary>Adds an input of the graph, of rows of so many floats.</summary>
    public void Input(string name, string batch, int width) => graph.Input.Add(Rows(name, batch, width));

    /// <summary>Adds an output of the graph, of rows of so many floats.</summary>
    public void Output(string name, string batch, int width) => graph.Output.Add(Rows(name, batch, width));

    /// <summary>Adds a node with one output, which is the name of both.</summary>
    public string Node(string operation, string output, IEnumerable<string> inputs, params AttributeProto[] attributes)
    {
        var node = new NodeProto { Name = output, OpType = operation };
        node.Input.AddRange(inputs);
        node.Output.Add(output);
        node.Attribute.AddRange(attributes);
        graph.Node.Add(node);
        return output;
    }

    /// <summary>Gives the value of a node another name; the node keeps its own.</summary>
    public void Rename(string value, string name)
    {
        foreach (var node in graph.Node)
        {
            for (var index = 0; index < node.Input.Count; index++)
                node.Input[index] = node.Input[index] == value ? name : node.Input[index];
            if (node.Output[0] == value)
                node.Output[0] = name;
        }
    }

    /// <summary>Adds values that the model holds, row-major.</summary>
    public string Initializer(string name, IReadOnlyList<int> shape, ReadOnlySpan<float> values)
    {
        Claim(name, "among its weights and constants");
        // Little-endian, whatever the machine.
        var bytes = new byte[values.Length * sizeof(float)];
        for (var index = 0; index < values.Length; index++)
            System.Buffers.Binary.BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(index * sizeof(float)), values[index]);
        var tensor = new TensorProto { Name = name, DataType = (int)TensorProto.Types.DataType.Float, RawData = UnsafeByteOperations.UnsafeWrap(bytes) };
        tensor.Dims.AddRange(shape.Select(static size => (long)size));
        graph.Initializer.Add(tensor);
        return name;
    }

    /// <summary>A number without dimensions, once for all nodes that use it.</summary>
    public string Constant(string name, float value)
    {
        name = "constant." + name;
        if (_shared.Add(name))
            _ = Initializer(name, [], [value]);
        return name;
    }

    private static ValueInfoProto Rows(string name, string batch, int width)
    {
        var shape = new TensorShapeProto();
        shape.Dim.Add(new TensorShapeProto.Types.Dimension { DimParam = batch });
        shape.Dim.Add(new TensorShapeProto.Types.Dimension { DimValue = width });
        return new ValueInfoProto
        {
            Name = name,
            Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)TensorProto.Types.DataType.Float, Shape = shape } },
        };
    }
}
