using System.Buffers.Binary;
using System.IO.Compression;

namespace Compiled.Drawing;

/// <summary>Writes small PNG files: pictures inside an SVG.</summary>
internal static class PngImage
{
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(static index =>
    {
        var value = (uint)index;
        for (var bit = 0; bit < 8; bit++)
            value = (value & 1) != 0 ? 0xEDB88320u ^ (value >> 1) : value >> 1;
        return value;
    })];

    /// <summary>A file of colours with opacity.</summary>
    /// <param name="colours">0xRRGGBBAA, the top row first.</param>
    /// <param name="columns">Pixels in a row.</param>
    /// <param name="rows">Rows.</param>
    public static byte[] Encode(ReadOnlySpan<uint> colours, int columns, int rows)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, columns);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), rows);
        // Eight bits each of red, green, blue and opacity.
        (header[8], header[9]) = (8, 6);

        var pixels = new byte[rows * (1 + 4 * columns)];
        for (var row = 0; row < rows; row++)
            for (var column = 0; column < columns; column++)
                // The first byte of a row says that it is not filtered.
                BinaryPrimitives.WriteUInt32BigEndian(pixels.AsSpan(row * (1 + 4 * columns) + 1 + 4 * column), colours[row * columns + column]);

        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(pixels);
        using var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]);
        WriteChunk(file, "IHDR"u8, header);
        WriteChunk(file, "IDAT"u8, packed.ToArray());
        WriteChunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    private static void WriteChunk(MemoryStream file, ReadOnlySpan<byte> kind, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        file.Write(kind);
        file.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Crc(Crc(uint.MaxValue, kind), data));
        file.Write(number);
    }

    private static uint Crc(uint crc, ReadOnlySpan<byte> data)
    {
        foreach (var value in data)
            crc = Table[(crc ^ value) & 0xFF] ^ (crc >> 8);
        return crc;
    }
}
