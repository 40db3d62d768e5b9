namespace Compiled.Import;

/// <summary>Operators that change nothing for a network's rows: what they give is what they were given, perhaps in another shape.</summary>
internal static class Passage
{
    /// <summary>What a node hands on, and in what shape where that is a new one, [] being a list of numbers; null when it is no such node, with <see cref="Node.Obstacle"/> saying why where it might be one.</summary>
    public static (Value Source, int[]? Features)? Of(Node node, Graph graph) => node.Operator switch
    {
        "Identity" => Through(node),
        "Dropout" => Dropout(node),
        "Cast" => Cast(node),
        "Flatten" => Flatten(node),
        "Reshape" => Reshape(node, graph.FixedRows),
        "Squeeze" => Squeeze(node, graph.Opset),
        "Unsqueeze" => Unsqueeze(node, graph.Opset),
        _ => null,
    };

    private static (Value, int[]?)? Through(Node node) => (node.Input(0), null);

    private static (Value, int[]?)? Dropout(Node node)
    {
        if (node.Optional(2) is { } training && training.Constant?.Integers is not [0])
            return Refuse(node, "drops values in predictions (training_mode is not false): export the model in inference mode.");
        return Through(node);
    }

    /// <summary>From numbers to floats of any width: networks compute in 32 bits.</summary>
    private static (Value, int[]?)? Cast(Node node)
    {
        if (!node.Input(0).IsRows)
            return null;
        return node.Attributes.Int("to", 0) is 1 or 10 or 11 or 16
            ? Through(node)
            : Refuse(node, "turns the rows into something other than floats, which no block does.");
    }

    private static (Value, int[]?)? Flatten(Node node)
    {
        if (node.Input(0) is not { IsRows: true } source)
            return null;
        var axis = node.Attributes.Int("axis", 1);
        // Counted from behind, the rows are one dimension more.
        if (axis != 1 && axis + source.Features!.Length + 1 != 1)
            return Refuse(node, $"flattens from axis {Text.Number(axis)} on, which joins the rows with one another: supported is axis 1.");
        return (source, [RowShapes.Width(source.Features!)]);
    }

    private static (Value, int[]?)? Reshape(Node node, long fixedRows)
    {
        if (node.Input(0) is not { IsRows: true } source)
            return null;
        if (node.Input(1).Constant is not { Integers: { } sizes } || node.Input(1).Constant!.Shape.Length != 1)
            return Refuse(node, "reshapes to what the model computes: supported are constant shapes that keep the rows, such as [-1, 64].");
        // [-1] of rows of one float is a list of numbers, one a row.
        if (sizes is [-1] && RowShapes.Width(source.Features!) == 1)
            return (source, []);
        var features = RowShapes.Reshaped(source.Features!, sizes, fixedRows);
        return features is null
            ? Refuse(node, $"reshapes rows of {Text.Shape(source.Features!)} to {Text.Shape(sizes.Select(static size => size == Constant.Rows ? -1 : size))}: supported is what keeps each row a row, such as [-1, {Text.Plain(RowShapes.Width(source.Features!).ToString(System.Globalization.CultureInfo.InvariantCulture))}].")
            : (source, features);
    }

    private static (Value, int[]?)? Squeeze(Node node, long opset)
    {
        if (node.Input(0) is not { IsRows: true } source)
            return null;
        var axes = Axes(node, opset);
        if (axes is null)
            return Refuse(node, "squeezes axes that the model computes or does not name: name them.");
        var features = source.Features!;
        var gone = axes.Select(axis => axis < 0 ? axis + features.Length : axis - 1).ToHashSet();
        if (gone.Any(place => place < 0 || place >= features.Length || features[(int)place] != 1) || gone.Count == features.Length)
        {
            // A network of one output, as a vector of predictions: at the end of the graph it is the same numbers.
            if (features is [1] && gone.SetEquals([0L]))
                return (source, []);
            return Refuse(node, $"squeezes axes of rows of {Text.Shape(features)}: supported are axes of size 1 behind the rows.");
        }

        return (source, [.. features.Where((_, place) => !gone.Contains(place))]);
    }

    private static (Value, int[]?)? Unsqueeze(Node node, long opset)
    {
        if (node.Input(0) is not { IsRows: true } source)
            return null;
        var axes = Axes(node, opset);
        var features = source.Features!;
        if (axes is not [var axis])
            return Refuse(node, "adds several axes or axes that the model computes: supported is one axis behind the rows.");
        var place = axis < 0 ? axis + features.Length + 1 : axis - 1;
        if (features.Length + 2 > RowShapes.MostAxes)
            return Refuse(node, $"gives rows more than {Text.Number(RowShapes.MostAxes)} axes.");
        if (place < 0 || place > features.Length)
            return Refuse(node, $"adds axis {Text.Number(axis)} to rows of {Text.Shape(features)}: supported is one behind the rows.");
        var wider = features.ToList();
        wider.Insert((int)place, 1);
        return (source, [.. wider]);
    }

    /// <summary>An attribute until opset 12, an input since.</summary>
    private static long[]? Axes(Node node, long opset) => opset < 13 ? node.Attributes.Ints("axes") : node.Optional(1)?.Constant?.Integers;

    private static (Value, int[]?)? Refuse(Node node, string why)
    {
        node.Obstacle = why;
        return null;
    }
}
