using System.Globalization;

namespace Compiled.Storage;

/// <summary>Whether tensors fit their bytes, and their bytes each other.</summary>
internal static class SafetensorsRanges
{
    /// <summary>The tensor with its bytes, which are as many as its shape and its type ask for.</summary>
    /// <exception cref="ModelFileException">They are not, or the type is unknown.</exception>
    public static SafetensorsTensor Check(SafetensorsTensor tensor, List<long> offsets, string? fileName)
    {
        if (!SafetensorsTypes.TryGetBits(tensor.Type, out var bits))
            throw new ModelFileException(fileName, $"The tensor {ModelText.Quote(tensor.Name)} has the dtype {ModelText.Quote(tensor.Type)}, which is not part of the format; weights are {SafetensorsTypes.Readable}.");
        if (offsets is not [var begin, var end])
            throw new ModelFileException(fileName, $"data_offsets of the tensor {ModelText.Quote(tensor.Name)} are {ModelText.Shape(offsets)}, but must be two numbers: its first byte, and the byte after its last.");
        if (end < begin)
            throw new ModelFileException(fileName, Text($"The tensor {ModelText.Quote(tensor.Name)} ends at byte {end}, before it begins at {begin}."));

        Int128 count = 1;
        var isEmpty = false;
        foreach (var size in tensor.Shape)
        {
            isEmpty |= size == 0;
            count *= Math.Max(1, size);
            if (count > long.MaxValue)
                throw new ModelFileException(fileName, $"The shape {ModelText.Shape(tensor.Shape)} of the tensor {ModelText.Quote(tensor.Name)} overflows: no file can contain that many values.");
        }

        var needed = isEmpty ? 0 : count * bits;
        if (needed != (Int128)(end - begin) * 8)
        {
            throw new ModelFileException(
                fileName, Text($"The tensor {ModelText.Quote(tensor.Name)} of shape {ModelText.Shape(tensor.Shape)} and dtype {tensor.Type} needs {(needed + 7) / 8} bytes, but data_offsets give {end - begin}."));
        }

        return new SafetensorsTensor(tensor.Name, tensor.Type, tensor.Shape, begin, end);
    }

    /// <summary>Sorts the tensors by their bytes.</summary>
    /// <exception cref="ModelFileException">Two overlap, or bytes between them belong to none.</exception>
    public static void Order(List<SafetensorsTensor> tensors, string? fileName)
    {
        tensors.Sort(static (one, other) => (one.Begin, one.End).CompareTo((other.Begin, other.End)));
        SafetensorsTensor? previous = null;
        foreach (var tensor in tensors)
        {
            var expected = previous?.End ?? 0;
            if (tensor.Begin != expected)
            {
                var what = tensor.Begin < expected ? "they overlap" : "the bytes between them belong to no tensor";
                throw new ModelFileException(
                    fileName,
                    Text($"The tensor {ModelText.Quote(tensor.Name)} begins at byte {tensor.Begin}, but {(previous is null ? "the header" : ModelText.Quote(previous.Name))} ends at {expected}: {what}."));
            }

            previous = tensor;
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
