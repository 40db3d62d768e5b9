using System.Globalization;

namespace Compiled.Storage;

/// <summary>Whether tensors fit their bytes, and their bytes each other.</summary>
internal static class SafetensorsRanges
{
    /// <summary>The tensor with its bytes, which are as many as its shape and its type ask for.</summary>
    /// <exception cref="ModelFileException">They are not, or the type is unknown.</exception>
    public static SafetensorsTensor Check(SafetensorsTensor tensor, List<long> offsets, string? fileName)
    {
        var name = ModelText.Quote(tensor.Name);
        if (!SafetensorsTypes.TryGetBits(tensor.Type, out var bits))
            throw new ModelFileException(fileName, $"The tensor {name} has the dtype {ModelText.Quote(tensor.Type)}, which is not part of the format; weights are {SafetensorsTypes.Readable}.");
        if (offsets is not [var begin, var end])
            throw new ModelFileException(fileName, $"data_offsets of the tensor {name} are {ModelText.Shape(offsets)}, but must be two numbers: its first byte, and the byte after its last.");
        if (end < begin)
            throw new ModelFileException(fileName, Text($"The tensor {name} ends at byte {end}, before it begins at {begin}."));

        Int128 count = 1;
        var isEmpty = false;
        foreach (var size in tensor.Shape)
        {
            isEmpty |= size == 0;
            count *= Math.Max(1, size);
            if (count > long.MaxValue)
                throw new ModelFileException(fileName, $"The shape {ModelText.Shape(tensor.Shape)} of the tensor {name} overflows: no file can contain that many values.");
        }

        var needed = isEmpty ? 0 : count * bits;
        if (needed != (Int128)(end - begin) * 8)
        {
            throw new ModelFileException(
                fileName, Text($"The tensor {name} of shape {ModelText.Shape(tensor.Shape)} and dtype {tensor.Type} needs {(needed + 7) / 8} bytes, but data_offsets give {end - begin}."));
        }

        return tensor with { Begin = begin, End = end };
    }

    /// <summary>Sorts the tensors by their bytes.</summary>
    /// <exception cref="ModelFileException">Two overlap, or bytes between them belong to none.</exception>
    public static void Order(List<SafetensorsTensor> tensors, string? fileName)
    {
        tensors.Sort(static (one, other) => (one.Begin, one.End).CompareTo((other.Begin, other.End)));
        var (expected, previous) = (0L, "the header");
        foreach (var tensor in tensors)
        {
            var name = ModelText.Quote(tensor.Name);
            if (tensor.Begin < expected)
                throw new ModelFileException(fileName, Text($"The tensor {name} begins at byte {tensor.Begin}, but {previous} ends at {expected}: they overlap."));
            if (tensor.Begin > expected)
                throw new ModelFileException(fileName, Text($"The tensor {name} begins at byte {tensor.Begin}, but {previous} ends at {expected}: the bytes between them belong to no tensor."));
            (expected, previous) = (tensor.End, name);
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
