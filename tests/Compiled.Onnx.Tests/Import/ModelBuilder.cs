using Google.Protobuf;
using global::Onnx;
using DataType = global::Onnx.TensorProto.Types.DataType;

namespace Compiled.Tests.Import;

/// <summary>Models as exporters write them, for the tests: node by node. Anything may be changed in <see cref="Model"/> before it is written.</summary>
internal sealed class ModelBuilder
{
    private readonly Random _random = new(7);
    private int _values;

    public ModelBuilder(long opset = 13, params int[] inputShape)
    {
        Model = new ModelProto { IrVersion = opset < 15 ? 7 : 8, Graph = new GraphProto { Name = "test-graph" } };
        Model.OpsetImport.Add(new OperatorSetIdProto { Domain = "", Version = opset });
        Input("x", inputShape.Length == 0 ? [5] : inputShape);
    }

    public ModelProto Model { get; }

    public GraphProto Graph => Model.Graph;

    public ModelBuilder Input(string name, int[] shape, DataType type = DataType.Float)
    {
        Graph.Input.Add(Info(name, shape, type));
        return this;
    }

    public ModelBuilder WithLearningDomain()
    {
        Model.OpsetImport.Add(new OperatorSetIdProto { Domain = "ai.onnx.ml", Version = 2 });
        return this;
    }

    /// <summary>A node with one output, whose name is given back.</summary>
    public string Node(string operation, string[] inputs, params (string Name, object Value)[] attributes)
    {
        var node = NodeProto(operation, inputs, attributes);
        // The first of its kind is "the Gemm", the next one "the Gemm 2": runtimes refuse models whose nodes share a name.
        var number = Graph.Node.Count(other => other.OpType == node.OpType) + 1;
        node.Name += number > 1 ? " " + number : "";
        var output = "v" + _values++;
        node.Output.Add(output);
        Graph.Node.Add(node);
        return output;
    }

    public static NodeProto NodeProto(string operation, string[] inputs, params (string Name, object Value)[] attributes)
    {
        var parts = operation.Split("::");
        var node = new NodeProto { OpType = parts[^1], Name = "the " + parts[^1] };
        if (parts.Length > 1)
            node.Domain = parts[0];
        node.Input.AddRange(inputs);
        foreach (var (name, value) in attributes)
            node.Attribute.Add(Attribute(name, value));
        return node;
    }

    /// <summary>Floats that are drawn, around 0.</summary>
    public string Drawn(params int[] shape) => Floats(shape, Draw(shape));

    public float[] Draw(params int[] shape) => [.. Enumerable.Range(0, shape.Aggregate(1, static (a, b) => a * b)).Select(_ => (2 * _random.NextSingle()) - 1)];

    /// <summary>Floats that are drawn, from 0.5 to 1.5.</summary>
    public string Positive(params int[] shape) => Floats(shape, [.. Draw(shape).Select(static value => 1 + (value / 2))]);

    public string Scalar(float value) => Floats([], value);

    public string Floats(int[] shape, params float[] values)
    {
        var tensor = new TensorProto { DataType = (int)DataType.Float };
        tensor.Dims.AddRange(shape.Select(static size => (long)size));
        tensor.FloatData.AddRange(values);
        return Tensor(tensor);
    }

    public string Integers(params long[] values)
    {
        var tensor = new TensorProto { DataType = (int)DataType.Int64 };
        tensor.Dims.Add(values.Length);
        tensor.Int64Data.AddRange(values);
        return Tensor(tensor);
    }

    public string Texts(params string[] values)
    {
        var tensor = new TensorProto { DataType = (int)DataType.String };
        tensor.Dims.Add(values.Length);
        tensor.StringData.AddRange(values.Select(ByteString.CopyFromUtf8));
        return Tensor(tensor);
    }

    public string Tensor(TensorProto tensor)
    {
        tensor.Name = "c" + _values++;
        Graph.Initializer.Add(tensor);
        return tensor.Name;
    }

    /// <summary>A Gemm with drawn weights and biases.</summary>
    public string Dense(string rows, int inputs, int outputs) => Node("Gemm", [rows, Drawn(outputs, inputs), Drawn(outputs)], ("transB", 1L));

    public ModelBuilder Output(string name, DataType type = DataType.Float, params int[] shape)
    {
        Graph.Output.Add(Info(name, shape, type));
        return this;
    }

    public byte[] Bytes(string output, params int[] shape)
    {
        if (Graph.Output.Count == 0)
            Output(output, DataType.Float, shape.Length == 0 ? [0] : shape);
        return Model.ToByteArray();
    }

    private static ValueInfoProto Info(string name, int[] shape, DataType type)
    {
        var dims = new TensorShapeProto();
        dims.Dim.Add(new TensorShapeProto.Types.Dimension { DimParam = "batch" });
        foreach (var size in shape)
            dims.Dim.Add(size == 0 ? new TensorShapeProto.Types.Dimension { DimParam = "any" } : new TensorShapeProto.Types.Dimension { DimValue = size });
        return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)type, Shape = dims } } };
    }

    private static AttributeProto Attribute(string name, object value)
    {
        var attribute = new AttributeProto { Name = name };
        switch (value)
        {
            case long number:
                (attribute.Type, attribute.I) = (AttributeProto.Types.AttributeType.Int, number);
                break;
            case float number:
                (attribute.Type, attribute.F) = (AttributeProto.Types.AttributeType.Float, number);
                break;
            case string text:
                (attribute.Type, attribute.S) = (AttributeProto.Types.AttributeType.String, ByteString.CopyFromUtf8(text));
                break;
            case long[] numbers:
                attribute.Type = AttributeProto.Types.AttributeType.Ints;
                attribute.Ints.AddRange(numbers);
                break;
            case float[] numbers:
                attribute.Type = AttributeProto.Types.AttributeType.Floats;
                attribute.Floats.AddRange(numbers);
                break;
            case string[] texts:
                attribute.Type = AttributeProto.Types.AttributeType.Strings;
                attribute.Strings.AddRange(texts.Select(ByteString.CopyFromUtf8));
                break;
            case TensorProto tensor:
                (attribute.Type, attribute.T) = (AttributeProto.Types.AttributeType.Tensor, tensor);
                break;
            case GraphProto graph:
                (attribute.Type, attribute.G) = (AttributeProto.Types.AttributeType.Graph, graph);
                break;
            default:
                throw new ArgumentException($"No attribute of {value.GetType()}.");
        }

        return attribute;
    }
}
