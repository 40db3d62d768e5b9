using Compiled.Blocks;

namespace Compiled.Import;

/// <summary>How wide rows are behind each operator. A size of 0 is not known yet.</summary>
internal static class RowShapes
{
    /// <summary>Of a tensor, the rows' own among them; chains of reshapes would make any number.</summary>
    public const int MostAxes = 8;

    /// <summary>The shape of a row behind a node; null when the node gives no rows, or none that are known.</summary>
    public static int[]? Of(Node node)
    {
        switch (node.Operator)
        {
            case "Gemm":
                return node.Optional(1)?.Constant is { Shape: [var first, var second] } ? [node.Attributes.Int("transB", 0) == 0 ? second : first] : null;
            case "MatMul" when DensePattern.IsOfColumn(node):
                return [node.Input(0).Constant!.Shape[0]];
            case "MatMul":
                return node.Optional(0) is { IsRows: true } && node.Optional(1)?.Constant is { Shape: [_, var outputs] } ? [outputs] : null;
            case "Concat":
                var parts = Enumerable.Range(0, node.InputCount).Select(node.Optional).ToList();
                return parts.All(static part => part is { IsRows: true, Features.Length: 1 }) && parts.Sum(static part => (long)part!.Features![0]) is var sum and <= int.MaxValue
                    ? [(int)sum] : null;
            case "ReduceMean" or "ReduceSum" or "ReduceMax":
                return node.Optional(0) is { IsRows: true, Features.Length: 1 } ? [1] : null;
            case "Transpose":
                return DensePattern.ColumnsBehind(node) is { } columns ? [columns] : null;
            case "ArgMax" or "Shape" or "Greater" or "GreaterOrEqual" or "Less" or "LessOrEqual" or "Or" or "Not" or "ai.onnx.ml.Binarizer"
                or "Tile" or "IsNaN" or "ai.onnx.ml.OneHotEncoder"
                or "Gather" or "Slice" or "Split" or "Expand" or "ai.onnx.ml.ArrayFeatureExtractor" or "ai.onnx.ml.ZipMap" or "Cast" or "Reshape" or "Squeeze" or "Unsqueeze" or "Flatten":
                return null;
            default:
                return Widest(node);
        }
    }

    /// <summary>How many axes are before those of a node's rows: operands broadcast, the one of most axes decides.</summary>
    public static int LeadOf(Node node)
    {
        if (node.Outputs[0].Features is not { } features)
            return 1;
        if (node.Operator is "Gemm" or "Transpose")
            return 1;
        var rank = 0;
        for (var place = 0; place < node.InputCount; place++)
        {
            if (node.Optional(place) is { IsRows: true } rows)
                rank = Math.Max(rank, rows.Lead + rows.Features!.Length);
            else if (node.Operator is "Add" or "Sub" or "Mul" or "Div" or "Pow" or "PRelu" && node.Optional(place) is { IsConstant: true, Constant: { } constant })
                rank = Math.Max(rank, constant.Shape.Length);
        }

        return Math.Max(0, rank - features.Length);
    }

    /// <summary>Floats in a row; 0 when that is not known.</summary>
    public static int Width(int[] features)
    {
        var width = features.Aggregate(1L, static (product, size) => Math.Min(product * size, int.MaxValue));
        return (int)width;
    }

    /// <summary>The row's shape after a Reshape and the axes before it, or null when rows do not stay rows.</summary>
    public static (int[] Features, int Lead)? Reshaped(Value source, long[] sizes, long fixedRows)
    {
        var features = source.Features!;
        if (source.Lead == 1 && Reshaped(features, sizes, fixedRows) is { } rows)
            return (rows, 1);
        sizes = [.. sizes.Select((size, place) => size == 0 ? Size(source, place) : size)];
        // Axes of size 1 before those of the rows.
        for (var lead = 1; sizes.Length > lead && sizes.Take(lead - 1).All(static size => size == 1); lead++)
        {
            if (Reshaped(features, sizes[(lead - 1)..], fixedRows) is { } shape)
                return (shape, lead);
        }

        return fixedRows == 1 && Reshaped(features, [1, .. sizes], 1) is { } single ? (single, 0) : null;
    }

    /// <summary>The size of an axis, which a 0 takes over; 0 where that axis does not exist.</summary>
    private static long Size(Value source, int axis)
    {
        var place = axis - source.Lead;
        return place < -1 ? 1 : place == -1 ? Constant.Rows : place < source.Features!.Length ? source.Features[place] : 0;
    }

    /// <summary>The row's shape where the first size is that of the rows.</summary>
    private static int[]? Reshaped(int[] features, long[] sizes, long fixedRows)
    {
        var width = Width(features);
        if (sizes.Length is < 2 or > MostAxes || width == 0)
            return null;
        var rest = sizes.AsSpan(1);
        var keepsRows = sizes[0] is 0 or Constant.Rows || (sizes[0] == fixedRows && fixedRows > 0);
        var known = 1L;
        var open = 0;
        for (var place = 0; place < rest.Length; place++)
        {
            // 0 takes the size over that stands in this place.
            var size = rest[place] == 0 && place < features.Length ? features[place] : rest[place];
            if (size is -1)
                open++;
            else if (size is < 1 or > int.MaxValue || (known *= size) > int.MaxValue)
                return null;
        }

        var isWhole = open == 0 ? known == width : open == 1 && keepsRows && width % known == 0;
        if (!isWhole || !(keepsRows || sizes[0] == -1))
            return null;
        var result = new int[rest.Length];
        for (var place = 0; place < rest.Length; place++)
            result[place] = rest[place] == -1 ? (int)(width / known) : rest[place] == 0 ? features[place] : (int)rest[place];
        return result;
    }

    /// <summary>Element by element: operands broadcast, the widest decides.</summary>
    private static int[]? Widest(Node node)
    {
        int[]? widest = null;
        for (var place = 0; place < node.InputCount; place++)
        {
            if (node.Optional(place) is { IsRows: true, Features: { } features } && (widest is null || Width(features) > Width(widest)))
                widest = features;
        }

        return widest;
    }
}
