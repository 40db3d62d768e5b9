using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;
using Compiled.Storage;

namespace Compiled;

/// <summary>
/// Named columns as a source has them, numbers and texts with missing values, before anything is encoded for a network. Immutable, so safe on any number of threads.
/// </summary>
/// <remarks>
/// A table has at least one column and one row; all columns have the same number of rows, and names are distinct (upper and lower case differ). Split a table before anything is learned
/// from it, such as medians and categories, so that the evaluation shows what new data will.
/// </remarks>
public sealed partial class Table
{
    private readonly ReadOnlyCollection<TableColumn> _columns;
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);

    private Table(TableColumn[] columns)
    {
        (_columns, Count) = (Array.AsReadOnly(columns), columns[0].Count);
        for (var place = 0; place < columns.Length; place++)
            _places.Add(columns[place].Name, place);
    }

    /// <summary>Number of rows; at least 1.</summary>
    public int Count { get; }

    /// <summary>The columns in order; at least one.</summary>
    public IReadOnlyList<TableColumn> Columns => _columns;

    /// <summary>The names of the columns in order.</summary>
    public IReadOnlyList<string> ColumnNames => field ??= [.. _columns.Select(static column => column.Name)];

    /// <summary>A column by its name.</summary>
    /// <exception cref="KeyNotFoundException">There is no such column; the message lists those that exist.</exception>
    public TableColumn this[string name] => TryGetColumn(name, out var column) ? column : throw new KeyNotFoundException(Unknown(name));

    /// <summary>A table of columns with the same number of rows.</summary>
    /// <param name="columns">At least one; names are distinct.</param>
    /// <exception cref="ArgumentException">There are no columns, two have the same name, or their numbers of rows differ.</exception>
    public static Table FromColumns(params IEnumerable<TableColumn> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        TableColumn[] own = [.. columns];
        if (own.Length == 0)
            throw new ArgumentException("'columns' is empty: a table has at least one column.", nameof(columns));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var column in own)
        {
            if (column is null)
                throw new ArgumentException("'columns' contains a null.", nameof(columns));
            if (!seen.Add(column.Name))
                throw new ArgumentException($"Two columns are named {ModelText.Quote(column.Name)}, but names must be distinct: rename one with WithName.", nameof(columns));
            if (column.Count != own[0].Count)
            {
                throw new ArgumentException(
                    Wording.Of($"Column {ModelText.Quote(column.Name)} has {Wording.Count(column.Count, "row")}, but {ModelText.Quote(own[0].Name)} has {own[0].Count}: all columns of a table have the same number of rows."),
                    nameof(columns));
            }
        }

        return new Table(own);
    }

    /// <summary>Finds a column by its name.</summary>
    public bool TryGetColumn(string name, [NotNullWhen(true)] out TableColumn? column)
    {
        ArgumentNullException.ThrowIfNull(name);
        column = _places.TryGetValue(name, out var place) ? _columns[place] : null;
        return column is not null;
    }

    /// <summary>The same rows with some of the columns, in this order; values are shared.</summary>
    /// <exception cref="ArgumentException">There are no names, one appears twice, or a column is missing: all missing ones are listed.</exception>
    public Table Select(params IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        string[] own = [.. names];
        CheckPresent(own, nameof(names));
        return FromColumns(own.Select(name => this[name]));
    }

    /// <summary>The same rows without some of the columns; values are shared.</summary>
    /// <exception cref="ArgumentException">A column is missing, or none is left.</exception>
    public Table Without(params IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        string[] own = [.. names];
        CheckPresent(own, nameof(names));
        TableColumn[] left = [.. _columns.Where(column => !own.Contains(column.Name, StringComparer.Ordinal))];
        return left.Length > 0 ? new Table(left) : throw new ArgumentException("No column is left: a table has at least one.", nameof(names));
    }

    /// <summary>The same rows with one more column, or with another one in place of the column of that name.</summary>
    /// <exception cref="ArgumentException">The column has another number of rows.</exception>
    public Table With(TableColumn column)
    {
        ArgumentNullException.ThrowIfNull(column);
        return FromColumns(_places.TryGetValue(column.Name, out var place)
            ? _columns.Select((old, index) => index == place ? column : old)
            : _columns.Append(column));
    }

    /// <summary>The sizes in a sentence: "150 rows of 5 columns".</summary>
    public override string ToString() => Wording.Of($"{Count} {(Count == 1 ? "row" : "rows")} of {_columns.Count} {(_columns.Count == 1 ? "column" : "columns")}");

    /// <summary>What a caller says of a column that does not exist.</summary>
    internal string Unknown(string name) =>
        $"The table has no column {ModelText.Quote(name)}; its columns are {Wording.List(ColumnNames.Select(static name => ModelText.Clip(name)))}."
        + (Spelling.Nearest(name, ColumnNames) is { } nearest ? $" Did you mean {ModelText.Quote(nearest)}?" : "");

    internal static void ThrowRow(int row, int count, string argument) =>
        throw new ArgumentOutOfRangeException(argument, row, Wording.Of($"Row {row} does not exist: the table has the rows 0 to {count - 1}."));

    /// <summary>Throws what lists every name that is missing.</summary>
    internal void CheckPresent(IReadOnlyList<string> names, string argument)
    {
        var missing = names.Where(name => !_places.ContainsKey(name ?? throw new ArgumentException($"'{argument}' contains a null.", argument))).ToList();
        if (missing.Count == 1)
            throw new ArgumentException(Unknown(missing[0]), argument);
        if (missing.Count > 1)
        {
            throw new ArgumentException(
                $"The table does not have the columns {Wording.List(missing.Select(static name => ModelText.Clip(name)))}; "
                + $"its columns are {Wording.List(ColumnNames.Select(static name => ModelText.Clip(name)))}.",
                argument);
        }
    }
}
