namespace Compiled;

/// <summary>Reads the lines of a header, which are bounded, whatever the file: one without line breaks is not read into memory.</summary>
internal sealed class WeightsLines(TextReader reader)
{
    /// <summary>Characters of a whole header: a network of the most outputs, each with a long name, stays below it.</summary>
    public const int MostCharacters = 1 << 22;

    private const int MaxLines = 1 << 12;

    private int _characters;

    private readonly System.Text.StringBuilder _line = new();

    private readonly System.Text.StringBuilder _beginning = new();

    /// <summary>The number of the line that was read last, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>The next line without its end, which is \n or \r\n; null at the end of the file.</summary>
    /// <exception cref="FormatException">It is longer, or there are more, than any header needs.</exception>
    public string? Next()
    {
        _ = _line.Clear();
        Number++;
        if (Number > MaxLines)
            throw new FormatException($"the header has more than {MaxLines} lines");
        for (var next = reader.Read(); next != '\n'; next = reader.Read())
        {
            if (next < 0)
            {
                if (_line.Length == 0)
                    return null;
                break;
            }

            if (++_characters > MostCharacters)
                throw new FormatException($"the header has more than {MostCharacters} characters");
            _ = _line.Append((char)next);
            Keep(next);
        }

        Keep('\n');

        if (_line.Length > 0 && _line[_line.Length - 1] == '\r')
            _line.Length--;
        return _line.ToString();
    }

    /// <summary>The first characters of the whole, for <see cref="FileKind"/>; more are read where the lines so far are shorter, so that no line can be read after it.</summary>
    public string Beginning()
    {
        while (_beginning.Length < FileKind.MostBytes && reader.Read() is >= 0 and var next)
            _ = _beginning.Append((char)next);
        return _beginning.ToString();
    }

    private void Keep(int character)
    {
        if (_beginning.Length < FileKind.MostBytes)
            _ = _beginning.Append((char)character);
    }
}
