using DataType = global::Onnx.TensorProto.Types.DataType;

namespace Compiled.Import;

/// <summary>
/// The type of every value. Numbers are read as floats of 32 bits whatever their type, so that a model that mixes types could be read as if it did not: but no runtime accepts it, and it is damaged
/// or was put together by hand.
/// </summary>
internal static class ElementTypes
{
    /// <summary>Operators whose inputs are of one type, all of them.</summary>
    private static readonly HashSet<string> OfOneType =
    [
        "Gemm", "MatMul", "Add", "Sub", "Mul", "Div", "PRelu", "Min", "Max", "Sum", "Mean", "Concat", "Clip", "Where", "Greater", "GreaterOrEqual", "Less", "LessOrEqual", "Equal",
    ];

    /// <exception cref="ImportProblem">Floats of two widths meet.</exception>
    public static void Follow(Node node)
    {
        Value? first = null;
        foreach (var input in node.Inputs)
        {
            if (!IsFloat(input.Type))
                continue;
            first ??= input;
            if (input.Type != first.Type && OfOneType.Contains(node.Operator))
            {
                throw ImportProblem.With(
                    node, $"combines {Text.Quoted(first.Name)} of type {first.Type} with {Text.Quoted(input.Name)} of type {input.Type}, but ONNX requires one type: no runtime accepts such a model. Insert a Cast, or get the model in one type.");
            }
        }

        var type = node.Operator switch
        {
            "Cast" => (DataType)node.Attributes.Int("to", 0),
            "Constant" => Literal(node),
            "Shape" or "Size" or "ArgMax" or "ArgMin" or "Greater" or "GreaterOrEqual" or "Less" or "LessOrEqual" or "Equal" or "And" or "Or" or "Not" => DataType.Undefined,
            _ when node.Operator.StartsWith(GraphReader.LearningDomain, StringComparison.Ordinal) => DataType.Float,
            _ => first?.Type ?? DataType.Undefined,
        };
        foreach (var output in node.Outputs)
            output.Type = type;
    }

    private static DataType Literal(Node node)
    {
        if (node.Attributes.Has("value_float") || node.Attributes.Has("value_floats"))
            return DataType.Float;
        return node.Attributes.Has("value") ? (DataType)(node.Attributes.Tensor("value")?.DataType ?? 0) : DataType.Undefined;
    }

    private static bool IsFloat(DataType type) => type is DataType.Float or DataType.Double or DataType.Float16 or DataType.Bfloat16;
}
