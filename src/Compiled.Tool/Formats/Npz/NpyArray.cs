using System.Buffers.Binary;

namespace Compiled.Tool.Formats.Npz;

/// <summary>Values of arrays in NumPy's format: read piece by piece, in any type and order; written as floats.</summary>
internal static class NpyArray
{
    private const int ChunkLength = 1 << 16;

    /// <summary>Goes through the values in the order of the file; memory does not grow with them. The stream must end behind the last.</summary>
    /// <param name="stream">Stands at the first value.</param>
    /// <param name="header">What they are.</param>
    /// <param name="take">Gets some of them at a time; is not called for a type whose values are not looked at.</param>
    /// <param name="cancellation">Stops between two pieces.</param>
    /// <exception cref="FormatException">There are fewer or more bytes than the header says.</exception>
    public static void ForEach(Stream stream, NpyHeader header, Action<ReadOnlySpan<double>> take, CancellationToken cancellation)
    {
        var inChunk = Math.Max(1, ChunkLength / header.ElementSize);
        var bytes = new byte[inChunk * header.ElementSize];
        var values = new double[inChunk];
        for (var left = header.Count; left > 0; left -= inChunk)
        {
            cancellation.ThrowIfCancellationRequested();
            var count = (int)Math.Min(left, inChunk);
            var chunk = bytes.AsSpan(0, count * header.ElementSize);
            if (stream.ReadAtLeast(chunk, chunk.Length, throwOnEndOfStream: false) < chunk.Length)
                throw new FormatException($"it is truncated: its shape {Terminal.Figures.Shape(header.Shape)} needs {Terminal.Figures.Whole(header.DataLength)} bytes, but there are fewer.");
            if (header.Type is not { } type)
                continue;
            type.ToDoubles(chunk, header.IsBigEndian, values.AsSpan(0, count));
            take(values.AsSpan(0, count));
        }

        if (stream.ReadByte() >= 0)
            throw new FormatException($"there are more bytes than the {Terminal.Figures.Whole(header.DataLength)} of its shape {Terminal.Figures.Shape(header.Shape)}: it is damaged.");
    }

    /// <summary>All values as floats, row-major whatever the order in the file; double precision is rounded to the nearest.</summary>
    /// <exception cref="FormatException">There are fewer or more than the header says.</exception>
    public static float[] ReadFloats(Stream stream, NpyHeader header, CancellationToken cancellation)
    {
        var stored = new float[header.Count];
        var position = 0;
        ForEach(stream, header, Take, cancellation);
        return header.IsFortran && header.Shape.Count > 1 ? RowMajor(stored, header.Shape) : stored;

        void Take(ReadOnlySpan<double> values)
        {
            foreach (var value in values)
                stored[position++] = (float)value;
        }
    }

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
