using System.Globalization;
using System.Text;

namespace Compiled.Dynamic.Declarations;

/// <summary>
/// The words and marks of a declaration, from left to right. Written for text of anybody's: it never goes back and never calls itself. A parser of all of C# does, and a few
/// thousand parentheses make its stack overflow, which ends the process.
/// </summary>
internal sealed class Scanner(string text)
{
    private int _position;

    /// <summary>Where the next character stands.</summary>
    public int Position => _position;

    public bool IsAtEnd
    {
        get
        {
            SkipBlanks();
            return _position >= text.Length;
        }
    }

    /// <summary>The next character that is no blank, or 0 at the end.</summary>
    public char Next => IsAtEnd ? '\0' : text[_position];

    /// <summary>Reads the mark, if it comes next.</summary>
    public bool TryRead(char mark)
    {
        if (IsAtEnd || text[_position] != mark)
            return false;
        _position++;
        return true;
    }

    /// <summary>Reads a name, or nothing.</summary>
    public string? ReadName()
    {
        if (!IsNameStart(Next))
            return null;
        return ReadWhile(static character => char.IsLetterOrDigit(character) || character == '_');
    }

    /// <summary>Reads a decimal number as it is written, its sign and suffix with it, or nothing.</summary>
    public string? ReadNumber()
    {
        _ = Next;
        var start = _position;
        if (Current is '+' or '-')
            _position++;
        var digits = SkipDigits();
        if (Current == '.')
        {
            _position++;
            digits += SkipDigits();
        }

        if (digits > 0 && Current is 'e' or 'E')
        {
            _position++;
            if (Current is '+' or '-')
                _position++;
            digits = SkipDigits();
        }

        if (digits > 0 && Current is 'f' or 'F' or 'd' or 'D')
            _position++;
        if (digits > 0 && !IsNameStart(Current) && Current != '.')
            return text[start.._position];
        _position = start;
        return null;
    }

    /// <summary>Reads a quoted text and gives what it means, or nothing.</summary>
    public string? ReadQuoted()
    {
        if (Next != '"')
            return null;
        var start = _position++;
        var value = new StringBuilder();
        var isText = true;
        while (isText && Current is not ('"' or '\n' or '\r' or '\0'))
        {
            if (text[_position++] is var character and not '\\')
                value.Append(character);
            else
                isText = ReadEscape(value);
        }

        if (isText && Current == '"')
        {
            _position++;
            return value.ToString();
        }

        _position = start;
        return null;
    }

    /// <summary>Where a position is, for people.</summary>
    public string Describe(int position)
    {
        var before = text.AsSpan(0, position);
        return string.Create(CultureInfo.InvariantCulture, $"line {before.Count('\n') + 1}, column {position - before.LastIndexOf('\n')}");
    }

    /// <summary>The place to underline for what begins at a position: a name, or an argument to its end; at the end of the text its last character.</summary>
    public NetworkSpan Extent(int position, bool isArgument)
    {
        // Something is expected only after a bracket, so that the text is not blank.
        if (position >= text.Length)
            return new(text.AsSpan().TrimEnd().Length - 1, 1);
        var rest = text.AsSpan(position);
        var end = rest[1..].IndexOfAny(isArgument ? ",])\r\n" : ",])(\r\n") + 1;
        return new(position, Math.Max(1, (end == 0 ? rest : rest[..end]).TrimEnd().Length));
    }

    /// <summary>From a position to here.</summary>
    public NetworkSpan From(int start) => new(start, _position - start);

    /// <summary>What is written from a position to the end of its argument, short enough for a message.</summary>
    public string Quote(int position)
    {
        const int MaxQuoted = 80;
        var rest = text.AsSpan(position);
        var end = rest.IndexOfAny(",]\r\n");
        rest = end < 0 ? rest : rest[..end];
        return rest.Length <= MaxQuoted ? rest.ToString() : $"{rest[..MaxQuoted]}…";
    }

    private char Current => _position < text.Length ? text[_position] : '\0';

    private static bool IsNameStart(char character) => char.IsLetter(character) || character == '_';

    private string ReadWhile(Func<char, bool> isPart)
    {
        var start = _position;
        while (_position < text.Length && isPart(text[_position]))
            _position++;
        return text[start.._position];
    }

    private int SkipDigits() => ReadWhile(char.IsAsciiDigit).Length;

    /// <summary>The escapes that C# itself writes.</summary>
    private bool ReadEscape(StringBuilder value)
    {
        const string Letters = "\"\\'0abfnrtv";
        const string Meanings = "\"\\'\0\a\b\f\n\r\t\v";
        var letter = Current;
        _position++;
        if (letter != '\0' && Letters.IndexOf(letter, StringComparison.Ordinal) is >= 0 and var index)
        {
            value.Append(Meanings[index]);
            return true;
        }

        var length = letter switch { 'u' => 4, 'U' => 8, _ => 0 };
        if (length == 0 || _position + length > text.Length
            || !int.TryParse(text.AsSpan(_position, length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) || code is < 0 or > 0x10FFFF)
        {
            return false;
        }

        _position += length;
        if (length == 4)
            value.Append((char)code);
        else if (Rune.IsValid(code))
            value.Append(new Rune(code).ToString());
        else
            return false;
        return true;
    }

    /// <summary>Blanks and comments. A comment that does not end stays, as a character that nothing expects.</summary>
    private void SkipBlanks()
    {
        while (_position < text.Length)
        {
            var rest = text.AsSpan(_position);
            var length = char.IsWhiteSpace(rest[0]) ? 1
                : rest.StartsWith("//") ? (rest.IndexOfAny('\r', '\n') is >= 0 and var line ? line : rest.Length)
                : rest.StartsWith("/*") && rest[2..].IndexOf("*/") is >= 0 and var end ? end + 4
                : 0;
            if (length == 0)
                return;
            _position += length;
        }
    }
}
