using System.Buffers.Binary;

namespace Compiled.Arrays;

/// <summary>Values of arrays in NumPy's format: read piece by piece, in any type and order; written as floats.</summary>
internal static class NpyArray
{
    private const int ChunkLength = 1 << 16;

    private delegate void PieceOfArray(ReadOnlySpan<byte> piece, int count);

    /// <summary>Goes through the values in the order of the file; memory does not grow with them. The stream must end after the last.</summary>
    /// <param name="stream">Is at the first value.</param>
    /// <param name="header">What they are.</param>
    /// <param name="take">Gets some of them at a time; is not called for a type whose values are not looked at.</param>
    /// <param name="cancellation">Stops between two pieces.</param>
    /// <exception cref="FormatException">There are fewer or more bytes than the header says.</exception>
    public static void ForEach(Stream stream, NpyHeader header, Action<ReadOnlySpan<double>> take, CancellationToken cancellation)
    {
        var values = new double[Math.Max(1, ChunkLength / header.ElementSize)];
        ForEachPiece(stream, header, Convert, cancellation);

        void Convert(ReadOnlySpan<byte> piece, int count)
        {
            if (header.Type is not { } type)
                return;
            type.ToDoubles(piece, header.IsBigEndian, values.AsSpan(0, count));
            take(values.AsSpan(0, count));
        }
    }

    /// <summary>All values as floats, row-major whatever the order in the file; double precision is rounded to the nearest.</summary>
    /// <exception cref="FormatException">There are fewer or more than the header says, more than an array can have, or they are not numbers.</exception>
    public static float[] ReadFloats(Stream stream, NpyHeader header, CancellationToken cancellation)
    {
        if (header.Type is not { } type)
            throw new FormatException($"its type is '{header.Description}', but only numbers and truth values are read: save it as an array of float32 or of whole numbers.");
        if (header.Count > Array.MaxLength)
            throw new FormatException($"its shape {ArrayText.Shape(header.Shape)} has {ArrayText.Whole(header.Count)} values, but an array can have at most {ArrayText.Whole(Array.MaxLength)}: save a part of it.");
        var stored = new FloatStore((int)header.Count);
        ForEachPiece(stream, header, (piece, count) => type.ToFloats(piece, header.IsBigEndian, stored.Next(count)), cancellation);
        return header.IsFortran && header.Shape.Count > 1 ? RowMajor(stored.Values, header.Shape) : stored.Values;
    }

    /// <summary>Refuses an array whose file has another length than its header says, before anything is made for it.</summary>
    /// <param name="header">What the header says.</param>
    /// <param name="available">The bytes after the header.</param>
    /// <exception cref="FormatException">There are fewer or more.</exception>
    public static void CheckLength(NpyHeader header, long available)
    {
        if (available < header.DataLength)
            throw Truncated(header);
        if (available > header.DataLength)
            throw Longer(header);
    }

    private static void ForEachPiece(Stream stream, NpyHeader header, PieceOfArray take, CancellationToken cancellation)
    {
        var inPiece = Math.Max(1, ChunkLength / header.ElementSize);
        var bytes = new byte[inPiece * header.ElementSize];
        for (var left = header.Count; left > 0; left -= inPiece)
        {
            cancellation.ThrowIfCancellationRequested();
            var count = (int)Math.Min(left, inPiece);
            var piece = bytes.AsSpan(0, count * header.ElementSize);
            if (stream.ReadAtLeast(piece, piece.Length, throwOnEndOfStream: false) < piece.Length)
                throw Truncated(header);
            take(piece, count);
        }

        if (stream.ReadByte() >= 0)
            throw Longer(header);
    }

    private static FormatException Truncated(NpyHeader header) =>
        new($"it is truncated: its shape {ArrayText.Shape(header.Shape)} needs {ArrayText.Whole(header.DataLength)} bytes, but there are fewer.");

    private static FormatException Longer(NpyHeader header) =>
        new($"there are more bytes than the {ArrayText.Whole(header.DataLength)} of its shape {ArrayText.Shape(header.Shape)}: it is damaged.");

    /// <summary>Writes floats, row-major and little-endian.</summary>
    public static void Write(Stream stream, IEnumerable<int> shape, ReadOnlySpan<float> values)
    {
        NpyHeader.OfFloats(shape).Write(stream);
        var bytes = new byte[ChunkLength];
        while (!values.IsEmpty)
        {
            var count = Math.Min(values.Length, ChunkLength / sizeof(float));
            for (var index = 0; index < count; index++)
                BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(index * sizeof(float)), values[index]);
            stream.Write(bytes, 0, count * sizeof(float));
            values = values[count..];
        }
    }

    /// <summary>From the first index running fastest to the last.</summary>
    private static float[] RowMajor(float[] stored, IReadOnlyList<long> shape)
    {
        var values = new float[stored.Length];
        var place = new long[shape.Count];
        foreach (var value in stored)
        {
            var index = 0L;
            for (var dimension = 0; dimension < place.Length; dimension++)
                index = index * shape[dimension] + place[dimension];
            values[index] = value;
            for (var dimension = 0; dimension < place.Length && ++place[dimension] == shape[dimension]; dimension++)
                place[dimension] = 0;
        }

        return values;
    }
}
