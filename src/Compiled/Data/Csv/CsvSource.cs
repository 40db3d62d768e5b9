using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Compiled.Csv;

/// <summary>
/// Characters of a file, one after another, with the number of the line that the next one stands on; and the file's name, for messages.
/// </summary>
internal sealed class CsvSource(TextReader reader, string name)
{
    private readonly char[] _buffer = new char[16 * 1024];
    private int _position;
    private int _filled;
    private bool _started;

    /// <summary>The line of the next character, from 1.</summary>
    public int Line { get; private set; } = 1;

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

    /// <summary>An error at a place in this file.</summary>
    public CsvException Error(int line, string? column, FormattableString problem, Exception? inner = null)
    {
        var place = column is null ? Wording.Of($"line {line}") : Wording.Of($"line {line}, column '{column}'");
        return new CsvException($"{name}, {place}: {Wording.Of(problem)}", line, column, inner);
    }

    /// <summary>Throws <see cref="Error"/>.</summary>
    [DoesNotReturn]
    public void Throw(int line, string? column, FormattableString problem) => throw Error(line, column, problem);

    private bool Fill()
    {
        try
        {
            _filled = reader.Read(_buffer, 0, _buffer.Length);
        }
        catch (DecoderFallbackException exception)
        {
            _filled = _position = 0;
            throw Error(Line, null, $"at or after this line there are bytes that are not UTF-8 text: save the file as UTF-8.", exception);
        }

        // A reader over a string, unlike one over a file, does not drop the byte order mark.
        _position = !_started && _filled > 0 && _buffer[0] == '\uFEFF' ? 1 : 0;
        _started |= _filled > 0;
        return _position < _filled || (_filled > 0 && Fill());
    }
}
