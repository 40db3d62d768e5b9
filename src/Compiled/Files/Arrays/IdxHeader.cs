using System.Buffers.Binary;

namespace Compiled.Arrays;

/// <summary>What comes before the values of an array in IDX, the format of MNIST: two zeros, the type, the number of dimensions, and their sizes.</summary>
/// <remarks>Everything in it is big-endian. Source: yann.lecun.com/exdb/mnist, "The IDX file format".</remarks>
/// <param name="Type">The values' type.</param>
/// <param name="Shape">The size of each dimension; at least one dimension.</param>
internal sealed record IdxHeader(ElementType Type, IReadOnlyList<long> Shape)
{
    private const int MaxDimensions = 32;

    /// <summary>Number of values; at most what an array can have.</summary>
    public int Count { get; } = Product(Shape);

    /// <summary>Bytes of all values.</summary>
    public long DataLength => (long)Count * Type.Size;

    /// <summary>Reads a header; the stream then is at the first value.</summary>
    /// <exception cref="FormatException">It is not such a header.</exception>
    public static IdxHeader Read(Stream stream)
    {
        Span<byte> start = stackalloc byte[4];
        Fill(stream, start);
        if (start[0] != 0 || start[1] != 0 || TypeOf(start[2]) is not { } type)
            throw new FormatException(FormattableString.Invariant(
                $"it begins with the bytes {start[0]:X2} {start[1]:X2} {start[2]:X2} {start[3]:X2}, but an IDX file begins with 00 00 and one of the types 08, 09, 0B, 0C, 0D and 0E: it has another format, or is damaged."));
        if (start[3] is 0 or > MaxDimensions)
            throw new FormatException(FormattableString.Invariant($"it has {start[3]} dimensions, but 1 to {MaxDimensions} are read: it is damaged."));
        Span<byte> sizes = stackalloc byte[start[3] * sizeof(int)];
        Fill(stream, sizes);
        var shape = new long[start[3]];
        for (var dimension = 0; dimension < shape.Length; dimension++)
            shape[dimension] = BinaryPrimitives.ReadUInt32BigEndian(sizes[(dimension * sizeof(int))..]);
        return new IdxHeader(type, shape);
    }

    private static ElementType? TypeOf(byte code) => code switch
    {
        0x08 => ElementType.OfNumpy('u', 1),
        0x09 => ElementType.OfNumpy('i', 1),
        0x0B => ElementType.OfNumpy('i', 2),
        0x0C => ElementType.OfNumpy('i', 4),
        0x0D => ElementType.OfNumpy('f', 4),
        0x0E => ElementType.OfNumpy('f', 8),
        _ => null,
    };

    private static int Product(IReadOnlyList<long> shape)
    {
        // An empty dimension makes all empty, however large the others are.
        var product = shape.Contains(0) ? 0L : 1L;
        foreach (var size in shape)
        {
            product *= size;
            if (product > Array.MaxLength)
                throw new FormatException($"its shape {ArrayText.Shape(shape)} has more values than the {ArrayText.Whole(Array.MaxLength)} that an array can have: it is damaged, or too large.");
        }

        return (int)product;
    }

    private static void Fill(Stream stream, Span<byte> bytes)
    {
        if (stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
            throw new FormatException("it is truncated within its header.");
    }
}
