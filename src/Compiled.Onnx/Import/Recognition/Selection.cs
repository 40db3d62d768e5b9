namespace Compiled.Import;

/// <summary>Some values of each row, in any order: Slice, Gather and Split along the values, and scikit-learn's ArrayFeatureExtractor.</summary>
internal static class Selection
{
    private const int MostRepeated = 1 << 16;

    /// <summary>What a selection of constants takes of each row, for each output; null for another node, with <see cref="Node.Obstacle"/> saying why where it might be one.</summary>
    /// <param name="node">The node.</param>
    /// <param name="opset">The version of ONNX's own operators.</param>
    /// <param name="budget">What the places may take: a small file may have very many of them.</param>
    public static int[][]? Of(Node node, long opset, ByteBudget budget)
    {
        if (node.Operator is "Expand" or "Tile" && Repeated(node) is { } count)
            return [new int[count]];
        if (node.Operator is not ("Slice" or "Gather" or "Split" or "ai.onnx.ml.ArrayFeatureExtractor") || node.Optional(0) is not { IsRows: true, IsList: false, IsColumn: false } source)
            return null;
        if (source.Features is not [> 0 and var width])
        {
            return source.Features is { Length: > 1 } features && node.Operator != "Gather" ? Refuse(node, $"selects from rows of {Text.Shape(features)}: only flat rows are supported. Flatten them before it.")
                : node.Operator == "Gather" ? null : Refuse(node, "selects some of the values of each row, whose number the model does not define: export the model with the width of its input.");
        }

        if (width > Limits.MaxInputs)
            return Refuse(node, $"selects from rows of {Text.Number(width)} floats, but the rows of a network have at most {Text.Number(Limits.MaxInputs)}.");
        budget.Take(width, sizeof(int), node.Outputs[0].Name);
        return node.Operator switch
        {
            "Slice" => Slice(node, source, width, opset),
            "Gather" => Gather(node, source, width),
            "Split" => Split(node, source, width, opset),
            _ => Places(node, node.Optional(1), width) is { } places ? [places] : null,
        };
    }

    /// <summary>How many times one value for each row is repeated within its row; null for another node.</summary>
    private static int? Repeated(Node node)
    {
        if (node.Optional(0) is not { IsRows: true, IsList: false, IsColumn: false, Lead: 1, Features: [1] }
            || node.Optional(1)?.Constant is not { Integers: [var rows, > 1 and <= MostRepeated and var count], Shape.Length: 1 })
            return null;
        return rows == 1 || (rows == Import.Constant.Rows && node.Operator == "Expand") ? (int)count : null;
    }

    /// <summary>The step of a node that <see cref="Of"/> has read.</summary>
    public static StepMatch? Match(Node node, Value value, WeightSource weights)
    {
        var output = Array.IndexOf(node.Outputs, value);
        return node.Selected is { } selected && output >= 0 ? new StepMatch(node.Input(0), new SelectStep(value, selected[output], node.Input(0).Features![0])) : null;
    }

    private static int[][]? Slice(Node node, Value source, int width, long opset)
    {
        var (starts, ends) = opset < 10 ? (node.Attributes.Ints("starts"), node.Attributes.Ints("ends")) : (Constant(node, 1), Constant(node, 2));
        var axes = opset < 10 ? node.Attributes.Ints("axes") : node.Optional(3) is null ? null : Constant(node, 3) ?? [];
        var steps = opset < 10 || node.Optional(4) is null ? null : Constant(node, 4) ?? [];
        if (starts is null || ends is null || starts.Length != ends.Length || (axes is not null && axes.Length != starts.Length) || (steps is not null && steps.Length != starts.Length))
            return Refuse(node, "slices between computed places: only constant starts, ends, axes and steps are supported.");
        var places = Enumerable.Range(0, width).ToArray();
        HashSet<int> seen = [];
        for (var axis = 0; axis < starts.Length; axis++)
        {
            var (start, end, step) = (starts[axis], ends[axis], steps?[axis] ?? 1);
            if (source.Place(axes?[axis] ?? axis) is not { } place || step == 0)
                return Refuse(node, $"slices along axis {Text.Number(axes?[axis] ?? axis)}, which rows of {Text.Number(width)} floats do not have.");
            if (!seen.Add(place))
                return Refuse(node, $"slices along axis {Text.Number(axes?[axis] ?? axis)} twice.");
            if (place < 0 && !(start == 0 && end >= int.MaxValue && step == 1))
                return Refuse(node, "selects some of the rows: only values within each row can be selected. Export the model without it.");
            if (place == 0)
                places = [.. Sliced(places, start, end, step)];
        }

        return places.Length == 0 ? Refuse(node, "selects none of the values.") : [places];
    }

    /// <summary>As ONNX has it: from the end where negative, and no further than the ends.</summary>
    private static IEnumerable<int> Sliced(int[] places, long start, long end, long step)
    {
        long count = places.Length;
        start = Math.Clamp(start < 0 ? start + count : start, 0, step > 0 ? count : count - 1);
        end = Math.Clamp(end < -count ? -1 : end < 0 ? end + count : end, step > 0 ? 0 : -1, count);
        for (var place = start; step > 0 ? place < end : place > end; place = step > count || -step > count ? end : place + step)
            yield return places[place];
    }

    private static int[][]? Gather(Node node, Value source, int width)
    {
        if (source.Place(node.Attributes.Int("axis", 0)) != 0)
            return null;
        return node.Optional(1)?.Constant is { Shape.Length: <= 1 }
            ? Places(node, node.Optional(1), width) is { } places ? [places] : null
            : Refuse(node, "gathers values from computed places: only constant ones are supported.");
    }

    private static int[]? Places(Node node, Value? indices, int width)
    {
        if (indices?.Constant?.Integers is not { Length: > 0 } integers)
        {
            _ = Refuse(node, "selects values at computed places: only constant ones are supported.");
            return null;
        }

        foreach (var place in integers)
        {
            if (place < -width || place >= width)
                throw ImportProblem.With(node, $"selects value {Text.Number(place)} of rows of {Text.Number(width)} floats, which do not have it.");
        }

        return [.. integers.Select(place => (int)(place < 0 ? place + width : place))];
    }

    private static int[][]? Split(Node node, Value source, int width, long opset)
    {
        if (source.Place(node.Attributes.Int("axis", 0)) != 0)
            return Refuse(node, "splits rows from one another: only values within each row can be split.");
        var sizes = opset < 13 ? node.Attributes.Ints("split") : node.Optional(1) is null ? null : Constant(node, 1) ?? [];
        if (sizes is null)
        {
            // The last part may be smaller.
            var size = (width + node.Outputs.Length - 1) / node.Outputs.Length;
            sizes = [.. Enumerable.Range(0, node.Outputs.Length).Select(part => (long)Math.Clamp(width - (part * size), 0, size))];
        }

        if (sizes.Length != node.Outputs.Length || sizes.Any(size => size < 1 || size > width) || sizes.Sum() != width)
            return Refuse(node, $"splits rows of {Text.Number(width)} floats into {Text.Number(node.Outputs.Length)} parts of {Text.Shape(sizes)}: constant sizes that add up to the width are supported.");
        var places = new int[sizes.Length][];
        for (var (part, first) = (0, 0); part < sizes.Length; first += (int)sizes[part++])
            places[part] = [.. Enumerable.Range(first, (int)sizes[part])];
        return places;
    }

    private static long[]? Constant(Node node, int place) => node.Optional(place)?.Constant?.Integers;

    private static int[][]? Refuse(Node node, string why)
    {
        node.Obstacle = why;
        return null;
    }
}
