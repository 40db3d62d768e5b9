namespace Compiled.Storage;

/// <summary>Where bytes are written in order: a stream, or a span that is long enough.</summary>
internal ref struct ByteSink
{
    private readonly Stream? _stream;
    private Span<byte> _rest;

    public ByteSink(Stream stream) => _stream = stream;

    public ByteSink(Span<byte> span) => _rest = span;

    public void Write(ReadOnlySpan<byte> bytes)
    {
        if (_stream is not null)
        {
            _stream.Write(bytes);
            return;
        }

        bytes.CopyTo(_rest);
        _rest = _rest[bytes.Length..];
    }
}
