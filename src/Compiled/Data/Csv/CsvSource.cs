using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Compiled.Csv;

/// <summary>
/// The UTF-8 bytes of a file, one after another, with the number of the line that the next one is on; and the file's name, for messages.
/// </summary>
internal sealed partial class CsvSource(CsvInput input, string name, CsvWords words) : IDisposable
{
    /// <summary>As much as is looked at before a file is read.</summary>
    private const int BeginningSize = 32 * 1024;

    /// <summary>Bytes that may be loaded beyond the filled ones, so that a search may take whole vectors.</summary>
    private const int Padding = 64;

    /// <summary>In the second-level cache of most processors.</summary>
    private const int BufferSize = 128 * 1024;

    private byte[] _buffer = new byte[BufferSize + Padding];

    /// <summary>Where the bytes end; those of a character that is not whole yet are after <see cref="Filled"/>.</summary>
    private int _end;
    private long _taken;
    private bool _started;

    /// <summary>A text in characters, which stays open.</summary>
    public CsvSource(TextReader reader, string name, CsvWords words)
        : this(CsvInput.Of(reader, ownsReader: false), name, words)
    {
    }

    /// <summary>The line of the next byte, from 1.</summary>
    public int Line { get; set; } = 1;

    /// <summary>The place of the next byte in <see cref="Buffer"/>.</summary>
    public int Position { get; set; }

    /// <summary>How far the buffer holds bytes of whole characters.</summary>
    public int Filled { get; private set; }

    /// <summary>The buffer; another one after <see cref="Fill"/>. A vector may be loaded from any place before <see cref="Filled"/>.</summary>
    public byte[] Buffer => _buffer;

    /// <summary>How messages call the options.</summary>
    public CsvWords Words => words;

    /// <summary>The file in messages.</summary>
    public string Name => name;

    /// <summary>What is read already and not taken yet; filled up if there is nothing, so that it is empty only at the end.</summary>
    public ReadOnlySpan<byte> Available => Position < Filled || Fill() ? _buffer.AsSpan(Position, Filled - Position) : default;

    /// <summary>The beginning of the text, before anything is taken, as far as it is looked at; and whether that is all.</summary>
    public (string Text, bool IsWhole) Beginning()
    {
        var isWhole = Available.IsEmpty;
        while (!isWhole && Filled - Position < BeginningSize)
            isWhole = !Fill();
        var end = Math.Min(Filled, Position + BeginningSize);
        // Not in the middle of a character.
        while (end < Filled && (_buffer[end] & 0xC0) == 0x80)
            end--;
        return (Encoding.UTF8.GetString(_buffer, Position, end - Position), isWhole && end == Filled);
    }

    /// <summary>The next byte, or −1 at the end. Every kind of line end (CRLF, LF, CR) arrives as one '\n'.</summary>
    public int Read()
    {
        if (Position == Filled && !Fill())
            return -1;
        int next = _buffer[Position];
        if (next == 0)
            ThrowNul(Position);
        Position++;
        if (next > '\r')
            return next;
        if (next == '\r')
        {
            if ((Position < Filled || Fill()) && _buffer[Position] == '\n')
                Position++;
            next = '\n';
        }

        if (next == '\n')
            Line++;
        return next;
    }

    /// <summary>The next byte without taking it, or −1 at the end.</summary>
    public int Peek() => Position < Filled || Fill() ? _buffer[Position] : -1;

    /// <summary>Takes bytes of <see cref="Available"/> that end no line.</summary>
    public void Skip(int count) => Position += count;

    /// <summary>Takes a line with its end, which is there.</summary>
    public void SkipLine()
    {
        while (Read() != '\n')
        {
        }
    }

    /// <summary>
    /// Reads more bytes after those that are there, and moves those not taken yet to the buffer's beginning, so that <see cref="Position"/> becomes 0; false at the end of the file.
    /// </summary>
    public bool Fill()
    {
        var kept = _end - Position;
        if (kept > _buffer.Length / 2)
        {
            var larger = new byte[(_buffer.Length - Padding) * 2 + Padding];
            _buffer.AsSpan(Position, kept).CopyTo(larger);
            _buffer = larger;
        }
        else if (Position > 0)
        {
            _buffer.AsSpan(Position, kept).CopyTo(_buffer);
        }

        _taken += Position;
        (Filled, _end, Position) = (Filled - Position, kept, 0);
        var before = Filled;
        while (Filled == before)
        {
            var read = ReadInput();
            _end += read;
            if (read == 0 && _end == Filled)
                return false;
            Filled = input.IsFile ? WholeCharacters(isLast: read == 0) : _end;
            if (!_started && Filled > 0)
                SkipByteOrderMark(ref before);
        }

        return true;
    }

    /// <summary>An error at a place in this file.</summary>
    public CsvException Error(int line, string? column, FormattableString problem, Exception? inner = null)
    {
        var place = column is null ? Wording.Of($"line {line}") : Wording.Of($"line {line}, column '{column}'");
        // A name may hold line breaks, and the message is one line.
        var message = $"{name}, {place}: {Wording.Of(problem)}".Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
        return new CsvException(message, line, column, inner);
    }

    /// <summary>Throws <see cref="Error"/>.</summary>
    [DoesNotReturn]
    public void Throw(int line, string? column, FormattableString problem) => throw Error(line, column, problem);

    /// <summary>A NUL is never text: it is what a crash leaves of blocks that were not written.</summary>
    /// <param name="place">Its place in the buffer.</param>
    [DoesNotReturn]
    public void ThrowNul(int place)
    {
        var where = input.IsFile ? Wording.Of($", at offset {_taken + place} of the file") : "";
        throw Error(Line, null, $"the line contains a NUL character{where}, so the file is damaged, as by a crash while it was written: restore it, or remove what is damaged.");
    }

    /// <inheritdoc/>
    public void Dispose() => input.Dispose();
}
