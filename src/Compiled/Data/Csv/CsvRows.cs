using System.Buffers;

namespace Compiled.Csv;

/// <summary>
/// Cuts a file into rows of cells (RFC 4180): quoted cells may hold separators, line ends and doubled quotes. Blanks around cells are
/// dropped, those before a quote too. The cells of a row are valid until the next one is read.
/// </summary>
internal sealed class CsvRows(CsvSource source, char separator)
{
    /// <summary>A longer cell is a quote that is never closed, or a file without lines.</summary>
    public const int LongestCell = 1_000_000;

    /// <summary>What the cells of one row hold together at most: half a gigabyte.</summary>
    private const int LongestRow = 1 << 28;

    /// <summary>Up to here a loop over characters is faster than a vectorised search.</summary>
    private const int ShortCell = 16;

    private readonly SearchValues<char> _ends = SearchValues.Create([separator, '"', '\r', '\n']);
    private char[] _text = new char[4096];
    private int[] _bounds = new int[64];
    private int _length;

    /// <summary>The line on which the current row begins, from 1.</summary>
    public int Line { get; private set; }

    /// <summary>Number of cells in the current row.</summary>
    public int Count { get; private set; }

    /// <summary>Whether the current row holds nothing: a line with nothing on it, or separators alone.</summary>
    public bool IsBlank => _length == 0;

    /// <summary>The text of one cell, unquoted; empty where the row has fewer cells.</summary>
    public ReadOnlySpan<char> this[int cell]
    {
        get
        {
            if (cell >= Count)
                return default;
            var start = cell == 0 ? 0 : _bounds[cell - 1];
            return _text.AsSpan(start, _bounds[cell] - start);
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
        if (TryReadShort())
            return true;
        SkipBlanks();
        if (source.Peek() == '"')
            return EndCell(ReadQuoted());

        var start = _length;
        while (true)
        {
            var text = source.Available;
            var length = text.IndexOfAny(_ends);
            Append(text[..(length < 0 ? text.Length : length)], start);
            source.Skip(length < 0 ? text.Length : length);
            if (length >= 0 || text.IsEmpty)
                break;
        }

        var character = source.Read();
        if (character == '"')
            source.Throw(source.Line, null, $"cell {Count + 1} has a quote inside: quote the whole cell and double the quotes in it.");
        while (_length > start && IsBlankCharacter(_text[_length - 1]))
            _length--;
        return EndCell(character);
    }

    /// <summary>
    /// A few characters that need no second look, up to a separator: nearly all cells of nearly all files. Takes nothing where it returns false.
    /// </summary>
    private bool TryReadShort()
    {
        var text = source.Available;
        if (text.Length < ShortCell || _text.Length - _length < ShortCell)
            return false;
        text = text[..ShortCell];
        var target = _text.AsSpan(_length, ShortCell);
        for (var index = 0; index < text.Length; index++)
        {
            var character = text[index];
            if (character == separator)
            {
                source.Skip(index + 1);
                _length += index;
                return EndCell(separator);
            }

            if (character is <= ' ' or '"')
                return false;
            target[index] = character;
        }

        return false;
    }

    /// <summary>Reads a quoted cell; returns the character after it.</summary>
    private int ReadQuoted()
    {
        var (opened, start) = (source.Line, _length);
        _ = source.Read();
        while (true)
        {
            var text = source.Available;
            var length = text.IndexOfAny('"', '\r', '\n');
            Append(text[..(length < 0 ? text.Length : length)], start);
            source.Skip(length < 0 ? text.Length : length);
            if (length < 0 && !text.IsEmpty)
                continue;
            var character = source.Read();
            if (character < 0)
                source.Throw(opened, null, $"the quote opened in cell {Count + 1} is never closed.");
            if (character == '"' && source.Peek() != '"')
                break;
            if (character == '"')
                _ = source.Read();
            Append((char)character, start);
        }

        SkipBlanks();
        var after = source.Read();
        if (after != separator && after != '\n' && after >= 0)
        {
            source.Throw(
                source.Line, null,
                $"cell {Count + 1} continues after its closing quote with '{(char)after}': double the quotes that are part of the text.");
        }

        return after;
    }

    private bool EndCell(int character)
    {
        if (Count == _bounds.Length)
        {
            if (Count >= LongestCell)
                source.Throw(Line, null, $"the row has more than {LongestCell} cells: is this a CSV file?");
            Array.Resize(ref _bounds, Count * 2);
        }

        _bounds[Count++] = _length;
        return character == separator;
    }

    private void SkipBlanks()
    {
        while (source.Peek() is >= 0 and var character && IsBlankCharacter((char)character))
            source.Skip(1);
    }

    private bool IsBlankCharacter(char character) => character is ' ' or '\t' && character != separator;

    private void Append(char character, int start) => Append(new ReadOnlySpan<char>(in character), start);

    private void Append(ReadOnlySpan<char> text, int start)
    {
        if (text.Length > _text.Length - _length)
            Grow(text.Length, start);
        text.CopyTo(_text.AsSpan(_length));
        _length += text.Length;
    }

    /// <summary>Looks here, and not at every character, whether a cell has become too long.</summary>
    private void Grow(int more, int start)
    {
        if (_length + more - start > LongestCell)
        {
            source.Throw(
                Line, null,
                $"cell {Count + 1} is longer than {LongestCell} characters: is a quote never closed, or is this not a CSV file?");
        }

        if (_length + more > LongestRow)
            source.Throw(Line, null, $"the row is longer than {LongestRow} characters: is this a CSV file?");
        Array.Resize(ref _text, Math.Max(_text.Length * 2, _length + more));
    }
}
