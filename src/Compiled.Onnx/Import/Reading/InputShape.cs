using global::Onnx;
using DataType = global::Onnx.TensorProto.Types.DataType;

namespace Compiled.Import;

/// <summary>What the file says of its input: numbers, rows first.</summary>
internal static class InputShape
{
    /// <summary>The sizes after the rows, 0 for one that is not fixed; the number of rows, 0 where it is not fixed; and how many axes are before the sizes, 0 for a single row.</summary>
    public static (int[] Features, long Rows, int Lead) Read(ValueInfoProto input)
    {
        var title = Text.Quoted(input.Name);
        if (input.Type?.TensorType is not { } tensor)
            throw new ImportProblem($"The input {title} must be a tensor: rows of floats, [batch, features].");
        var type = (DataType)tensor.ElemType;
        // Whole numbers come from tables whose columns happen to hold no others; the network takes them as floats.
        if (type is not (DataType.Float or DataType.Double or DataType.Float16 or DataType.Bfloat16 or DataType.Int32 or DataType.Int64))
            throw new ImportProblem($"The input {title} contains {(Enum.IsDefined(type) ? type.ToString() : Text.Number((int)type))}, but the input of a network must contain floats.");
        // Without a shape, the first block with weights says how wide a row is.
        if (tensor.Shape is not { } shape)
            return ([0], 0, 1);
        var sizes = shape.Dim.Select(static size => size.HasDimValue ? size.DimValue : 0).ToList();
        if (sizes.Count == 0 || sizes.Count > 8 || sizes.Any(static size => size < 0) || sizes.Skip(1).Any(static size => size > int.MaxValue))
            throw new ImportProblem($"The input {title} has the dimensions {Text.Shape(sizes.Take(9))}, but the input of a network must be rows: [batch, features].");
        if (sizes.Count == 1)
            return ([(int)Math.Min(sizes[0], int.MaxValue)], 1, 0);
        var features = sizes.Skip(1).Select(static size => (int)size).ToArray();
        if (features.Length > 1 && features.Contains(0))
            throw new ImportProblem($"The input {title} has the dimensions {Text.Shape(sizes)}, but only the first, the number of rows, may be dynamic: export the model with a fixed row size.");
        if (features.Aggregate(1.0, static (product, size) => product * size) > int.MaxValue)
            throw new ImportProblem($"The input {title} has the dimensions {Text.Shape(sizes)}, more than any network has.");
        return (features, sizes[0], 1);
    }
}
