using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Compiled.Csv;

/// <summary>
/// Cuts a file into rows of cells (RFC 4180): quoted cells may hold separators, line ends and doubled quotes. Blanks around cells are
/// dropped, those before a quote too. The cells of a row are valid until the next one is read.
/// </summary>
/// <remarks>
/// A row of plain cells stays in the source's buffer: only the ends of its cells are noted. A row with a quote that needs more than to be
/// taken away is read byte by byte (<c>CsvRows.Quoted.cs</c>).
/// </remarks>
internal sealed partial class CsvRows
{
    /// <summary>A longer cell is a quote that is never closed, or a file without lines; in characters.</summary>
    public const int LongestCell = 1_000_000;

    /// <summary>What the cells of one row hold together at most, in bytes.</summary>
    private const int LongestRow = 1 << 26;

    private readonly CsvSource _source;
    private readonly byte[] _separator;
    private readonly byte[] _none = new byte[DecimalNumber.Padding];

    /// <summary>The place after each cell, from the beginning of the row: one byte separates it from the next one.</summary>
    private int[] _ends = new int[64];

    /// <summary>What <see cref="_start"/> and the ends are places in.</summary>
    private byte[] _text = [];
    private int _start;

    /// <summary>Whether blanks around cells, and quotes around whole cells, are still there.</summary>
    private bool _isRaw;

    /// <summary>The marks that are not taken yet of the block that begins at <see cref="_block"/>, and where the next block begins.</summary>
    private ulong _marks;
    private int _block;
    private int _nextBlock;

    /// <summary>Where the marks belong to: another place of the source makes them void.</summary>
    private int _expected = -1;
    private int _rawLength;

    public CsvRows(CsvSource source, char separator)
    {
        _source = source;
        _separator = Encoding.UTF8.GetBytes([separator]);
    }

    /// <summary>The line on which the current row begins, from 1.</summary>
    public int Line { get; private set; }

    /// <summary>Number of cells in the current row.</summary>
    public int Count { get; private set; }

    /// <summary>Whether the current row holds nothing: a line with nothing on it, or separators alone.</summary>
    public bool IsBlank
    {
        get
        {
            for (var cell = 0; cell < Count; cell++)
                if (!this[cell].IsEmpty)
                    return false;
            return true;
        }
    }

    /// <summary>The text of one cell, unquoted, in UTF-8; empty where the row has fewer cells.</summary>
    public ReadOnlySpan<byte> this[int cell]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if ((uint)cell >= (uint)Count)
                return default;
            var start = cell == 0 ? 0 : _ends[cell - 1] + 1;
            var text = _text.AsSpan(_start + start, _ends[cell] - start);
            return _isRaw && !text.IsEmpty && (text[0] <= '"' || text[^1] <= ' ') ? Bare(text) : text;
        }
    }

    /// <summary>The first byte of a cell and its length; <see cref="DecimalNumber.Padding"/> bytes after it can be read, whatever they are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref byte First(int cell, out int length)
    {
        var text = this[cell];
        length = text.Length;
        return ref cell < Count ? ref MemoryMarshal.GetReference(text) : ref _none[0];
    }

    /// <summary>The text of one cell.</summary>
    public string Text(int cell) => Encoding.UTF8.GetString(this[cell]);

    /// <summary>Reads the next row; false at the end of the file.</summary>
    public bool Read()
    {
        Count = 0;
        if (_source.Peek() < 0)
            return false;
        Line = _source.Line;
        if (_source.Position != _expected)
            (_marks, _nextBlock) = (0, _source.Position);
        if (_separator.Length == 1 && TryReadRaw())
        {
            if (_rawLength > LongestCell)
                CheckLengths();
            return true;
        }

        Count = 0;
        ReadQuotedRow();
        _expected = -1;
        return true;
    }

    /// <summary>Notes the ends of a row's cells. Takes nothing and returns false where a quote needs a closer look.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool TryReadRaw()
    {
        var (buffer, start, filled, separator) = (_source.Buffer, _source.Position, _source.Filled, _separator[0]);
        var (marks, block, next) = (_marks, _block, _nextBlock);
        // The beginning of the cell, and whether a quote is open in it.
        var (cell, isOpen) = (start, false);
        while (true)
        {
            while (marks == 0)
            {
                if (next >= filled)
                {
                    if (next - start > LongestCell)
                        CheckGrowth(start, cell, next);
                    var more = _source.Fill();
                    (buffer, filled, next, cell, start) = (_source.Buffer, _source.Filled, next - start, cell - start, 0);
                    if (!more)
                        return !isOpen && EndRow(filled, filled, 0, next, next);
                }

                block = next;
                next = Math.Min(block + MarkFinder.BlockSize, filled);
                marks = MarkFinder.Find(buffer.AsSpan(block, MarkFinder.BlockSize), separator);
                if (next - block < MarkFinder.BlockSize)
                    marks &= (1UL << (next - block)) - 1;
            }

            var place = block + BitOperations.TrailingZeroCount(marks);
            marks &= marks - 1;
            var mark = buffer[place];
            if (mark == separator && !isOpen)
            {
                if (Count == _ends.Length)
                    Enlarge();
                _ends[Count++] = place - start;
                cell = place + 1;
            }
            else if (mark == '\n' && !isOpen)
            {
                return EndRow(place, place + 1, marks, block, next);
            }
            else if (mark is (byte)'\n' or (byte)'\r')
            {
                if (isOpen)
                    return false;
                if (place + 1 == filled)
                {
                    _ = _source.Fill();
                    (buffer, filled, next, place, block, start) = (_source.Buffer, _source.Filled, next - start, place - start, block - start, 0);
                }

                if (place + 1 >= filled || buffer[place + 1] != '\n')
                    return EndRow(place, place + 1, marks, block, next);
                // The mark of the line feed is the next one of this block, or the first byte of the next block.
                return EndRow(place, place + 2, marks & (marks - 1), block, Math.Max(next, place + 2));
            }
            else if (mark == '"')
            {
                // Only a quote around a whole cell.
                if (isOpen ? !IsEnd(buffer, place + 1, filled, separator) : place != cell)
                    return false;
                isOpen = !isOpen;
            }
            else if (mark == 0)
            {
                _source.ThrowNul(place);
            }
        }
    }

    /// <summary>Whether a cell ends before this place; false where that cannot be seen yet.</summary>
    private static bool IsEnd(byte[] buffer, int place, int filled, byte separator) =>
        place < filled && (buffer[place] == separator || buffer[place] is (byte)'\n' or (byte)'\r');

    private bool EndRow(int end, int taken, ulong marks, int block, int next)
    {
        if (Count == _ends.Length)
            Enlarge();
        (_text, _start, _isRaw) = (_source.Buffer, _source.Position, true);
        _rawLength = end - _start;
        _ends[Count++] = _rawLength;
        _source.Position = taken;
        _source.Line++;
        (_marks, _block, _nextBlock, _expected) = (marks, block, next, taken);
        return true;
    }

    /// <summary>A cell without the blanks around it, or without its quotes, which are around the whole.</summary>
    private ReadOnlySpan<byte> Bare(ReadOnlySpan<byte> text)
    {
        if (text[0] == '"')
            return text[1..^1];
        var (start, end) = (0, text.Length);
        while (start < end && text[start] is (byte)' ' or (byte)'\t')
            start++;
        while (end > start && text[end - 1] is (byte)' ' or (byte)'\t')
            end--;
        return text[start..end];
    }

    private void Enlarge()
    {
        if (Count >= LongestCell)
            _source.Throw(Line, null, $"the row has more than {LongestCell} cells: is this a CSV file?");
        Array.Resize(ref _ends, Count * 2);
    }

    /// <summary>A row that is longer than the longest cell may hold one that is too long.</summary>
    private void CheckLengths()
    {
        for (var cell = 0; cell < Count; cell++)
            if (this[cell] is { Length: > LongestCell } text)
                CheckLength(text, cell);
    }

    /// <summary>Before more is read: what is there of a row and of its last cell may be too long already.</summary>
    private void CheckGrowth(int start, int cell, int end)
    {
        if (end - cell > LongestCell)
            CheckLength(_source.Buffer.AsSpan(cell, end - cell), Count);
        CheckRow(end - start);
    }

    private void CheckRow(int length)
    {
        if (length > LongestRow)
            _source.Throw(Line, null, $"the row is longer than {LongestRow} bytes: is this a CSV file?");
    }

    private void CheckLength(ReadOnlySpan<byte> text, int cell)
    {
        if (Encoding.UTF8.GetCharCount(text) <= LongestCell)
            return;
        _source.Throw(
            Line, null,
            $"cell {cell + 1} is longer than {LongestCell} characters: is a quote never closed, or is this not a CSV file?");
    }
}
