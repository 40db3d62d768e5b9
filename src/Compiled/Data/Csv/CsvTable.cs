namespace Compiled.Csv;

/// <summary>The rows below the header, as the dataset needs them.</summary>
internal sealed class CsvTable
{
    private readonly CsvContents _contents;
    private readonly ClassColumn? _classes;
    private readonly RowStore _inputs;
    private readonly RowStore _targets;

    private CsvTable(CsvSource source, IReadOnlyList<string> targets, CsvOptions options, TargetKind kind)
    {
        _contents = new CsvContents(source, targets, options, kind is TargetKind.Auto or TargetKind.Numeric) { SkipsEmptyRows = targets.Count > 0 };
        if (kind != TargetKind.Numeric)
            _classes = new ClassColumn(source, targets[0], options.Classes, _contents.Format) { MayBeNumbers = kind == TargetKind.Auto && options.Classes is null };
        _inputs = new RowStore(_contents.Header.Features.Length, options.MostValues);
        _targets = new RowStore(_classes is null ? targets.Count : 0, options.MostValues);
        while (_contents.ReadRow())
            AddRow();
        Count = (int)_contents.Count;
        Inputs = _inputs.Take();
        if (_classes is not null)
            (Classes, Labels, Numbers) = _classes.Decide(kind, options.OnNote);
        else
            Numbers = _targets.Take();
    }

    /// <summary>The feature columns' names.</summary>
    public IReadOnlyList<string> FeatureNames => _contents.FeatureNames;

    /// <summary>Number of rows, at least 1.</summary>
    public int Count { get; }

    /// <summary>[row][feature].</summary>
    public float[] Inputs { get; }

    /// <summary>The classes in the order of their labels; empty if the target is numeric.</summary>
    public IReadOnlyList<string> Classes { get; } = [];

    /// <summary>Each row's class; empty if the target is numeric.</summary>
    public int[] Labels { get; } = [];

    /// <summary>[row][target]; empty if the target is a class.</summary>
    public float[] Numbers { get; }

    /// <summary>Reads a whole file.</summary>
    public static CsvTable Read(CsvSource source, IReadOnlyList<string> targets, CsvOptions options, TargetKind kind) => new(source, targets, options, kind);

    /// <summary>The names of all columns, and what separates them.</summary>
    public static (IReadOnlyList<string> Names, char Separator) ReadHeader(CsvSource source, CsvOptions options)
    {
        var separator = CsvDialect.Find(source, [], options).Separator;
        return (CsvHeader.Read(source, new CsvRows(source, separator)).Names, separator);
    }

    private void AddRow()
    {
        if (_inputs.IsFull || _targets.IsFull)
        {
            _contents.Source.Throw(
                _contents.Rows.Line, null,
                $"the file has more than {_inputs.Count} rows of {Wording.Count(_contents.FeatureNames.Count, "feature")}, which do not fit into one array: train with StreamingDataset.FromCsv, or read a part of it.");
        }

        if (!_contents.TryReadFeatures(_inputs.Add(), out var wrong))
            ThrowNumber(wrong);
        if (_classes is not null)
            _classes.Add(_contents.Rows[_contents.Header.Targets[0]], _contents.Rows.Line);
        else if (!_contents.TryReadTargets(_targets.Add(), out wrong))
            ThrowNumber(wrong);
    }

    private void ThrowNumber(int column) =>
        throw _contents.NotNumber(column, _classes is null ? [.. _contents.Header.Features, .. _contents.Header.Targets] : _contents.Header.Features);
}
