namespace Compiled.Import;

/// <summary>
/// Nodes of opset 6, in which most operators mean what they mean today. Operands broadcast only where an attribute says it, along an axis that it says; norms and dropout say that they do not
/// train.
/// </summary>
internal static class OldOpset
{
    private const long FirstWithout = 7;

    /// <summary>Gives a node an obstacle that would mean something else today.</summary>
    public static void Check(Node node, long opset)
    {
        if (opset >= FirstWithout)
            return;
        switch (node.Operator)
        {
            case "BatchNormalization" or "Dropout" when node.Attributes.Int("is_test", 0) == 0:
                node.Obstacle = "is in training mode (is_test is not 1): get the model in inference mode, or converted to opset 7 or later.";
                break;
            case "Add" or "Sub" or "Mul" or "Div" or "Pow" when node.Attributes.Int("broadcast", 0) != 0 && node.Attributes.Has("axis"):
                if (node.Input(0) is not { IsRows: true } rows || !node.Input(1).IsConstant)
                    break;
                var (rank, own) = (rows.Lead + rows.Features!.Length, node.Input(1).Constant!.Shape.Length);
                var axis = node.Attributes.Int("axis", 0);
                if (own > 0 && (axis < 0 ? axis + rank : axis) + own != rank)
                    node.Obstacle = $"broadcasts a constant along axis {Text.Number(axis)}, as only opsets before 7 can: only the last axes are supported. Convert the model to opset 7 or later.";
                break;
            default:
                break;
        }
    }
}
