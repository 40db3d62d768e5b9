using System.Buffers;

namespace Compiled.Csv;

/// <content>Rows with quotes, byte by byte: the cells are copied without what is not theirs.</content>
internal sealed partial class CsvRows
{
    private static readonly SearchValues<byte> QuotedEnds = SearchValues.Create("\"\r\n\0"u8);

    private SearchValues<byte>? _bareEnds;
    private byte[] _unquoted = [];
    private int _length;

    private void ReadQuotedRow()
    {
        (_length, _isRaw) = (0, false);
        while (ReadCell())
        {
            // What separates cells in a row that is not raw.
            Append([0]);
        }

        // Each cell was appended, if with nothing, which has made room.
        (_text, _start) = (_unquoted, 0);
    }

    /// <summary>Reads one cell and what ends it; false if that was the end of the row.</summary>
    private bool ReadCell()
    {
        SkipBlanks();
        var start = _length;
        if (_source.Peek() == '"')
            return ReadQuoted(start);

        _bareEnds ??= SearchValues.Create([_separator[0], (byte)'"', (byte)'\r', (byte)'\n', 0]);
        while (true)
        {
            var text = _source.Available;
            var length = text.IndexOfAny(_bareEnds);
            Append(text[..(length < 0 ? text.Length : length)]);
            CheckCell(start);
            _source.Skip(length < 0 ? text.Length : length);
            if (length < 0 && !text.IsEmpty)
                continue;
            if (length >= 0 && text[length] == _separator[0] && !IsSeparator())
            {
                // The first byte of another character.
                Append([_separator[0]]);
                _source.Skip(1);
                continue;
            }

            break;
        }

        var isSeparator = TakeSeparator();
        if (!isSeparator && _source.Read() == '"')
            _source.Throw(_source.Line, null, $"cell {Count + 1} has a quote inside: quote the whole cell and double the quotes in it.");
        while (_length > start && IsBlankByte(_unquoted[_length - 1]))
            _length--;
        return EndCell(start, isSeparator);
    }

    /// <summary>Reads a quoted cell and what ends it; false if that was the end of the row.</summary>
    private bool ReadQuoted(int start)
    {
        var opened = _source.Line;
        _ = _source.Read();
        while (true)
        {
            var text = _source.Available;
            var length = text.IndexOfAny(QuotedEnds);
            Append(text[..(length < 0 ? text.Length : length)]);
            CheckCell(start);
            _source.Skip(length < 0 ? text.Length : length);
            if (length < 0 && !text.IsEmpty)
                continue;
            var next = _source.Read();
            if (next < 0)
                _source.Throw(opened, null, $"the quote opened in cell {Count + 1} is never closed.");
            if (next == '"' && _source.Peek() != '"')
                break;
            if (next == '"')
                _ = _source.Read();
            Append([(byte)next]);
        }

        SkipBlanks();
        if (TakeSeparator())
            return EndCell(start, isSeparator: true);
        var after = System.Text.Rune.DecodeFromUtf8(_source.Available, out var rune, out _) == OperationStatus.Done ? rune.ToString() : "";
        if (_source.Read() is not ('\n' or < 0))
        {
            _source.Throw(
                _source.Line, null,
                $"cell {Count + 1} continues after its closing quote with '{after}': double the quotes that are part of the text.");
        }

        return EndCell(start, isSeparator: false);
    }

    private bool EndCell(int start, bool isSeparator)
    {
        CheckCell(start);
        if (Count == _ends.Length)
            Enlarge();
        _ends[Count++] = _length;
        return isSeparator;
    }

    /// <summary>Whether the source is at a separator, which may be a character of several bytes.</summary>
    private bool IsSeparator()
    {
        while (_source.Filled - _source.Position < _separator.Length)
            if (!_source.Fill())
                return false;
        return _source.Available.StartsWith(_separator);
    }

    private bool TakeSeparator()
    {
        if (!IsSeparator())
            return false;
        _source.Skip(_separator.Length);
        return true;
    }

    private void SkipBlanks()
    {
        while (_source.Peek() is >= 0 and var next && IsBlankByte((byte)next))
            _source.Skip(1);
    }

    private bool IsBlankByte(byte value) => value is (byte)' ' or (byte)'\t' && value != _separator[0];

    private void CheckCell(int start)
    {
        if (_length - start > LongestCell)
            CheckLength(_unquoted.AsSpan(start, _length - start), Count);
    }

    private void Append(ReadOnlySpan<byte> text)
    {
        if (text.Length > _unquoted.Length - DecimalNumber.Padding - _length)
        {
            CheckRow(_length + text.Length);
            Array.Resize(ref _unquoted, Math.Max(Math.Max(_unquoted.Length * 2, 4096), _length + text.Length + DecimalNumber.Padding));
        }

        text.CopyTo(_unquoted.AsSpan(_length));
        _length += text.Length;
    }
}
