using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Compiled.Csv;

/// <summary>
/// Characters of a file, one after another, with the number of the line that the next one is on; and the file's name, for messages.
/// </summary>
internal sealed class CsvSource(TextReader reader, string name, CsvWords words)
{
    /// <summary>As much as is looked at before a file is read: below the size of objects that the garbage collector moves reluctantly.</summary>
    private const int BufferSize = 32 * 1024;

    private readonly char[] _buffer = new char[BufferSize];
    private int _position;
    private int _filled;
    private bool _started;

    /// <summary>The line of the next character, from 1.</summary>
    public int Line { get; private set; } = 1;

    /// <summary>How messages call the options.</summary>
    public CsvWords Words => words;

    /// <summary>What is read already and not taken yet; filled up if there is nothing, so that it is empty only at the end.</summary>
    public ReadOnlySpan<char> Available => _position < _filled || Fill() ? _buffer.AsSpan(_position, _filled - _position) : default;

    /// <summary>The beginning of the text, before anything is taken, as far as the buffer reaches; and whether that is all.</summary>
    public (string Text, bool IsWhole) Beginning()
    {
        if (!Available.IsEmpty)
        {
            while (_filled < BufferSize && Read(_filled) is > 0 and var count)
                _filled += count;
        }

        return (new string(_buffer, _position, _filled - _position), _filled < BufferSize);
    }

    /// <summary>The next character, or −1 at the end. Every kind of line end (CRLF, LF, CR) arrives as one '\n'.</summary>
    public int Read()
    {
        if (_position == _filled && !Fill())
            return -1;
        var character = _buffer[_position++];
        if (character > '\r')
            return character;
        if (character == '\r')
        {
            if ((_position < _filled || Fill()) && _buffer[_position] == '\n')
                _position++;
            character = '\n';
        }

        if (character == '\n')
            Line++;
        return character;
    }

    /// <summary>The next character without taking it, or −1 at the end.</summary>
    public int Peek() => _position < _filled || Fill() ? _buffer[_position] : -1;

    /// <summary>Takes characters of <see cref="Available"/> that end no line.</summary>
    public void Skip(int count) => _position += count;

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

    private bool Fill()
    {
        (_position, _filled) = (0, 0);
        _filled = Read(0);
        // A reader over a string, unlike one over a file, does not drop the byte order mark.
        _position = !_started && _filled > 0 && _buffer[0] == '\uFEFF' ? 1 : 0;
        _started |= _filled > 0;
        return _position < _filled || (_filled > 0 && Fill());
    }

    private int Read(int start)
    {
        try
        {
            return reader.Read(_buffer, start, BufferSize - start);
        }
        catch (DecoderFallbackException exception)
        {
            var bytes = exception.BytesUnknown ?? [];
            var shown = string.Concat(bytes.Take(1).Select(static unknown => $" (such as {unknown:X2}, in Latin-1 '{(char)unknown}')"));
            throw Error(
                Line, null,
                $"at or after this line there are bytes that are not UTF-8 text{shown}: save the file as UTF-8, or set {words.Latin1} if it is Latin-1 or Windows-1252.", exception);
        }
        catch (InvalidDataException exception)
        {
            throw Error(Line, null, $"the file cannot be read: {exception.Message}", exception);
        }
    }
}
