using System.Runtime.InteropServices;

namespace Compiled.Peers.Onnx;

/// <summary>
/// A network of dense blocks as an ONNX model: Gemm with transposed weights, as PyTorch exports Linear, and an activation after all but the last.
/// The numbers are the fields of onnx.proto3.
/// </summary>
internal static class OnnxModel
{
    private const int FloatType = 1;
    private const int IntegerAttribute = 2;

    /// <param name="widths">The widths, inputs first.</param>
    /// <param name="activation">Relu or Tanh.</param>
    /// <param name="parameters">The canonical vector: per block, weights [output][input], then biases.</param>
    /// <param name="rows">Rows of one run: a fixed number lets the runtime plan its memory.</param>
    public static byte[] Build(int[] widths, string activation, ReadOnlySpan<float> parameters, int rows)
    {
        var graph = new ProtoWriter();
        var position = 0;
        var row = "input";
        for (var block = 0; block + 1 < widths.Length; block++)
        {
            var (inputs, outputs) = (widths[block], widths[block + 1]);
            var isLast = block + 2 == widths.Length;
            var (weights, biases, sum) = ($"weights{block}", $"biases{block}", isLast ? "output" : $"sum{block}");
            graph.Message(1, Node("Gemm", sum, row, weights, biases).Message(5, TransposedWeights()));
            graph.Message(5, Tensor(weights, parameters.Slice(position, inputs * outputs), outputs, inputs));
            position += inputs * outputs;
            graph.Message(5, Tensor(biases, parameters.Slice(position, outputs), outputs));
            position += outputs;
            row = sum;
            if (!isLast)
            {
                row = $"activation{block}";
                graph.Message(1, Node(activation, row, sum));
            }
        }

        graph.Text(2, "network").Message(11, Value("input", rows, widths[0])).Message(12, Value("output", rows, widths[^1]));
        return new ProtoWriter()
            .Integer(1, 8)                                     // IR version
            .Message(8, new ProtoWriter().Integer(2, 13))      // operator set
            .Message(7, graph)
            .ToArray();
    }

    private static ProtoWriter Node(string operation, string output, params ReadOnlySpan<string> inputs)
    {
        var node = new ProtoWriter();
        foreach (var input in inputs)
            node.Text(1, input);
        return node.Text(2, output).Text(4, operation);
    }

    private static ProtoWriter TransposedWeights() => new ProtoWriter().Text(1, "transB").Integer(3, 1).Integer(20, IntegerAttribute);

    private static ProtoWriter Tensor(string name, ReadOnlySpan<float> values, params ReadOnlySpan<int> sizes)
    {
        var tensor = new ProtoWriter();
        foreach (var size in sizes)
            tensor.Integer(1, size);
        return tensor.Integer(2, FloatType).Text(8, name).Bytes(9, MemoryMarshal.AsBytes(values));
    }

    private static ProtoWriter Value(string name, int rows, int width)
    {
        var shape = new ProtoWriter().Message(1, new ProtoWriter().Integer(1, rows)).Message(1, new ProtoWriter().Integer(1, width));
        return new ProtoWriter().Text(1, name).Message(2, new ProtoWriter().Message(1, new ProtoWriter().Integer(1, FloatType).Message(2, shape)));
    }
}
