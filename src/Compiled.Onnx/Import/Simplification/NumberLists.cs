using Compiled.Blocks;

namespace Compiled.Import;

/// <summary>
/// Lists of numbers, [batch], that rows of one float were squeezed to. An operator along an axis would work along the rows, and beside [batch, n] the list would spread the
/// wrong way: only what works number by number keeps it a list.
/// </summary>
internal static class NumberLists
{
    /// <summary>Arithmetic, and the operators of blocks that work number by number.</summary>
    private static readonly HashSet<string> Elementwise =
    [
        "Add", "Sub", "Mul", "Div", "Neg", "Abs", "Pow", "Sqrt", "Reciprocal", "Erf", "Exp", "Log", "Where", "Greater", "GreaterOrEqual", "Less", "LessOrEqual", "ai.onnx.ml.Binarizer",
        .. OnnxBlocks.All.Where(static block => block.Kind.Traits.Has(BlockTraits.Elementwise)).SelectMany(static block => block.Operators),
    ];

    /// <summary>Whether a node works number by number.</summary>
    public static bool IsElementwise(Node node) => Elementwise.Contains(node.Operator);

    /// <summary>[batch] to [batch, 1].</summary>
    private static bool IsBackToRows(Node node, Value list) => node.Optional(0) == list && list.IsList && node.Operator switch
    {
        "Unsqueeze" => (node.Attributes.Ints("axes") ?? node.Optional(1)?.Constant?.Integers) is [1 or -1],
        "Reshape" => node.Optional(1)?.Constant?.Integers is [-1, 1] or [Constant.Rows, 1] or [0, 1],
        _ => false,
    };

    /// <summary>True when a list goes into the node, which is no passage then but for copies: its output is a list too, or the node has an obstacle.</summary>
    public static bool Follow(Node node)
    {
        var inputs = Enumerable.Range(0, node.InputCount).Select(node.Optional).OfType<Value>().ToList();
        if (node.Operator is "Identity" or "Cast" or "Dropout" || !inputs.Any(static input => input.IsList))
            return false;
        if (Elementwise.Contains(node.Operator) && inputs.All(static input => input.IsList || (input.IsConstant && input.Constant is { Count: 1, Shape.Length: <= 1 })))
            node.Outputs[0].IsList = true;
        else if (IsBackToRows(node, inputs[0]))
            return false;
        else
            node.Obstacle = "works on a list of numbers, [batch], that rows of one float were squeezed to: after such a Squeeze or Reshape only element-wise operators with scalar constants are supported. Leave the rows as they are, [batch, 1].";
        return true;
    }
}
