using System.Globalization;

namespace Compiled.Csv;

/// <summary>Columns by their names, and what to say where they are not there.</summary>
internal sealed class ColumnLookup
{
    private readonly CsvSource _source;
    private readonly CsvHeader _header;
    private readonly char _separator;
    private readonly ILookup<string, int> _columns;

    public ColumnLookup(CsvSource source, CsvHeader header, char separator)
    {
        (_source, _header, _separator) = (source, header, separator);
        _columns = Enumerable.Range(0, header.Count).ToLookup(column => header[column], StringComparer.Ordinal);
    }

    /// <summary>What helps where the header was cut with the wrong separator; otherwise nothing.</summary>
    public string SeparatorHint
    {
        get
        {
            if (_header.Count > 1)
                return "";
            foreach (var other in ";\t,|")
                if (other != _separator && _header[0].Contains(other, StringComparison.Ordinal))
                    return $" Should it be {_source.Words.Separator(other)}?";
            return "";
        }
    }

    /// <summary>The columns of these names, in their order, each one column.</summary>
    public int[] Find(IReadOnlyList<string> names)
    {
        int[] found = [.. names.Select(name => _columns.Contains(name) ? _columns[name].First() : throw Missing(name))];
        CheckDiffer(found);
        return found;
    }

    /// <summary>All columns of these names.</summary>
    public IEnumerable<int> FindAll(IReadOnlyList<string> names) => names.SelectMany(name => _columns.Contains(name) ? _columns[name] : throw Missing(name));

    /// <summary>Columns that are read need names of their own.</summary>
    public void CheckDiffer(IEnumerable<int> columns)
    {
        foreach (var column in columns)
        {
            var name = _header[column];
            if (_columns[name].Skip(1).Any())
            {
                var (first, second) = (_columns[name].First() + 1, _columns[name].Skip(1).First() + 1);
                _source.Throw(
                    _header.Line, name,
                    $"the header names column {first} and column {second} '{name}': every column that is read needs a unique name. Rename one, or exclude both with {_source.Words.Ignore([.. _header.Ignored, name])}.");
            }
        }
    }

    /// <summary>Refuses a file that begins with its first row: numbers where names are expected, and none of those that were asked for.</summary>
    public void CheckIsHeader(IEnumerable<string> asked)
    {
        var cells = _header.Names.Where((_, column) => !_header.IsNameless(column)).ToList();
        var numbers = cells.Where(static cell => double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out _)).ToList();
        if (numbers.Count == 0)
            return;
        var wanted = asked.ToList();
        var isNamed = wanted.Count > 0 && wanted.All(_columns.Contains);
        // Years and other whole numbers may be names, and data frames whose columns nobody named have 0, 1, 2 …
        var areWhole = numbers.All(static number => number.All(char.IsAsciiDigit));
        var count = numbers.Count == cells.Count && areWhole && Enumerable.Range(0, cells.Count).All(index => IsCount(cells, index));
        if (count || (areWhole && isNamed) || (isNamed && numbers.Count < cells.Count) || (wanted.Count == 0 && numbers.Count < cells.Count) || numbers.Count * 2 < cells.Count)
            return;
        var found = Wording.Of($"{Wording.Count(numbers.Count, "number")}, such as '{CellProblem.Shorten(numbers[0])}'");
        _source.Throw(
            _header.Line, null,
            $"the line holds {found}, so it seems to be a data row rather than the header: put a line with the names of the columns above it, or {_source.Words.FirstRowIsHeader} if it is the header.");
    }

    /// <summary>0, 1, 2 … or 1, 2, 3 …</summary>
    private static bool IsCount(List<string> cells, int index) =>
        cells[0] is "0" or "1" && cells[index] == (index + (cells[0] == "1" ? 1 : 0)).ToString(CultureInfo.InvariantCulture);

    private CsvException Missing(string name)
    {
        var near = _header.Names.FirstOrDefault(other => other.Trim().Equals(name.Trim(), StringComparison.OrdinalIgnoreCase)) ?? Spelling.Nearest(name, _header.Names);
        return _source.Error(
            _header.Line, name,
            $"there is no column '{name}'; the columns are {Wording.List(_header.Names)}.{(near is null ? SeparatorHint : $" Did you mean '{near}'?")}");
    }
}
