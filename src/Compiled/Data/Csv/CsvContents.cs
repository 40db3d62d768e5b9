using System.Runtime.CompilerServices;

namespace Compiled.Csv;

/// <summary>A file that is being read: how it is written, which of its columns are what, and its rows, one after another.</summary>
internal sealed class CsvContents
{
    private readonly IndexColumn[] _indices;
    private readonly Action<string>? _note;
    private readonly bool _refusesEmptyRows;
    private readonly string? _comma;

    /// <summary>The empty rows since the last one, which may end the file, as spreadsheets write them.</summary>
    private int _emptyLine;
    private int _empty;

    /// <summary>Reads the header and finds the columns.</summary>
    /// <param name="source">The file, at its beginning.</param>
    /// <param name="targets">The target columns.</param>
    /// <param name="options">What to read, and how.</param>
    /// <param name="targetsAreNumbers">Whether the targets' cells may be numbers, and show how numbers are written.</param>
    public CsvContents(CsvSource source, IReadOnlyList<string> targets, CsvOptions options, bool targetsAreNumbers)
    {
        (Source, _note, _refusesEmptyRows) = (source, options.OnNote, options.RefusesEmptyRows);
        var dialect = CsvDialect.Find(source, targets.Concat(options.Features ?? []).Where(static name => !IndexColumn.IsName(name)), options);
        Separator = dialect.Separator;
        Rows = new CsvRows(source, dialect.Separator);
        Header = CsvHeader.Read(source, Rows);
        Header.Choose(source, dialect.Separator, targets, options);
        FeatureNames = [.. Header.Features.Select(column => Header[column])];
        _indices = [.. Header.Indices.Select(column => new IndexColumn(source, Header, column))];
        // How codes are written says nothing of numbers.
        var features = options.Kinds is { } kinds ? Array.FindAll(Header.Features, column => !kinds.TryGetValue(Header[column], out var kind) || kind == ColumnKind.Numeric) : Header.Features;
        Format = dialect.Numbers(targetsAreNumbers ? [.. features, .. Header.Targets] : features, options, out _comma);
    }

    /// <summary>The file.</summary>
    public CsvSource Source { get; }

    /// <summary>What separates cells.</summary>
    public char Separator { get; }

    /// <summary>Its rows, at the current one.</summary>
    public CsvRows Rows { get; }

    /// <summary>Its columns.</summary>
    public CsvHeader Header { get; }

    /// <summary>How numbers are written.</summary>
    public CsvNumberFormat Format { get; }

    /// <summary>The feature columns' names.</summary>
    public IReadOnlyList<string> FeatureNames { get; }

    /// <summary>Number of rows before the current one.</summary>
    public long Count { get; private set; } = -1;

    /// <summary>Whether an empty row between others is left out instead of an error.</summary>
    public required bool SkipsEmptyRows { get; init; }

    /// <summary>Goes to the next row that holds something; false at the end, where what was assumed is reported.</summary>
    public bool ReadRow()
    {
        Count++;
        while (Rows.Read())
        {
            if (Rows.IsBlank)
            {
                _emptyLine = _emptyLine == 0 ? Rows.Line : _emptyLine;
                _empty++;
                continue;
            }

            if (_empty > 0)
                PassEmptyRows();
            if (Rows.Count != Header.Count)
                CheckCount();
            for (var index = 0; index < _indices.Length; index++)
                _indices[index].Add(Rows[Header.Indices[index]], Count, Rows.Line);
            return true;
        }

        if (Count == 0)
            Source.Throw(1, null, $"the file has a header but no rows.");
        foreach (var index in _indices)
            if (index.Note is { } note)
                _note?.Invoke(note);
        if (_comma is not null)
            _note?.Invoke($"numbers have decimal commas: '{_comma}' is read as {_comma.Replace(',', '.')}.");
        return false;
    }

    /// <summary>Reads the features of the current row.</summary>
    /// <param name="target">One float for each feature.</param>
    /// <param name="wrong">The first column whose cell is not a number.</param>
    public bool TryReadFeatures(Span<float> target, out int wrong) => TryRead(Header.Features, target, out wrong);

    /// <summary>Reads the targets of the current row, where they are numbers.</summary>
    /// <param name="target">One float for each target.</param>
    /// <param name="wrong">The first column whose cell is not a number.</param>
    public bool TryReadTargets(Span<float> target, out int wrong) => TryRead(Header.Targets, target, out wrong);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool TryRead(int[] columns, Span<float> target, out int wrong)
    {
        var (rows, format) = (Rows, Format);
        for (var index = 0; index < columns.Length; index++)
        {
            if (format.TryParse(ref rows.First(columns[index], out var length), length, out target[index]))
                continue;
            wrong = columns[index];
            return false;
        }

        wrong = -1;
        return true;
    }

    /// <summary>The error at a cell of the current row that is not a number, with what else is wrong from here on.</summary>
    /// <param name="column">Its column.</param>
    /// <param name="numbers">All columns that should hold numbers.</param>
    public CsvException NotNumber(int column, IEnumerable<int> numbers)
    {
        var line = Rows.Line;
        return new CsvSurvey(Source, Rows, Header, Format, numbers, (int)Math.Min(Count, int.MaxValue / 2)).Error(line, column);
    }

    /// <summary>Empty rows between others hold nothing to learn from; but where rows are answered one by one, one answer would be missing.</summary>
    private void PassEmptyRows()
    {
        if (!SkipsEmptyRows || _refusesEmptyRows)
            Source.Throw(_emptyLine, null, $"the row is empty, but other rows follow: fill it in or remove it.");
        _note?.Invoke(
            _empty == 1 ? Wording.Of($"line {_emptyLine} is an empty row: skipped.") : Wording.Of($"from line {_emptyLine} on there are {_empty} empty rows: skipped."));
        (_emptyLine, _empty) = (0, 0);
    }

    /// <summary>Separators at the ends of rows may be more or fewer than those of the header, as long as no cell is lost.</summary>
    private void CheckCount()
    {
        var isEmpty = true;
        for (var cell = Header.Count; cell < Rows.Count; cell++)
            isEmpty &= Rows[cell].IsEmpty;
        if (isEmpty && Rows.Count >= Header.LeastCells)
            return;
        var hint = Rows.Count > Header.Count ? " If a cell contains the separator, quote it." : "";
        Source.Throw(Rows.Line, null, $"the row has {Wording.Count(Rows.Count, "cell")}, but the header has {Header.Count}.{hint}");
    }
}
