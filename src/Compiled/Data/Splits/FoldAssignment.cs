using Compiled.Numerics;

namespace Compiled.Splits;

/// <summary>Decides which fold each row is in, and which groups are for training.</summary>
internal static class FoldAssignment
{
    /// <summary>Deals rows in random order to the folds in turn; with labels class after class, so that each class is dealt evenly too.</summary>
    public static int[] OfRows(int rows, int[]? labels, int folds, long seed, int repeat)
    {
        var order = Shuffled(rows, seed, repeat);
        // OrderBy is stable: the order within a class stays random.
        IEnumerable<int> dealt = labels is null ? order : order.OrderBy(row => labels[row]);
        var foldOf = new int[rows];
        var place = 0;
        foreach (var row in dealt)
            foldOf[row] = place++ % folds;
        return foldOf;
    }

    /// <summary>The largest group to the fold with the fewest rows, the lowest of equal ones.</summary>
    public static int[] OfGroups(RowGroups groups, int folds, long seed, int repeat)
    {
        var (sizes, foldOf) = (new int[folds], new int[groups.Count]);
        foreach (var group in Shuffled(groups.Count, seed, repeat).OrderByDescending(group => groups.Sizes[group]))
        {
            var smallest = Array.IndexOf(sizes, sizes.Min());
            foldOf[group] = smallest;
            sizes[smallest] += groups.Sizes[group];
        }

        return OfRows(groups, foldOf);
    }

    /// <summary>The group whose classes are the least even to the fold where the classes' shares then differ least between the folds.</summary>
    /// <remarks>scikit-learn's StratifiedGroupKFold: the mean over the classes of the standard deviation over the folds of the share of the class's rows that the fold has.</remarks>
    public static int[] OfStratifiedGroups(RowGroups groups, int[] labels, int classes, int folds, long seed, int repeat)
    {
        var (ofGroups, ofFolds, totals) = (Counts(groups.Count, classes), Counts(folds, classes), new int[classes]);
        for (var row = 0; row < groups.Rows; row++)
        {
            ofGroups[groups.Of(row)][labels[row]]++;
            totals[labels[row]]++;
        }

        var foldOf = new int[groups.Count];
        foreach (var group in Shuffled(groups.Count, seed, repeat).OrderByDescending(group => Deviation(ofGroups[group].Select(static count => (double)count))))
        {
            var best = (Spread: double.PositiveInfinity, Rows: 0, Fold: 0);
            for (var fold = 0; fold < folds; fold++)
            {
                Add(ofFolds[fold], ofGroups[group], 1);
                var candidate = (Spread: Spread(ofFolds, totals), Rows: ofFolds[fold].Sum(), Fold: fold);
                Add(ofFolds[fold], ofGroups[group], -1);
                if (candidate.Spread < best.Spread || (IsClose(candidate.Spread, best.Spread) && candidate.Rows < best.Rows))
                    best = candidate;
            }

            foldOf[group] = best.Fold;
            Add(ofFolds[best.Fold], ofGroups[group], 1);
        }

        return OfRows(groups, foldOf);
    }

    /// <summary>Whether each group is for training: the first ones of a random order, up to where their share of the rows is nearest to the fraction.</summary>
    public static bool[] TrainingGroups(RowGroups groups, double fraction, long seed)
    {
        var order = Shuffled(groups.Count, seed, 0);
        var isTrain = new bool[groups.Count];
        var (wanted, rows) = (fraction * groups.Rows, 0);
        for (var place = 0; place < order.Length - 1; place++)
        {
            var more = rows + groups.Sizes[order[place]];
            if (place > 0 && Math.Abs(more - wanted) >= Math.Abs(rows - wanted))
                break;
            (rows, isTrain[order[place]]) = (more, true);
        }

        return isTrain;
    }

    /// <summary>Numpy's isclose, which decides there whether two folds are equally good.</summary>
    private static bool IsClose(double a, double b) => Math.Abs(a - b) <= 1e-8 + 1e-5 * Math.Abs(b);

    private static double Spread(int[][] ofFolds, int[] totals)
    {
        var (sum, present) = (0.0, 0);
        for (var label = 0; label < totals.Length; label++)
        {
            if (totals[label] == 0)
                continue;
            var index = label;
            sum += Deviation(ofFolds.Select(counts => (double)counts[index] / totals[index]));
            present++;
        }

        return sum / present;
    }

    /// <summary>The standard deviation of all values.</summary>
    private static double Deviation(IEnumerable<double> values)
    {
        var all = values.ToArray();
        var (sum, squares) = (0.0, 0.0);
        foreach (var value in all)
            sum += value;
        var mean = sum / all.Length;
        foreach (var value in all)
            squares += (value - mean) * (value - mean);
        return Math.Sqrt(squares / all.Length);
    }

    private static void Add(int[] sum, int[] counts, int sign)
    {
        for (var label = 0; label < sum.Length; label++)
            sum[label] += sign * counts[label];
    }

    private static int[][] Counts(int count, int classes) => [.. Enumerable.Range(0, count).Select(_ => new int[classes])];

    private static int[] OfRows(RowGroups groups, int[] foldOfGroup) => [.. Enumerable.Range(0, groups.Rows).Select(row => foldOfGroup[groups.Of(row)])];

    /// <summary>Each repetition has a stream of random numbers of its own.</summary>
    private static int[] Shuffled(int count, long seed, int repeat)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        new SeededRandom(seed, repeat).Shuffle(order);
        return order;
    }
}
