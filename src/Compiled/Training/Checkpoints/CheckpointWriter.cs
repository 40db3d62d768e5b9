using System.Buffers.Binary;
using System.Text;

namespace Compiled.Storage;

/// <summary>Writes the values of a checkpoint, little-endian, and their checksum.</summary>
internal sealed class CheckpointWriter(Stream stream)
{
    private readonly byte[] _buffer = new byte[1 << 16];
    private Checksum64 _checksum;
    private int _filled;

    public void Bytes(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var room = Room(1);
            var count = Math.Min(bytes.Length, room.Length);
            bytes[..count].CopyTo(room);
            _filled += count;
            bytes = bytes[count..];
        }
    }

    public void Flag(bool value) => Bytes([value ? (byte)1 : (byte)0]);

    public void Number(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(Room(8), value);
        _filled += 8;
    }

    public void Number(ulong value) => Number(unchecked((long)value));

    public void Number(int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(Room(4), value);
        _filled += 4;
    }

    public void Number(float value) => Number(BitConverter.SingleToInt32Bits(value));

    public void Number(double value) => Number(BitConverter.DoubleToInt64Bits(value));

    /// <summary>A flag, and the number if there is one.</summary>
    public void Optional(double? value)
    {
        Flag(value is not null);
        if (value is { } number)
            Number(number);
    }

    /// <summary>The length in bytes and the text as UTF-8.</summary>
    public void Text(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Number((ulong)bytes.Length);
        Bytes(bytes);
    }

    /// <summary>The length in bytes and the floats, by their bits.</summary>
    public void Floats(ReadOnlySpan<float> values)
    {
        Number((ulong)values.Length * sizeof(float));
        foreach (var value in values)
            Number(value);
    }

    /// <summary>The number of facts, and each name and value.</summary>
    public void Facts(CheckpointFacts facts)
    {
        Number((ulong)facts.All.Length);
        foreach (var (name, value) in facts.All)
        {
            Text(name);
            Text(value);
        }
    }

    /// <summary>The checksum of all before it; after it nothing is held back.</summary>
    public void Checksum()
    {
        Flush();
        Number(_checksum.Value);
        Flush();
    }

    private Span<byte> Room(int bytes)
    {
        if (_buffer.Length - _filled < bytes)
            Flush();
        return _buffer.AsSpan(_filled);
    }

    private void Flush()
    {
        var bytes = _buffer.AsSpan(0, _filled);
        _checksum.Add(bytes);
        stream.Write(bytes);
        _filled = 0;
    }
}
