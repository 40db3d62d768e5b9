using System.Globalization;
using System.Text;

namespace Compiled.Arrays;

/// <summary>What comes before the values of an array in NumPy's format: its type, the order of its dimensions and its shape.</summary>
/// <param name="Description">The type as NumPy writes it: &lt;f4.</param>
/// <param name="IsFortran">Whether the first index runs fastest.</param>
/// <param name="Shape">The size of each dimension; empty for a single value.</param>
internal sealed record NpyHeader(string Description, bool IsFortran, IReadOnlyList<long> Shape)
{
    /// <summary>Bytes that a header of this format has at most here; NumPy's own limit is 10,000.</summary>
    private const int MaxLength = 1 << 16;
    private const int Alignment = 64;

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>The values' type, or null for one whose values are not looked at: texts, complex numbers, times.</summary>
    public ElementType? Type => ElementType.OfNumpy(Description[1], ElementSize);

    /// <summary>Whether the first byte of a value is its most significant one.</summary>
    public bool IsBigEndian => Description[0] == '>';

    /// <summary>Bytes of one value.</summary>
    public int ElementSize { get; } = SizeOf(Description);

    /// <summary>Number of values.</summary>
    public long Count { get; } = Product(Shape);

    /// <summary>Bytes of all values.</summary>
    public long DataLength { get; } = checked(Product(Shape) * SizeOf(Description));

    /// <summary>The header of floats in the usual order, as NumPy writes it for a little-endian machine.</summary>
    public static NpyHeader OfFloats(IEnumerable<int> shape) => new("<f4", IsFortran: false, [.. shape.Select(static size => (long)size)]);

    /// <summary>Reads a header; the stream then is at the first value.</summary>
    /// <exception cref="FormatException">It is no such header.</exception>
    public static NpyHeader Read(Stream stream)
    {
        Span<byte> start = stackalloc byte[8];
        Fill(stream, start);
        if (!start.StartsWith(Magic))
            throw new FormatException("it does not begin like a NumPy array, so it is not one, or it is damaged.");
        var (major, minor) = (start[6], start[7]);
        if (major is < 1 or > 3 || minor != 0)
            throw new FormatException($"it has format version {major}.{minor}, but only 1.0, 2.0 and 3.0 are supported: save it with numpy.save.");

        var lengthBytes = start[..(major == 1 ? 2 : 4)];
        Fill(stream, lengthBytes);
        var length = 0u;
        for (var index = lengthBytes.Length - 1; index >= 0; index--)
            length = (length << 8) | lengthBytes[index];
        if (length > MaxLength)
            throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"its header has {length} bytes, but at most {MaxLength} are allowed: it is damaged."));
        var header = new byte[length];
        Fill(stream, header);
        return Parse(DecodeText(header, major));
    }

    /// <summary>Writes the header: version 1.0, padded so that the values begin at a multiple of 64 bytes.</summary>
    public void Write(Stream stream)
    {
        var comma = Shape.Count == 1 ? "," : "";
        var text = $"{{'descr': '{Description}', 'fortran_order': {(IsFortran ? "True" : "False")}, 'shape': ({string.Join(", ", Shape.Select(ArrayText.Digits))}{comma}), }}";
        const int before = 10;
        var length = (before + text.Length + 1 + Alignment - 1) / Alignment * Alignment - before;
        stream.Write(Magic);
        stream.Write([1, 0, (byte)length, (byte)(length >> 8)]);
        stream.Write(Encoding.ASCII.GetBytes(text.PadRight(length - 1) + "\n"));
    }

    private static string DecodeText(byte[] header, int major)
    {
        if (major < 3)
            return Encoding.Latin1.GetString(header);
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(header);
        }
        catch (DecoderFallbackException exception)
        {
            throw new FormatException("its header is not UTF-8: it is damaged.", exception);
        }
    }

    private static NpyHeader Parse(string text)
    {
        var reader = new PythonReader(text);
        string? description = null;
        bool? isFortran = null;
        List<long>? shape = null;
        reader.Expect('{');
        while (!reader.TryTake('}'))
        {
            var key = reader.String();
            reader.Expect(':');
            switch (key)
            {
                case "descr" when description is null:
                    description = reader.String();
                    break;
                case "fortran_order" when isFortran is null:
                    isFortran = reader.Bool();
                    break;
                case "shape" when shape is null:
                    shape = reader.Tuple();
                    break;
                default:
                    throw new FormatException($"its header has the key '{key}', but must have descr, fortran_order and shape, once each.");
            }

            if (!reader.TryTake(','))
            {
                reader.Expect('}');
                break;
            }
        }

        reader.End();
        if (description is null || isFortran is null || shape is null)
            throw new FormatException("descr, fortran_order or shape is missing from its header: it is damaged.");
        _ = SizeOf(description);
        try
        {
            return new NpyHeader(description, isFortran.Value, shape);
        }
        catch (OverflowException exception)
        {
            throw new FormatException($"its shape {ArrayText.Shape(shape)} has more values than a file can hold: it is damaged.", exception);
        }
    }

    /// <summary>The size in a description such as &lt;f4, |b1 or &lt;U12, whose unit for texts is four bytes.</summary>
    private static int SizeOf(string description)
    {
        var isKnown = description.Length >= 3 && description[0] is '<' or '>' or '|' or '=' && char.IsAsciiLetter(description[1]) && description[1] != 'O';
        if (!isKnown || !int.TryParse(description.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out var size) || size is < 1 or > 1 << 20)
            throw new FormatException($"its type is '{description}', which does not consist of plain numbers: save it as an array of float32.");
        return description[1] == 'U' ? 4 * size : size;
    }

    private static long Product(IReadOnlyList<long> shape)
    {
        // An empty dimension makes all empty, however large the others are.
        if (shape.Contains(0))
            return 0;
        var product = 1L;
        foreach (var size in shape)
            product = checked(product * size);
        return product;
    }

    private static void Fill(Stream stream, Span<byte> bytes)
    {
        if (stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
            throw new FormatException("it is truncated within its header.");
    }
}
