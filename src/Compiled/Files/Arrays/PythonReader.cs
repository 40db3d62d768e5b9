using System.Globalization;

namespace Compiled.Arrays;

/// <summary>Reads the few kinds of Python's literals that headers of arrays are made of, and nothing else.</summary>
internal sealed class PythonReader(string text)
{
    /// <summary>Dimensions that NumPy's arrays have at most.</summary>
    private const int MaxDimensions = 64;

    private int _position;

    /// <summary>Takes a character that must come.</summary>
    public void Expect(char character)
    {
        if (!TryTake(character))
            throw Problem($"'{character}' is expected");
    }

    /// <summary>Takes a character if it comes.</summary>
    public bool TryTake(char character)
    {
        SkipBlanks();
        if (_position == text.Length || text[_position] != character)
            return false;
        _position++;
        return true;
    }

    /// <summary>A text in quotes of either kind, without escapes.</summary>
    public string String()
    {
        SkipBlanks();
        if (_position == text.Length || text[_position] is not ('\'' or '"'))
            throw Problem("a quoted string is expected");
        var quote = text[_position++];
        var end = text.IndexOf(quote, _position);
        if (end < 0 || text.AsSpan(_position, end - _position).Contains('\\'))
            throw Problem("the string is not terminated");
        var value = text[_position..end];
        _position = end + 1;
        return value;
    }

    /// <summary>True or False.</summary>
    public bool Bool()
    {
        SkipBlanks();
        foreach (var (word, value) in new[] { ("True", true), ("False", false) })
        {
            if (string.CompareOrdinal(text, _position, word, 0, word.Length) != 0)
                continue;
            _position += word.Length;
            return value;
        }

        throw Problem("True or False is expected");
    }

    /// <summary>Whole numbers in brackets: (), (3,), (3, 4). Python 2 wrote an L behind long ones.</summary>
    public List<long> Tuple()
    {
        List<long> sizes = [];
        Expect('(');
        while (!TryTake(')'))
        {
            SkipBlanks();
            var start = _position;
            while (_position < text.Length && char.IsAsciiDigit(text[_position]))
                _position++;
            if (sizes.Count == MaxDimensions || !long.TryParse(text.AsSpan(start, _position - start), NumberStyles.None, CultureInfo.InvariantCulture, out var size))
                throw Problem("a size is expected");
            _ = TryTake('L');
            sizes.Add(size);
            if (TryTake(','))
                continue;
            if (sizes.Count == 1)
                throw Problem("',' is expected");
            Expect(')');
            break;
        }

        return sizes;
    }

    /// <summary>Nothing but blanks may follow.</summary>
    public void End()
    {
        SkipBlanks();
        if (_position < text.Length)
            throw Problem("the end is expected");
    }

    private void SkipBlanks()
    {
        while (_position < text.Length && text[_position] is (' ' or '\n' or '\t' or '\r'))
            _position++;
    }

    private FormatException Problem(string expected) =>
        new(string.Create(CultureInfo.InvariantCulture, $"its header is damaged: {expected} at its character {_position + 1}."));
}
