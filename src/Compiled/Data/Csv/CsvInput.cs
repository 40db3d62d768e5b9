using System.Text;
using System.Text.Unicode;

namespace Compiled.Csv;

/// <summary>Where the bytes of a CSV text come from: UTF-8, block by block.</summary>
internal abstract class CsvInput : IDisposable
{
    /// <summary>Whether the bytes are those of a file, so that their number is a place in it.</summary>
    public abstract bool IsFile { get; }

    /// <summary>Reads bytes of UTF-8; 0 at the end. The last character may be cut, where <see cref="IsFile"/>.</summary>
    /// <exception cref="DecoderFallbackException">The text is not in the encoding that it was opened with.</exception>
    public abstract int Read(Span<byte> target);

    /// <summary>Closes what was opened.</summary>
    public virtual void Dispose()
    {
    }

    /// <summary>A file that is UTF-8 already.</summary>
    public static CsvInput Of(Stream stream) => new Utf8File(stream);

    /// <summary>A text in characters.</summary>
    /// <param name="reader">The text.</param>
    /// <param name="ownsReader">Whether it is closed with this.</param>
    public static CsvInput Of(TextReader reader, bool ownsReader) => new Characters(reader, ownsReader);

    private sealed class Utf8File(Stream stream) : CsvInput
    {
        public override bool IsFile => true;

        public override int Read(Span<byte> target) => stream.Read(target);

        public override void Dispose() => stream.Dispose();
    }

    /// <summary>Transcodes in blocks. Half a surrogate pair, which no text should have, becomes U+FFFD.</summary>
    private sealed class Characters(TextReader reader, bool ownsReader) : CsvInput
    {
        private readonly char[] _block = new char[16 * 1024];
        private int _length;

        public override bool IsFile => false;

        public override int Read(Span<byte> target)
        {
            while (true)
            {
                // No character needs more than three bytes in UTF-8.
                var room = Math.Min(_block.Length, target.Length / 3) - _length;
                var read = reader.Read(_block, _length, room);
                _length += read;
                if (_length == 0)
                    return 0;
                _ = Utf8.FromUtf16(_block.AsSpan(0, _length), target, out var taken, out var written, replaceInvalidSequences: true, isFinalBlock: read == 0);
                // What is left is the first half of a surrogate pair.
                _block.AsSpan(taken, _length - taken).CopyTo(_block);
                _length -= taken;
                if (written > 0)
                    return written;
            }
        }

        public override void Dispose()
        {
            if (ownsReader)
                reader.Dispose();
        }
    }
}
