using System.IO.Compression;

namespace Compiled.Arrays;

/// <summary>Values of arrays in IDX, plain and compressed with gzip.</summary>
internal static class IdxArray
{
    private const int PieceLength = 1 << 16;

    /// <summary>Reads a whole array.</summary>
    /// <param name="stream">The file; it can seek, and is at its beginning.</param>
    /// <exception cref="FormatException">It is not one, or is damaged.</exception>
    public static (IdxHeader Header, float[] Values) Read(Stream stream)
    {
        var (begin, length) = (stream.Position, stream.Length - stream.Position);
        var isPacked = IsGzip(stream);
        stream.Position = begin;
        if (!isPacked)
            return Values(stream, available: null, length);
        try
        {
            using var unpacked = new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true);
            var read = Values(unpacked, length, length);
            CheckEnd(stream, read.Header);
            return read;
        }
        catch (InvalidDataException exception)
        {
            throw new FormatException("its compressed bytes are damaged: copy or download the file again.", exception);
        }
    }

    private static (IdxHeader Header, float[] Values) Values(Stream stream, long? available, long length)
    {
        var header = IdxHeader.Read(stream);
        // Checked before anything is made for it: of a plain file the length, of a packed one what can come out of it.
        if (available is { } packed)
            PackedSize.Check(header.DataLength, packed);
        else if (length - stream.Position < header.DataLength)
            throw Truncated(header);
        else if (length - stream.Position > header.DataLength)
            throw Longer(header);

        var store = new FloatStore(header.Count);
        var inPiece = PieceLength / header.Type.Size;
        var bytes = new byte[inPiece * header.Type.Size];
        for (var left = header.Count; left > 0; left -= Math.Min(left, inPiece))
        {
            var count = Math.Min(left, inPiece);
            var piece = bytes.AsSpan(0, count * header.Type.Size);
            if (stream.ReadAtLeast(piece, piece.Length, throwOnEndOfStream: false) < piece.Length)
                throw Truncated(header);
            header.Type.ToFloats(piece, isBigEndian: true, store.Next(count));
        }

        return stream.ReadByte() < 0 ? (header, store.Values) : throw Longer(header);
    }

    private static bool IsGzip(Stream stream)
    {
        Span<byte> mark = stackalloc byte[2];
        return stream.ReadAtLeast(mark, 2, throwOnEndOfStream: false) == 2 && mark is [0x1F, 0x8B];
    }

    /// <summary>The last four bytes of the format are the unpacked length: whatever is cut off or added shows there.</summary>
    private static void CheckEnd(Stream stream, IdxHeader header)
    {
        Span<byte> end = stackalloc byte[4];
        stream.Position = stream.Length - end.Length;
        stream.ReadExactly(end);
        var unpacked = sizeof(int) + header.Shape.Count * sizeof(int) + header.DataLength;
        if (System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(end) != (uint)unpacked)
            throw new FormatException("its end is not that of one gzip file: bytes are missing or were added, or several were joined. Copy or download it again, or unpack it with gunzip.");
    }

    private static FormatException Truncated(IdxHeader header) =>
        new($"it is truncated: its shape {ArrayText.Shape(header.Shape)} needs {ArrayText.Whole(header.DataLength)} bytes, but there are fewer.");

    private static FormatException Longer(IdxHeader header) =>
        new($"there are more bytes than the {ArrayText.Whole(header.DataLength)} of its shape {ArrayText.Shape(header.Shape)}: it is damaged.");
}
