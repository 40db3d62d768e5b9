namespace Compiled.Arrays;

/// <summary>Bytes of an entry of a zip archive: no more than the archive says, and of the checksum that it says.</summary>
/// <param name="inner">The bytes.</param>
/// <param name="length">How many the archive says there are.</param>
/// <param name="checksum">Their CRC-32.</param>
internal sealed class CheckedStream(Stream inner, long length, uint checksum) : Stream
{
    private static readonly uint[] Table = MakeTable();

    private long _position;
    private uint _crc = uint.MaxValue;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => _position; set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        int count;
        try
        {
            count = inner.Read(buffer);
        }
        catch (InvalidDataException exception)
        {
            throw new FormatException("its compressed bytes are damaged: copy or download the file again.", exception);
        }

        _position += count;
        if (_position > length)
            throw new FormatException($"it has more bytes than the {ArrayText.Whole(length)} that the archive declares: the file is damaged, or designed to exhaust memory.");
        foreach (var value in buffer[..count])
            _crc = Table[(byte)(_crc ^ value)] ^ (_crc >> 8);
        if (count == 0 && buffer.Length > 0 && (_position != length || ~_crc != checksum))
            throw new FormatException("its checksum does not match the one in the archive: the file is damaged. Copy or download it again.");
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int ReadByte()
    {
        Span<byte> one = stackalloc byte[1];
        return Read(one) == 0 ? -1 : one[0];
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        // Nothing finalizes a stream, so this is never called by a finalizer.
        inner.Dispose();
        base.Dispose(disposing);
    }

    private static uint[] MakeTable()
    {
        var table = new uint[256];
        for (var index = 0u; index < table.Length; index++)
        {
            var value = index;
            for (var bit = 0; bit < 8; bit++)
                value = (value & 1) != 0 ? (value >> 1) ^ 0xEDB8_8320 : value >> 1;
            table[index] = value;
        }

        return table;
    }
}
