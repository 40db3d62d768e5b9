using Compiled.Numerics;
using Compiled.Storage;

namespace Compiled;

public sealed partial class Table
{
    /// <summary>The rows with these indices, in this order; an index may appear twice.</summary>
    /// <exception cref="ArgumentException">There are no indices.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An index is out of range.</exception>
    public Table Rows(ReadOnlySpan<int> indices)
    {
        if (indices.IsEmpty)
            throw new ArgumentException("'indices' is empty: a table has at least one row.", nameof(indices));
        foreach (var row in indices)
        {
            if ((uint)row >= (uint)Count)
                ThrowRow(row, Count, nameof(indices));
        }

        var columns = new TableColumn[_columns.Count];
        for (var column = 0; column < columns.Length; column++)
            columns[column] = _columns[column].Rows(indices);
        return new Table(columns);
    }

    /// <summary>Splits the rows into two tables, one for training and one for evaluation: before anything is learned from them.</summary>
    /// <param name="fraction">The fraction of the rows that go to <c>Train</c>, between 0 and 1: exactly round(fraction · Count) rows, halves up.</param>
    /// <param name="seed">Selects the rows; the same seed gives the same split on every machine.</param>
    /// <param name="stratify">
    /// The name of a column, usually the target, each of whose values is split by the fraction too, as <see cref="Dataset.Split"/> does it; missing values count as one more value. Null:
    /// rows are drawn without regard to their values.
    /// </param>
    /// <returns>Both parts, in random order; together they contain every row once.</returns>
    /// <exception cref="ArgumentException">The column does not exist, or is numeric with hardly two rows per value.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is not between 0 and 1, or leaves one part without rows.</exception>
    public (Table Train, Table Test) Split(double fraction, long seed, string? stratify = null)
    {
        if (!(fraction > 0 && fraction < 1))
            throw new ArgumentOutOfRangeException(nameof(fraction), fraction, Wording.Of($"A fraction of {fraction} is not valid: it must be between 0 and 1, such as 0.75."));
        var trainCount = (int)Math.Round(fraction * Count, MidpointRounding.AwayFromZero);
        if (trainCount == 0 || trainCount == Count)
        {
            throw new ArgumentOutOfRangeException(
                nameof(fraction), fraction,
                Wording.Of($"A fraction of {fraction} gives {trainCount} of {Wording.Count(Count, "row")} to the training part, but both parts need at least one."));
        }

        var labels = stratify is null ? new int[Count] : Strata(stratify, nameof(stratify));
        var quotas = Dataset.Quotas(fraction, trainCount, labels);
        var rows = new int[Count];
        for (var row = 0; row < rows.Length; row++)
            rows[row] = row;
        new SeededRandom(seed).Shuffle(rows);
        Span<int> train = new int[trainCount], test = new int[Count - trainCount];
        var (trained, tested) = (0, 0);
        foreach (var row in rows)
        {
            if (quotas[labels[row]]-- > 0)
                train[trained++] = row;
            else
                test[tested++] = row;
        }

        return (Rows(train), Rows(test));
    }

    /// <summary>A number for each distinct value of a column; 0 for missing ones.</summary>
    private int[] Strata(string name, string argument)
    {
        if (!TryGetColumn(name, out var column))
            throw new ArgumentException(Unknown(name), argument);
        var texts = column.AsText();
        if (column.Kind == ColumnKind.Numeric && texts.Categories.Count > Count / 2)
        {
            throw new ArgumentException(
                Wording.Of($"Column {ModelText.Quote(name)} has {Wording.Count(texts.Categories.Count, "distinct number")} in {Wording.Count(Count, "row")}: rows can only be stratified by values that several of them share."),
                argument);
        }

        var labels = texts.Codes.ToArray();
        for (var row = 0; row < labels.Length; row++)
            labels[row]++;
        return labels;
    }
}
