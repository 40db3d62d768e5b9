namespace Compiled.Storage;

/// <summary>Bytes that are read once and in order: of a span, where they lie, or of a stream, through the caller's buffer.</summary>
internal ref struct ByteSource
{
    private readonly ReadOnlySpan<byte> _span;
    private readonly Stream? _stream;

    public ByteSource(ReadOnlySpan<byte> span)
    {
        _span = span;
        Total = span.Length;
    }

    /// <summary>A stream from where it stands; one that cannot say how long it is is read to its end.</summary>
    public ByteSource(Stream stream, string? fileName)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (!stream.CanRead)
            throw new ArgumentException("The stream cannot be read: open it for reading.", nameof(stream));
        (_stream, FileName) = (stream, fileName);
        Total = stream.CanSeek ? Math.Max(0, stream.Length - stream.Position) : null;
    }

    /// <summary>The file's name for messages, or null.</summary>
    public string? FileName { get; }

    /// <summary>How many bytes there are from the beginning, or null where only reading tells.</summary>
    public long? Total { get; }

    /// <summary>How many were taken.</summary>
    public long Position { get; private set; }

    /// <summary>Whether <see cref="Take"/> needs its buffer.</summary>
    public readonly bool NeedsBuffer => _stream is not null;

    /// <summary>The next bytes.</summary>
    /// <param name="count">How many.</param>
    /// <param name="buffer">Room for them where <see cref="NeedsBuffer"/>.</param>
    /// <param name="what">What they are, for the message.</param>
    /// <exception cref="ModelFileException">There are fewer.</exception>
    public ReadOnlySpan<byte> Take(int count, byte[] buffer, string what)
    {
        var taken = TakeUpTo(count, buffer);
        return taken.Length == count ? taken : throw Problem(CutOff(what));
    }

    /// <summary>The next bytes, or those that there are.</summary>
    public ReadOnlySpan<byte> TakeUpTo(int count, byte[] buffer)
    {
        var taken = _stream is null
            ? _span.Slice((int)Position, (int)Math.Min(count, _span.Length - Position))
            : buffer.AsSpan(0, _stream.ReadAtLeast(buffer.AsSpan(0, count), count, throwOnEndOfStream: false));
        Position += taken.Length;
        return taken;
    }

    /// <summary>Whether nothing follows.</summary>
    public readonly bool IsAtEnd()
    {
        if (Total is { } total)
            return Position >= total;
        Span<byte> next = stackalloc byte[1];
        return _stream!.Read(next) == 0;
    }

    /// <summary>The first bytes, for <see cref="FileKind"/>; where the source is a stream, more are read, so that nothing can be taken after it.</summary>
    /// <param name="taken">All bytes that were taken so far.</param>
    public readonly string Beginning(ReadOnlySpan<byte> taken)
    {
        if (_stream is null)
            return FileBeginning.Of(_span);
        Span<byte> bytes = stackalloc byte[FileKind.MostBytes];
        taken = taken[..Math.Min(taken.Length, bytes.Length)];
        taken.CopyTo(bytes);
        var rest = bytes[taken.Length..];
        return FileBeginning.Of(bytes[..(taken.Length + _stream.ReadAtLeast(rest, rest.Length, throwOnEndOfStream: false))]);
    }

    /// <summary>An error of this file.</summary>
    public readonly ModelFileException Problem(string problem) => new(FileName, problem);

    /// <summary>What is wrong where all bytes were taken and more are expected.</summary>
    public readonly string CutOff(string what) => FormattableString.Invariant($"The file is truncated after {Position} bytes, within {what}. Copy or download it again.");
}
