namespace Compiled.Tables;

/// <summary>Describes columns.</summary>
internal static class TableDescription
{
    /// <summary>Rows from which values that all differ are more than chance.</summary>
    private const int LeastRows = 20;

    /// <summary>Distinct texts per row from which they name the rows.</summary>
    private const double IdentifierShare = 0.95;

    /// <summary>The fraction of right classes, and R² of numbers, from which one column alone predicts the target.</summary>
    private const double LeastAccuracy = 0.99;
    private const double LeastDetermination = 0.99;

    /// <summary>The largest fraction of the most frequent class: beyond it, a column that says nothing is right nearly always.</summary>
    private const double MostBaseline = 0.95;

    private const int MostShown = 3;

    public static ColumnSummary Of(TableColumn column, TableColumn? target)
    {
        var isFeature = target is not null && !ReferenceEquals(column, target);
        var (summary, warnings) = column.Kind == ColumnKind.Text ? Text(column) : Numbers(column);
        if (column.MissingCount == column.Count)
            return summary with { Warnings = ColumnWarnings.Empty };
        if (summary.DistinctCount == 1 && column.MissingCount == 0 && column.Count > 1)
            return summary with { Warnings = ColumnWarnings.Constant };
        if (!isFeature)
            return target is null ? summary with { Warnings = warnings } : summary;
        var (prediction, isNearlyPerfect) = Predict(column, target!);
        return summary with { Prediction = prediction, Warnings = warnings | (isNearlyPerfect ? ColumnWarnings.Leaking : ColumnWarnings.None) };
    }

    private static (ColumnSummary Summary, ColumnWarnings Warnings) Text(TableColumn column)
    {
        var counts = column.CategoryCounts();
        var distinct = counts.Count(static count => count > 0);
        var present = column.Count - column.MissingCount;
        var frequent = counts.Select((count, code) => (Text: column.Categories[code], Count: count)).Where(static value => value.Count > 0)
            .OrderByDescending(static value => value.Count).ThenBy(static value => value.Text, StringComparer.Ordinal).Take(MostShown);
        return (
            new(column.Name, column.Kind, column.MissingCount, distinct) { MostFrequent = [.. frequent] },
            present >= LeastRows && distinct >= present * IdentifierShare ? ColumnWarnings.Identifier : ColumnWarnings.None);
    }

    private static (ColumnSummary Summary, ColumnWarnings Warnings) Numbers(TableColumn column)
    {
        float[] sorted = [.. column.Numbers.ToArray().Where(static number => !float.IsNaN(number))];
        if (sorted.Length == 0)
            return (new(column.Name, column.Kind, column.MissingCount, 0), ColumnWarnings.Empty);
        Array.Sort(sorted);
        var (distinct, sum, areWhole) = (1, (double)sorted[0], sorted[0] == MathF.Floor(sorted[0]));
        for (var index = 1; index < sorted.Length; index++)
        {
            distinct += sorted[index] == sorted[index - 1] ? 0 : 1;
            sum += sorted[index];
            areWhole &= sorted[index] == MathF.Floor(sorted[index]);
        }

        // Numbers that count the rows leave hardly a gap; measured whole numbers repeat, or spread.
        var counts = areWhole && distinct == sorted.Length && sorted.Length >= LeastRows && (double)sorted[^1] - sorted[0] < 2.0 * sorted.Length;
        return (
            new(column.Name, column.Kind, column.MissingCount, distinct)
            {
                Minimum = sorted[0],
                Maximum = sorted[^1],
                Median = Quantiles.OfSorted(sorted, 0.5),
                Mean = sum / sorted.Length,
            },
            counts ? ColumnWarnings.Identifier : ColumnWarnings.None);
    }

    private static (double? Prediction, bool IsNearlyPerfect) Predict(TableColumn column, TableColumn target)
    {
        var groups = ColumnGroups.Of(column);
        if (target.Kind == ColumnKind.Text || IsFewNumbers(target))
        {
            var (accuracy, baseline) = ColumnGroups.Accuracy(groups, target.AsText());
            return (accuracy, accuracy >= LeastAccuracy && baseline <= MostBaseline && column.Count >= LeastRows);
        }

        var determination = ColumnGroups.Determination(groups, target);
        return (determination, determination >= LeastDetermination && column.Count >= LeastRows);
    }

    private static bool IsFewNumbers(TableColumn target)
    {
        const int mostClasses = 10;
        var distinct = new HashSet<float>();
        foreach (var number in target.Numbers)
        {
            if (!float.IsNaN(number) && distinct.Add(number) && distinct.Count > mostClasses)
                return false;
        }

        return true;
    }
}
