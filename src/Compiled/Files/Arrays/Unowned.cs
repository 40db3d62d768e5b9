namespace Compiled.Arrays;

/// <summary>The rest of a stream that stays open when this is disposed of, as if it began where the stream is.</summary>
internal sealed class Unowned(Stream inner) : Stream
{
    private readonly long _begin = inner.Position;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => inner.Length - _begin;

    public override long Position { get => inner.Position - _begin; set => inner.Position = value + _begin; }

    public override int Read(Span<byte> buffer) => inner.Read(buffer);

    public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

    public override long Seek(long offset, SeekOrigin origin) => origin == SeekOrigin.Begin ? inner.Seek(offset + _begin, origin) - _begin : inner.Seek(offset, origin) - _begin;

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
