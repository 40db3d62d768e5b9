namespace Compiled.Tables;

/// <summary>
/// Predicts a target from one column: rows with nearly the same value form a group, and each row is predicted from the others of its group, so that values that all differ predict nothing.
/// </summary>
internal static class ColumnGroups
{
    /// <summary>Groups of numbers, of about the same number of rows where values differ.</summary>
    private const int MostGroups = 64;

    /// <summary>Rows of a group of numbers: fewer would leave values that appear once without a neighbour.</summary>
    private const int LeastRows = 5;

    /// <summary>The group of each row. Missing values are a group too.</summary>
    public static int[] Of(TableColumn column)
    {
        if (column.Kind == ColumnKind.Text)
            return [.. column.Codes.ToArray().Select(static code => code + 1)];
        var order = Enumerable.Range(0, column.Count).ToArray();
        var numbers = column.Numbers.ToArray();
        Array.Sort((float[])numbers.Clone(), order);
        var (groups, group, size) = (new int[column.Count], 0, 0);
        var least = Math.Max(LeastRows, (column.Count + MostGroups - 1) / MostGroups);
        for (var place = 0; place < order.Length; place++)
        {
            // Equal values stay together.
            if (place > 0 && size >= least && !numbers[order[place]].Equals(numbers[order[place - 1]]))
                (group, size) = (group + 1, 0);
            groups[order[place]] = group;
            size++;
        }

        // What is left at the end joins its neighbours.
        for (var place = order.Length - size; size < least && group > 0 && place < order.Length; place++)
            groups[order[place]] = group - 1;
        return groups;
    }

    /// <summary>The fraction of rows whose class is the most frequent one of the others in their group, and that of the most frequent class of all.</summary>
    public static (double Accuracy, double Baseline) Accuracy(int[] groups, TableColumn target)
    {
        var counts = new Dictionary<(int Group, int Class), int>();
        var totals = new Dictionary<int, int>();
        for (var row = 0; row < groups.Length; row++)
        {
            var label = target.Codes[row];
            counts[(groups[row], label)] = counts.GetValueOrDefault((groups[row], label)) + 1;
            totals[label] = totals.GetValueOrDefault(label) + 1;
        }

        // The two most frequent classes decide each row of a group, with the row itself left out.
        var first = new Dictionary<int, (int Class, int Count, int Second)>();
        foreach (var ((group, label), count) in counts.OrderBy(static pair => pair.Key))
        {
            var best = first.GetValueOrDefault(group, (-2, 0, 0));
            first[group] = count > best.Item2 ? (label, count, best.Item2) : best with { Item3 = Math.Max(best.Item3, count) };
        }

        var right = 0;
        for (var row = 0; row < groups.Length; row++)
        {
            var (label, count, second) = first[groups[row]];
            right += label == target.Codes[row] && count - 1 > 0 && count - 1 >= second ? 1 : 0;
        }

        return ((double)right / groups.Length, totals.Values.Max() / (double)groups.Length);
    }

    /// <summary>R² of the mean of the others in each row's group; rows without a target do not count.</summary>
    public static double Determination(int[] groups, TableColumn target)
    {
        var sums = new Dictionary<int, (double Sum, int Count)>();
        var (total, count) = (0.0, 0);
        for (var row = 0; row < groups.Length; row++)
        {
            if (target.IsMissing(row))
                continue;
            var (sum, rows) = sums.GetValueOrDefault(groups[row]);
            sums[groups[row]] = (sum + target.Numbers[row], rows + 1);
            (total, count) = (total + target.Numbers[row], count + 1);
        }

        var (mean, residual, spread) = (total / Math.Max(1, count), 0.0, 0.0);
        for (var row = 0; row < groups.Length; row++)
        {
            if (target.IsMissing(row))
                continue;
            var (sum, rows) = sums[groups[row]];
            var number = target.Numbers[row];
            var prediction = rows > 1 ? (sum - number) / (rows - 1) : mean;
            residual += (number - prediction) * (number - prediction);
            spread += (number - mean) * (number - mean);
        }

        return spread > 0 ? 1 - residual / spread : 0;
    }
}
