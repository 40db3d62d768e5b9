namespace Compiled.Import;

/// <summary>Constants in other shapes and in pieces.</summary>
internal static class ConstantShapes
{
    public static Constant? Reshape(Node node, Constant constant, long opset)
    {
        var shape = node.Operator switch
        {
            "Reshape" => Reshaped(node, constant),
            "Flatten" => Flattened(node, constant),
            "Squeeze" => Squeezed(node, constant, opset),
            _ => Unsqueezed(node, constant, opset),
        };
        if (shape is null)
            return null;
        return shape.Aggregate(1L, static (product, size) => Math.Min(product * size, int.MaxValue)) == constant.Count
            ? constant.Reshaped(shape)
            : throw ImportProblem.With(node, $"reshapes tensor {Text.Quoted(constant.Name)} with {Text.Number(constant.Count)} elements to {Text.Shape(shape)}.");
    }

    /// <summary>Integers, as shapes are put together; floats too, one behind the other.</summary>
    public static Constant? Concat(Node node, ByteBudget budget)
    {
        var parts = Enumerable.Range(0, node.InputCount).Select(place => node.Input(place).Constant!).ToList();
        if (parts.Any(static part => part.Shape.Length != 1))
            return null;
        var name = node.Outputs[0].Name;
        var count = parts.Sum(static part => (long)part.Count);
        budget.Take(count, sizeof(long), name);
        if (parts.All(static part => part.Integers is not null))
            return new Constant(name, [(int)count], parts.SelectMany(static part => part.Integers!).ToArray());
        return parts.All(static part => part.Floats is not null) ? new Constant(name, [(int)count], parts.SelectMany(static part => part.Floats!).ToArray()) : null;
    }

    /// <summary>One or several elements of a vector.</summary>
    public static Constant? Gather(Node node)
    {
        var (values, places) = (node.Input(0).Constant!, node.Input(1).Constant!);
        if (values.Shape.Length != 1 || places.Integers is null || places.Shape.Length > 1 || places.Count > 64)
            return null;
        var picked = new int[places.Count];
        for (var index = 0; index < picked.Length; index++)
        {
            var place = places.Integers[index] < 0 ? places.Integers[index] + values.Count : places.Integers[index];
            if (place < 0 || place >= values.Count)
                throw ImportProblem.With(node, $"takes element {Text.Number(places.Integers[index])} of {Text.Number(values.Count)}.");
            picked[index] = (int)place;
        }

        return values.Picked(places.Shape, picked);
    }

    /// <summary>A piece of a vector, in steps of 1.</summary>
    public static Constant? Slice(Node node, long opset, ByteBudget budget)
    {
        var values = node.Input(0).Constant!;
        var starts = opset < 10 ? node.Attributes.Ints("starts") : node.Optional(1)?.Constant?.Integers;
        var ends = opset < 10 ? node.Attributes.Ints("ends") : node.Optional(2)?.Constant?.Integers;
        if (values.Shape.Length != 1 || starts is not [var start] || ends is not [var end] || (node.Optional(4) is { } steps && steps.Constant?.Integers is not [1]))
            return null;
        var first = Math.Clamp(start < 0 ? Math.Max(start + values.Count, 0) : start, 0, values.Count);
        var behind = Math.Clamp(end < 0 ? Math.Max(end + values.Count, 0) : end, first, values.Count);
        budget.Take(behind - first, sizeof(long), values.Name);
        return values.Picked([(int)(behind - first)], [.. Enumerable.Range((int)first, (int)(behind - first))]);
    }

    private static int[]? Reshaped(Node node, Constant constant)
    {
        if (node.Input(1).Constant is not { Integers: { Length: <= RowShapes.MostAxes } sizes })
            return null;
        var shape = new int[sizes.Length];
        var open = -1;
        var known = 1L;
        for (var place = 0; place < sizes.Length; place++)
        {
            var size = sizes[place] == 0 && place < constant.Shape.Length ? constant.Shape[place] : sizes[place];
            if (size == -1 && open < 0)
                open = place;
            else if (size is < 0 or > int.MaxValue || (known *= Math.Max(size, 1)) > int.MaxValue)
                return null;
            else
                shape[place] = (int)size;
        }

        if (open >= 0)
            shape[open] = (int)(constant.Count / known);
        return shape;
    }

    private static int[]? Flattened(Node node, Constant constant)
    {
        var axis = node.Attributes.Int("axis", 1);
        axis = axis < 0 ? axis + constant.Shape.Length : axis;
        if (axis < 0 || axis > constant.Shape.Length)
            return null;
        var rows = constant.Shape.Take((int)axis).Aggregate(1, static (product, size) => product * size);
        return rows == 0 ? null : [rows, constant.Count / rows];
    }

    private static int[]? Squeezed(Node node, Constant constant, long opset)
    {
        var axes = Axes(node, opset);
        if (axes is null)
            return [.. constant.Shape.Where(static size => size != 1)];
        var gone = axes.Select(axis => axis < 0 ? axis + constant.Shape.Length : axis).ToHashSet();
        return [.. constant.Shape.Where((_, place) => !gone.Contains(place))];
    }

    private static int[]? Unsqueezed(Node node, Constant constant, long opset)
    {
        if (Axes(node, opset) is not { Length: <= 8 } axes)
            return null;
        var rank = constant.Shape.Length + axes.Length;
        if (rank > RowShapes.MostAxes)
            return null;
        var ones = axes.Select(axis => axis < 0 ? axis + rank : axis).ToHashSet();
        if (ones.Count != axes.Length || ones.Any(axis => axis < 0 || axis >= rank))
            return null;
        var rest = new Queue<int>(constant.Shape);
        return [.. Enumerable.Range(0, rank).Select(axis => ones.Contains(axis) ? 1 : rest.Dequeue())];
    }

    /// <summary>An attribute until opset 12, an input since.</summary>
    private static long[]? Axes(Node node, long opset) => opset < 13 ? node.Attributes.Ints("axes") : node.Optional(1)?.Constant?.Integers;
}
