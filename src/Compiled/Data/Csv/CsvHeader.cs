namespace Compiled.Csv;

/// <summary>The first line: which column is what.</summary>
internal sealed class CsvHeader
{
    private readonly string[] _names;
    private readonly bool[] _nameless;

    private CsvHeader(CsvRows rows)
    {
        Line = rows.Line;
        _names = new string[rows.Count];
        _nameless = new bool[rows.Count];
        for (var column = 0; column < _names.Length; column++)
        {
            _nameless[column] = rows[column].IsEmpty;
            _names[column] = _nameless[column] ? IndexColumn.NameOf(column) : rows.Text(column);
        }

        LeastCells = Array.LastIndexOf(_nameless, false) + 1;
    }

    /// <summary>The line of the header.</summary>
    public int Line { get; }

    /// <summary>The columns of the features, in the dataset's order.</summary>
    public int[] Features { get; private set; } = [];

    /// <summary>The columns of the targets, in the dataset's order.</summary>
    public int[] Targets { get; private set; } = [];

    /// <summary>Columns that nobody asked for, and that are left out if they are an index or empty.</summary>
    public int[] Indices { get; private set; } = [];

    /// <summary>The names of columns that are not read, as the options have them.</summary>
    public IReadOnlyList<string> Ignored { get; private set; } = [];

    /// <summary>Whether the options choose the features, so that other columns are left out anyway.</summary>
    public bool IsChosen { get; private set; }

    /// <summary>Number of columns.</summary>
    public int Count => _names.Length;

    /// <summary>Number of columns up to the last one with a name: rows may end there.</summary>
    public int LeastCells { get; }

    /// <summary>The names of all columns; of one without a name, what pandas calls it.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>The name of a column.</summary>
    public string this[int column] => _names[column];

    /// <summary>Whether the file gives a column no name.</summary>
    public bool IsNameless(int column) => _nameless[column];

    /// <summary>Reads the header; empty lines may precede it.</summary>
    public static CsvHeader Read(CsvSource source, CsvRows rows)
    {
        var isThere = rows.Read();
        while (isThere && rows.IsBlank)
            isThere = rows.Read();
        if (!isThere)
            source.Throw(1, null, $"a header with the names of the columns is expected here, but the file is empty.");
        return new CsvHeader(rows);
    }

    /// <summary>The columns by their names.</summary>
    public ColumnLookup Lookup(CsvSource source, char separator) => new(source, this, separator);

    /// <summary>Finds the columns that the caller named.</summary>
    public void Choose(CsvSource source, char separator, IReadOnlyList<string> targets, CsvOptions options)
    {
        var lookup = Lookup(source, separator);
        if (!options.FirstRowIsHeader)
            lookup.CheckIsHeader(targets.Concat(options.Features ?? []));
        (IsChosen, Ignored) = (options.Features is not null, options.Ignore ?? []);
        Targets = lookup.Find(targets);
        if (options.Features is { } features)
        {
            Features = lookup.Find(features);
        }
        else
        {
            var others = Enumerable.Range(0, Count).Except(Targets).Except(lookup.FindAll(Ignored)).ToList();
            Indices = [.. others.Where(column => _nameless[column] || IndexColumn.IsName(_names[column]))];
            Features = [.. others.Except(Indices)];
            lookup.CheckDiffer(Features.Concat(Targets));
        }

        if (Features.Length == 0)
        {
            source.Throw(
                Line, null,
                $"no column is left for the features; the columns are {Wording.List(_names)}, and the target is {Wording.List(targets)}.{lookup.SeparatorHint}");
        }
    }
}
