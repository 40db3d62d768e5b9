namespace Compiled.Import;

/// <summary>What a node hands on, and in what shape where that is a new one.</summary>
/// <param name="Source">The rows that it was given.</param>
/// <param name="Features">The sizes after the rows; [] for a list of numbers, null for the source as it is.</param>
/// <param name="Lead">The axes before them.</param>
internal sealed record Passed(Value Source, int[]? Features = null, int Lead = 1);

/// <summary>Operators that change nothing for a network's rows: what they give is what they were given, perhaps in another shape.</summary>
internal static class Passage
{
    /// <summary>What a node hands on; null when it is not such a node, with <see cref="Node.Obstacle"/> saying why where it might be one.</summary>
    public static Passed? Of(Node node, Graph graph) => node.Operator switch
    {
        "Identity" => Through(node),
        "Unsqueeze" or "Reshape" when node.Optional(0) is { IsList: true } list => new(list, [1]),
        "ai.onnx.ml.Imputer" or "Where" => MissingValues.Of(node, graph),
        // Of one part, as an exporter joins the observations of an agent that has one.
        "Concat" when node.InputCount == 1 && node.Input(0).IsRows => Through(node),
        "Dropout" => Dropout(node),
        "Cast" => Cast(node),
        "Flatten" => Flatten(node, graph.FixedRows),
        "Reshape" => Reshape(node, graph.FixedRows),
        "Squeeze" => AxisPassage.Squeeze(node, graph),
        "Unsqueeze" => AxisPassage.Unsqueeze(node, graph),
        "Expand" => AxisPassage.Expand(node, graph.FixedRows),
        "Gather" => AxisPassage.FirstRow(node, graph.FixedRows),
        _ => null,
    };

    /// <summary>Keeps what the node hands on from being found, and says why.</summary>
    public static Passed? Refuse(Node node, string why)
    {
        node.Obstacle = why;
        return null;
    }

    private static Passed Through(Node node) => new(node.Input(0));

    private static Passed? Dropout(Node node)
    {
        if (node.Optional(2) is { } training && training.Constant?.Integers is not [0])
            return Refuse(node, "drops values in predictions (training_mode is not false): export the model in inference mode.");
        return Through(node);
    }

    /// <summary>From numbers to floats of any width: networks compute in 32 bits.</summary>
    private static Passed? Cast(Node node)
    {
        if (!node.Input(0).IsRows)
            return null;
        return node.Attributes.Int("to", 0) is 1 or 10 or 11 or 16
            ? Through(node)
            : Refuse(node, "turns the rows into something other than floats, which no block can do.");
    }

    private static Passed? Flatten(Node node, long fixedRows)
    {
        if (node.Input(0) is not { IsRows: true } source)
            return null;
        var axis = node.Attributes.Int("axis", 1);
        var rank = source.Lead + source.Features!.Length;
        var place = axis < 0 ? axis + rank : axis;
        // A single row can be flattened from any axis before its own on.
        if (place != source.Lead && !(place >= 0 && place < source.Lead && fixedRows == 1))
            return Refuse(node, $"flattens from axis {Text.Number(axis)} on, which merges rows: only axis {Text.Number(source.Lead)} is supported.");
        return new(source, [RowShapes.Width(source.Features!)]);
    }

    private static Passed? Reshape(Node node, long fixedRows)
    {
        if (node.Input(0) is not { IsRows: true } source)
            return null;
        if (node.Input(1).Constant is not { Integers: { } sizes } || node.Input(1).Constant!.Shape.Length != 1)
            return Refuse(node, "reshapes to a computed shape: only constant shapes that keep the rows, such as [-1, 64], are supported.");
        // [-1] of rows of one float is a list of numbers, one for each row.
        if (sizes is [-1] && RowShapes.Width(source.Features!) == 1 && fixedRows != 1)
            return new(source, []);
        if (RowShapes.Reshaped(source, sizes, fixedRows) is var (features, lead))
            return new(source, features, lead);
        return Refuse(node, $"reshapes rows of {Text.Shape(source.Features!)} to {Text.Shape(sizes.Select(static size => size == Constant.Rows ? -1 : size))}: only shapes that keep each row, such as [-1, {Text.Plain(RowShapes.Width(source.Features!).ToString(System.Globalization.CultureInfo.InvariantCulture))}], are supported.");
    }
}
