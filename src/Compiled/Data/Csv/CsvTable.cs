namespace Compiled.Csv;

/// <summary>The rows below the header, as the dataset needs them.</summary>
internal sealed class CsvTable
{
    private readonly CsvSource _source;
    private readonly CsvRows _rows;
    private readonly CsvHeader _header;
    private readonly ClassColumn? _classes;
    private readonly List<float> _inputs = [];
    private readonly List<float> _targets = [];

    private CsvTable(CsvSource source, IReadOnlyList<string> targets, CsvOptions options, TargetKind kind)
    {
        _source = source;
        _rows = new CsvRows(source, options.Separator);
        _header = CsvHeader.Read(source, _rows, targets, options);
        FeatureNames = [.. _header.Features.Select(column => _header[column])];
        if (kind != TargetKind.Numeric)
            _classes = new ClassColumn(source, targets[0], options.Classes);
        ReadRows();
        if (_classes is not null)
            (Classes, Labels, Numbers) = _classes.Decide(kind);
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
        new(new CsvSource(reader, name), targets, options, kind);

    private void ReadRows()
    {
        // Blank lines may end a file; one between rows is more likely a lost row.
        var blankLine = 0;
        while (_rows.Read())
        {
            if (_rows.IsBlank)
            {
                blankLine = blankLine == 0 ? _rows.Line : blankLine;
                continue;
            }

            if (blankLine != 0)
                _source.Throw(blankLine, null, $"the line is blank, but rows follow it: remove it.");
            if (_rows.Count != _header.Count)
                _source.Throw(_rows.Line, null, $"the row has {_rows.Count} cells, but the header has {_header.Count}.");
            foreach (var column in _header.Features)
                _inputs.Add(Number(column, "correct it, or leave the column out with CsvOptions.Ignore"));
            if (_classes is not null)
                _classes.Add(Cell(_header.Targets[0]), _rows.Line);
            else
                foreach (var column in _header.Targets)
                    _targets.Add(Number(column, "correct it, or set CsvOptions.Target = TargetKind.Categorical if it is a class"));
            Count++;
        }

        if (Count == 0)
            _source.Throw(1, null, $"the file has a header, but no rows below it.");
    }

    private float Number(int column, string remedy)
    {
        var cell = Cell(column);
        if (!CsvNumber.TryParse(cell, out var value))
            _source.Throw(_rows.Line, _header[column], CsvNumber.Describe(cell, remedy));
        return value;
    }

    private ReadOnlySpan<char> Cell(int column)
    {
        var cell = _rows[column];
        if (cell.IsEmpty)
            _source.Throw(_rows.Line, _header[column], $"the cell is empty: fill it or leave the row out.");
        return cell;
    }
}
