namespace Compiled.Csv;

/// <summary>
/// Cuts a file into rows of cells (RFC 4180): quoted cells may hold separators, line ends and doubled quotes. Blanks around unquoted cells
/// are dropped. The cells of a row are valid until the next one is read.
/// </summary>
internal sealed class CsvRows(CsvSource source, char separator)
{
    private char[] _text = new char[1024];
    private int[] _ends = new int[64];
    private int _length;

    /// <summary>The line on which the current row begins, from 1.</summary>
    public int Line { get; private set; }

    /// <summary>Number of cells in the current row.</summary>
    public int Count { get; private set; }

    /// <summary>Whether the current row is a line with nothing on it.</summary>
    public bool IsBlank => Count == 1 && _ends[0] == 0;

    /// <summary>The text of one cell, unquoted.</summary>
    public ReadOnlySpan<char> this[int cell]
    {
        get
        {
            var start = cell == 0 ? 0 : _ends[cell - 1];
            return _text.AsSpan(start, _ends[cell] - start);
        }
    }

    /// <summary>Reads the next row; false at the end of the file.</summary>
    public bool Read()
    {
        (Count, _length) = (0, 0);
        Line = source.Line;
        if (source.Peek() < 0)
            return false;
        while (ReadCell())
        {
        }

        return true;
    }

    /// <summary>Reads one cell and what ends it; false if that was the end of the row.</summary>
    private bool ReadCell()
    {
        if (source.Peek() == '"')
            return EndCell(ReadQuoted());

        var start = _length;
        int character;
        while ((character = source.Read()) != separator && character != '\n' && character >= 0)
        {
            if (character == '"')
                source.Throw(source.Line, null, $"cell {Count + 1} has a quote inside: quote the whole cell and double the quotes in it.");
            Append((char)character);
        }

        Trim(start);
        return EndCell(character);
    }

    /// <summary>Reads a quoted cell; returns the character after the closing quote.</summary>
    private int ReadQuoted()
    {
        var opened = source.Line;
        _ = source.Read();
        while (true)
        {
            var character = source.Read();
            if (character < 0)
                source.Throw(opened, null, $"the quote that opens in cell {Count + 1} is never closed.");
            if (character == '"')
            {
                character = source.Read();
                if (character == separator || character == '\n' || character < 0)
                    return character;
                if (character != '"')
                    source.Throw(
                        source.Line, null,
                        $"cell {Count + 1} goes on after its closing quote with '{(char)character}': double the quotes that belong to the text.");
            }

            Append((char)character);
        }
    }

    private bool EndCell(int character)
    {
        if (Count == _ends.Length)
            Array.Resize(ref _ends, Count * 2);
        _ends[Count++] = _length;
        return character == separator;
    }

    private void Append(char character)
    {
        if (_length == _text.Length)
            Array.Resize(ref _text, _length * 2);
        _text[_length++] = character;
    }

    /// <summary>Drops blanks around an unquoted cell, which is the last thing in the text.</summary>
    private void Trim(int start)
    {
        while (_length > start && _text[_length - 1] is ' ' or '\t')
            _length--;
        var blanks = 0;
        while (start + blanks < _length && _text[start + blanks] is ' ' or '\t')
            blanks++;
        if (blanks == 0)
            return;
        _text.AsSpan(start + blanks, _length - start - blanks).CopyTo(_text.AsSpan(start));
        _length -= blanks;
    }
}
