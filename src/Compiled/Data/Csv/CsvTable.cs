namespace Compiled.Csv;

/// <summary>The rows below the header, as the dataset needs them.</summary>
internal sealed class CsvTable
{
    private readonly CsvSource _source;
    private readonly CsvRows _rows;
    private readonly CsvHeader _header;
    private readonly CsvNumberFormat _format;
    private readonly ClassColumn? _classes;
    private readonly IndexColumn[] _indices;
    private readonly Action<string>? _note;
    private readonly List<float> _inputs = [];
    private readonly List<float> _targets = [];

    private CsvTable(CsvSource source, IReadOnlyList<string> targets, CsvOptions options, TargetKind kind)
    {
        (_source, _note) = (source, options.OnNote);
        var dialect = CsvDialect.Find(source, targets.Concat(options.Features ?? []).Where(static name => !IndexColumn.IsName(name)), options);
        _rows = new CsvRows(source, dialect.Separator);
        _header = CsvHeader.Read(source, _rows);
        _header.Choose(source, dialect.Separator, targets, options);
        FeatureNames = [.. _header.Features.Select(column => _header[column])];
        _indices = [.. _header.Indices.Select(column => new IndexColumn(source, _header, column))];
        _format = dialect.Numbers(kind is TargetKind.Categorical or TargetKind.Binary ? _header.Features : [.. _header.Features, .. _header.Targets], options, out var comma);
        if (kind != TargetKind.Numeric)
            _classes = new ClassColumn(source, targets[0], options.Classes, _format);
        ReadRows();
        if (comma is not null)
            _note?.Invoke($"numbers have decimal commas: '{comma}' is read as {comma.Replace(',', '.')}.");
        if (_classes is not null)
            (Classes, Labels, Numbers) = _classes.Decide(kind, _note);
        else
            Numbers = [.. _targets];
    }

    /// <summary>The feature columns' names.</summary>
    public IReadOnlyList<string> FeatureNames { get; }

    /// <summary>Number of rows, at least 1.</summary>
    public int Count { get; private set; }

    /// <summary>[row][feature].</summary>
    public float[] Inputs => [.. _inputs];

    /// <summary>The classes in the order of their labels; empty if the target is numeric.</summary>
    public IReadOnlyList<string> Classes { get; } = [];

    /// <summary>Each row's class; empty if the target is numeric.</summary>
    public int[] Labels { get; } = [];

    /// <summary>[row][target]; empty if the target is a class.</summary>
    public float[] Numbers { get; }

    /// <summary>Reads a whole file.</summary>
    public static CsvTable Read(TextReader reader, string name, IReadOnlyList<string> targets, CsvOptions options, TargetKind kind) =>
        new(new CsvSource(reader, name, options.Words), targets, options, kind);

    /// <summary>The names of all columns, and what separates them.</summary>
    public static (IReadOnlyList<string> Names, char Separator) ReadHeader(TextReader reader, string name, CsvOptions options)
    {
        var source = new CsvSource(reader, name, options.Words);
        var separator = CsvDialect.Find(source, [], options).Separator;
        return (CsvHeader.Read(source, new CsvRows(source, separator)).Names, separator);
    }

    private void ReadRows()
    {
        // Empty rows may end a file, as spreadsheets write them.
        var (emptyLine, empty) = (0, 0);
        while (_rows.Read())
        {
            if (_rows.IsBlank)
            {
                emptyLine = emptyLine == 0 ? _rows.Line : emptyLine;
                empty++;
                continue;
            }

            if (empty > 0)
                PassEmptyRows(emptyLine, empty);
            (emptyLine, empty) = (0, 0);
            if (_rows.Count != _header.Count)
                CheckCount();
            ReadRow();
            for (var index = 0; index < _indices.Length; index++)
                _indices[index].Add(_rows[_header.Indices[index]], Count, _rows.Line);
            Count++;
        }

        if (Count == 0)
            _source.Throw(1, null, $"the file has a header but no rows.");
        foreach (var index in _indices)
            if (index.Note is { } note)
                _note?.Invoke(note);
    }

    private void ReadRow()
    {
        foreach (var column in _header.Features)
            _inputs.Add(Number(column));
        if (_classes is not null)
            _classes.Add(_rows[_header.Targets[0]], _rows.Line);
        else
            foreach (var column in _header.Targets)
                _targets.Add(Number(column));
    }

    private float Number(int column)
    {
        if (!_format.TryParse(_rows[column], out var value))
            ThrowNumber(column);
        return value;
    }

    private void ThrowNumber(int column)
    {
        var line = _rows.Line;
        int[] numbers = _classes is null ? [.. _header.Features, .. _header.Targets] : _header.Features;
        throw new CsvSurvey(_source, _rows, _header, _format, numbers, Count).Error(line, column);
    }

    /// <summary>Empty rows between others hold nothing to learn from; but where rows are answered one by one, one answer would be missing.</summary>
    private void PassEmptyRows(int line, int count)
    {
        if (_header.Targets.Length == 0)
            _source.Throw(line, null, $"the row is empty, but other rows follow: fill it in or remove it.");
        _note?.Invoke(count == 1 ? Wording.Of($"line {line} is an empty row: skipped.") : Wording.Of($"from line {line} on there are {count} empty rows: skipped."));
    }

    /// <summary>Separators at the ends of rows may be more or fewer than those of the header, as long as no cell is lost.</summary>
    private void CheckCount()
    {
        var isEmpty = true;
        for (var cell = _header.Count; cell < _rows.Count; cell++)
            isEmpty &= _rows[cell].IsEmpty;
        if (isEmpty && _rows.Count >= _header.LeastCells)
            return;
        var hint = _rows.Count > _header.Count ? " If a cell contains the separator, quote it." : "";
        _source.Throw(_rows.Line, null, $"the row has {_rows.Count} cells, but the header has {_header.Count}.{hint}");
    }
}
