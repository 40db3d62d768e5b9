namespace Compiled.Import;

/// <summary>Operators that add axes of size 1, or take such away: around the rows, or within them.</summary>
internal static class AxisPassage
{
    public static Passed? Squeeze(Node node, Graph graph)
    {
        if (node.Input(0) is not { IsRows: true } source)
            return null;
        var features = source.Features!;
        if (!HasAxes(node, graph.Opset) && graph.FixedRows == 1 && !features.Contains(0))
            return new(source, NotEmpty([.. features.Where(static size => size != 1)]), 0);
        if (Axes(node, graph.Opset) is not { } axes)
            return Passage.Refuse(node, "squeezes axes that are computed or not given: make them constant.");
        var gone = axes.Select(axis => (long?)source.Place(axis)).ToHashSet();
        // A network of one output, as a vector of predictions: at the end of the graph it is the same numbers.
        if (features is [1] && gone.SetEquals([0L]) && graph.FixedRows != 1)
            return new(source, []);
        var leads = gone.Count(static place => place < 0);
        var isRowsGone = gone.Contains(-1);
        if (gone.Any(place => place is null || place >= features.Length || (place >= 0 && features[(int)place] != 1)) || (isRowsGone && graph.FixedRows != 1)
            || (gone.Count - leads == features.Length && graph.FixedRows != 1))
            return Passage.Refuse(node, $"squeezes axes of rows of {Text.Shape(features)}: only axes of size 1 after the rows, and the row axis of a model for one row, are supported.");
        return new(source, NotEmpty([.. features.Where((_, place) => !gone.Contains(place))]), source.Lead - leads);
    }

    public static Passed? Unsqueeze(Node node, Graph graph)
    {
        if (node.Input(0) is not { IsRows: true } source)
            return null;
        if (Axes(node, graph.Opset) is not { Length: > 0 and <= RowShapes.MostAxes } axes)
            return Passage.Refuse(node, "adds axes that are computed, or too many: only constant axes are supported.");
        var rank = source.Lead + source.Features!.Length + axes.Length;
        if (rank > RowShapes.MostAxes)
            return Passage.Refuse(node, $"gives rows more than {Text.Number(RowShapes.MostAxes)} axes.");
        var added = axes.Select(axis => axis < 0 ? axis + rank : axis).ToHashSet();
        if (added.Count != axes.Length || added.Any(axis => axis < 0 || axis >= rank))
            return Passage.Refuse(node, $"adds the axes {Text.Shape(axes)} to rows of {Text.Shape(source.Features!)}, which has no such positions.");
        // What is added before the axis of the rows stays before the rows, and before the values of a single row without one.
        var (lead, features, taken) = (0, new List<int>(), 0);
        for (var axis = 0; axis < rank; axis++)
        {
            var isOld = !added.Contains(axis);
            if (taken < source.Lead || (source.Lead == 0 && taken == 0 && !isOld))
                lead++;
            else
                features.Add(isOld ? source.Features![taken - source.Lead] : 1);
            taken += isOld ? 1 : 0;
        }

        return new(source, [.. features], lead);
    }

    /// <summary>To the shape that it has, or with axes of size 1 before it.</summary>
    public static Passed? Expand(Node node, long fixedRows)
    {
        if (node.Input(0) is not { IsRows: true } source)
            return null;
        if (node.Input(1).Constant is not { Integers: { } sizes, Shape.Length: 1 } || sizes.Length > RowShapes.MostAxes)
            return Passage.Refuse(node, "expands to a computed shape: only constant shapes that do not repeat rows are supported.");
        var rank = Math.Max(sizes.Length, source.Lead + source.Features!.Length);
        for (var axis = rank - sizes.Length; axis < rank; axis++)
        {
            var (size, place) = (sizes[axis - rank + sizes.Length], axis - rank + source.Features!.Length);
            var isSame = size == 1 || (place >= 0 ? size == source.Features[place] : size == Constant.Rows || (size == fixedRows && place == -1));
            if (!isSame)
                return Passage.Refuse(node, $"expands rows of {Text.Shape(source.Features)} to {Text.Shape(sizes.Select(static size => size == Constant.Rows ? -1 : size))}: only shapes that repeat nothing are supported.");
        }

        return new(source, source.Features, rank - source.Features!.Length);
    }

    /// <summary>The only row of a model for one row, as Python takes it: model(x)[0].</summary>
    public static Passed? FirstRow(Node node, long fixedRows)
    {
        if (node.Optional(0) is not { IsRows: true, Lead: > 0 } source || node.Optional(1)?.Constant is not { Integers: [0 or -1], Shape.Length: 0 })
            return null;
        var place = source.Place(node.Attributes.Int("axis", 0));
        if (place is null or >= 0)
            return null;
        return fixedRows == 1 || place < -1
            ? new(source, source.Features, source.Lead - 1)
            : Passage.Refuse(node, "selects one of the rows, which is supported only in a model for one row. Export the model without it.");
    }

    /// <summary>A row of one number keeps an axis for it.</summary>
    private static int[] NotEmpty(int[] features) => features.Length == 0 ? [1] : features;

    private static bool HasAxes(Node node, long opset) => opset < 13 ? node.Attributes.Has("axes") : node.Optional(1) is not null;

    /// <summary>An attribute until opset 12, an input since.</summary>
    private static long[]? Axes(Node node, long opset) => opset < 13 ? node.Attributes.Ints("axes") : node.Optional(1)?.Constant?.Integers;
}
