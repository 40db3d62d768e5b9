namespace Compiled.Csv;

/// <summary>The first line: which column is what.</summary>
internal sealed class CsvHeader
{
    private readonly string[] _names;

    private CsvHeader(string[] names, int[] features, int[] targets)
    {
        _names = names;
        Features = features;
        Targets = targets;
    }

    /// <summary>The columns of the features, in the dataset's order.</summary>
    public int[] Features { get; }

    /// <summary>The columns of the targets, in the dataset's order.</summary>
    public int[] Targets { get; }

    /// <summary>Number of columns.</summary>
    public int Count => _names.Length;

    /// <summary>The name of a column.</summary>
    public string this[int column] => _names[column];

    /// <summary>Reads the header and finds the columns that the caller named.</summary>
    public static CsvHeader Read(CsvSource source, CsvRows rows, IReadOnlyList<string> targets, CsvOptions options)
    {
        if (!rows.Read() || rows.IsBlank)
            source.Throw(rows.Line, null, $"a header with the names of the columns is expected here, but there is none.");

        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        var names = new string[rows.Count];
        for (var column = 0; column < names.Length; column++)
        {
            var name = names[column] = rows[column].ToString();
            if (name.Length == 0)
                source.Throw(rows.Line, null, $"the header gives column {column + 1} of {names.Length} no name: name every column.");
            if (!columns.TryAdd(name, column))
                source.Throw(
                    rows.Line, name,
                    $"the header names column {columns[name] + 1} and column {column + 1} '{name}': every column needs a name of its own.");
        }

        var (listed, hint) = (Wording.List(names), SeparatorHint(names, options.Separator));
        var targetColumns = Find(targets);
        var features = options.Features is null
            ? [.. Enumerable.Range(0, names.Length).Except(targetColumns).Except(Find(options.Ignore ?? []))]
            : Find(options.Features);
        if (features.Length == 0)
            source.Throw(
                rows.Line, null,
                $"no column is left for the features; the columns are {listed}, and the target is {Wording.List(targets)}.{hint}");
        return new CsvHeader(names, features, targetColumns);

        int[] Find(IReadOnlyList<string> wanted) => [.. wanted.Select(name => columns.TryGetValue(name, out var column)
            ? column
            : throw source.Error(rows.Line, name, $"there is no column '{name}'; the columns are {listed}.{hint}"))];
    }

    private static string SeparatorHint(string[] names, char separator)
    {
        if (names.Length > 1)
            return "";
        foreach (var (other, word) in new[] { (';', "';'"), ('\t', "'\\t'"), (',', "','"), ('|', "'|'") })
            if (other != separator && names[0].Contains(other))
                return $" Should CsvOptions.Separator be {word}?";
        return "";
    }
}
