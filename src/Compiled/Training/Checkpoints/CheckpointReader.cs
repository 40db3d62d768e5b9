using System.Buffers.Binary;
using System.Text;

namespace Compiled.Storage;

/// <summary>
/// Reads the values of a checkpoint and checks their checksum. What it allocates is bounded by what the caller expects, or by what the file has brought so far.
/// </summary>
internal sealed class CheckpointReader(Stream stream, string? fileName)
{
    /// <summary>The longest text, in bytes: a declaration of some ten thousand blocks.</summary>
    private const ulong MostText = 1 << 20;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly byte[] _buffer = new byte[1 << 16];
    private Checksum64 _checksum;
    private int _next;
    private int _end;
    private ulong _read;

    /// <summary>The first bytes, for <see cref="FileKind"/>; to be asked for before anything is read.</summary>
    public string Beginning()
    {
        _end = stream.ReadAtLeast(_buffer, FileKind.MostBytes, throwOnEndOfStream: false);
        return FileBeginning.Of(_buffer.AsSpan(0, _end));
    }

    public void Bytes(Span<byte> destination)
    {
        while (destination.Length > 0)
        {
            if (_next == _end)
                Fill();
            var count = Math.Min(destination.Length, _end - _next);
            var bytes = _buffer.AsSpan(_next, count);
            bytes.CopyTo(destination);
            _checksum.Add(bytes);
            (_next, _read) = (_next + count, _read + (uint)count);
            destination = destination[count..];
        }
    }

    public bool Flag()
    {
        Span<byte> value = stackalloc byte[1];
        Bytes(value);
        return value[0] switch
        {
            0 => false,
            1 => true,
            _ => throw Damaged(),
        };
    }

    public long Long()
    {
        Span<byte> value = stackalloc byte[8];
        Bytes(value);
        return BinaryPrimitives.ReadInt64LittleEndian(value);
    }

    public int Int()
    {
        Span<byte> value = stackalloc byte[4];
        Bytes(value);
        return BinaryPrimitives.ReadInt32LittleEndian(value);
    }

    /// <summary>A number that counts something.</summary>
    public long LongCount() => Long() is var count and >= 0 ? count : throw Damaged();

    /// <summary>A number that counts something.</summary>
    public int IntCount() => Int() is var count and >= 0 ? count : throw Damaged();

    public float Single() => BitConverter.Int32BitsToSingle(Int());

    public double Double() => BitConverter.Int64BitsToDouble(Long());

    public double? OptionalDouble() => Flag() ? Double() : null;

    /// <summary>A span of time in ticks.</summary>
    public TimeSpan Time() => new(LongCount());

    public string Text()
    {
        var length = unchecked((ulong)Long());
        if (length > MostText)
            throw Damaged();
        var bytes = new byte[(int)length];
        Bytes(bytes);
        try
        {
            return Utf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw Damaged();
        }
    }

    /// <summary>As many floats as are expected.</summary>
    public float[] Floats(int expected)
    {
        if (unchecked((ulong)Long()) != (ulong)expected * sizeof(float))
            throw Damaged();
        var values = new float[expected];
        Span<byte> bytes = stackalloc byte[1024];
        for (var index = 0; index < values.Length;)
        {
            var part = bytes[..(Math.Min(bytes.Length / sizeof(float), values.Length - index) * sizeof(float))];
            Bytes(part);
            for (; part.Length > 0; part = part[sizeof(float)..])
                values[index++] = BinaryPrimitives.ReadSingleLittleEndian(part);
        }

        return values;
    }

    /// <summary>Names and values; no name twice.</summary>
    public CheckpointFacts Facts()
    {
        var facts = new CheckpointFacts();
        var names = new HashSet<string>(StringComparer.Ordinal);
        // Not allocated by their number: the list grows as the file brings them.
        for (var left = unchecked((ulong)Long()); left > 0; left--)
        {
            var (name, value) = (Text(), Text());
            if (!names.Add(name))
                throw Damaged();
            facts.AddText(name, value);
        }

        return facts;
    }

    /// <summary>The checksum of all before it.</summary>
    public void Checksum()
    {
        var expected = _checksum.Value;
        if (unchecked((ulong)Long()) != expected)
            throw Damaged();
    }

    /// <summary>Nothing follows.</summary>
    public void End()
    {
        if (_next < _end || stream.Read(_buffer) > 0)
            throw new ModelFileException(fileName, Wording.Of($"The checkpoint continues after its end, byte {_read}: it is damaged, or something was appended. Resume from another one."));
    }

    public ModelFileException Damaged() =>
        new(fileName, Wording.Of($"The checkpoint is damaged before byte {_read}: its contents do not match its checksums or its sizes. Resume from another one."));

    private void Fill()
    {
        _next = 0;
        _end = stream.Read(_buffer);
        if (_end == 0)
            throw new ModelFileException(fileName, Wording.Of($"The checkpoint ends after {_read} bytes, before its end: it is truncated. Resume from another one."));
    }
}
