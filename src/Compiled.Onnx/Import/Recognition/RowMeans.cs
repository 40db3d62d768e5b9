namespace Compiled.Import;

/// <summary>ReduceMean and ReduceSum over the values of each row.</summary>
internal static class RowMeans
{
    /// <summary>Whether a node gives one value for each row, of all its values.</summary>
    public static bool IsWithinRows(Node node) =>
        node is { Operator: "ReduceMean" or "ReduceSum", Obstacle: null } && node.Optional(0) is { IsRows: true, IsColumn: false, IsList: false, Features: [> 0] };

    /// <summary>Follows such a node: its output is a list of numbers where the axis is gone. Others have an obstacle.</summary>
    public static void Follow(Node node, long fixedRows)
    {
        if (node.Operator is not ("ReduceMean" or "ReduceSum") || node.Optional(0) is not { IsRows: true, Features: { Length: 1 } features } source || node.Obstacle is not null)
            return;
        // An attribute until opset 12 or 17, an input since.
        var axes = node.Attributes.Ints("axes") ?? node.Optional(1)?.Constant?.Integers;
        if (node.Optional(1) is { IsConstant: false })
            node.Obstacle = "takes its axes from a computed value: only constant axes are supported.";
        else if (axes is not { Length: > 0 } && fixedRows != 1 && node.Attributes.Int("noop_with_empty_axes", 0) == 0)
            node.Obstacle = "takes one mean or sum of all rows (it has no axes), so that each prediction would depend on the other rows: only those within each row are supported. Export the model with an axis, or for one row.";
        else if (axes is { Length: > 0 } && !axes.All(axis => source.Place(axis) is 0 || (fixedRows == 1 && source.Place(axis) is < 0)))
            node.Obstacle = $"takes the mean or sum along the axes {Text.Shape(axes)}, and so of several rows: only those within each row are supported.";
        else if (features is [> 0] && axes is [var last] && source.Place(last) == 0 && node.Attributes.Int("keepdims", 1) == 0 && fixedRows != 1)
            node.Outputs[0].IsList = true;
    }
}
