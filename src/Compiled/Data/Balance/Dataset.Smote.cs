using Compiled.Numerics;

namespace Compiled;

public sealed partial class Dataset
{
    /// <summary>All rows, and new rows for each smaller class, each between a row of the class and one of its nearest neighbours, until all classes are as large as the largest.</summary>
    /// <remarks>
    /// <para>
    /// x = a + λ · (b − a), with a random row a of the class, b one of the <paramref name="neighbors"/> rows of the class nearest to a, and λ evenly from [0, 1). imbalanced-learn's
    /// <c>SMOTE</c>; source: Chawla, Bowyer, Hall and Kegelmeyer, "SMOTE: synthetic minority over-sampling technique", 2002.
    /// </para>
    /// <para>
    /// The nearest are those at the smallest Euclidean distance over all features, of equal ones the first: standardise the features first. One-hot columns come out
    /// between 0 and 1; for data that consists mostly of them use <see cref="OverSample"/>. The rows of the dataset come first, then the new ones, class by class; a new row has the
    /// sample weight of its row a. Only for training data: split first. Takes n_c² · features operations for each smaller class.
    /// </para>
    /// </remarks>
    /// <param name="neighbors">How many of the nearest rows of the same class b is drawn from; at least 1.</param>
    /// <param name="seed">Selects rows, neighbours and λ; the same seed gives the same rows, bit for bit, on every machine.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no neighbours, or a class that needs new rows has no more rows than neighbours.</exception>
    /// <exception cref="InvalidOperationException">The targets are not classes, or a feature is NaN or infinite.</exception>
    public Dataset Smote(int neighbors = 5, long seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(neighbors, 1);
        var byClass = RowsByClass();
        var most = byClass.Max(static rows => rows.Count);
        for (var label = 0; label < byClass.Length; label++)
        {
            if (byClass[label].Count is var count && count > 0 && count < most && count <= neighbors)
                throw new ArgumentOutOfRangeException(
                    nameof(neighbors), neighbors,
                    Wording.Of($"Class {ClassTitle(label)} has {Wording.Count(count, "row")}, but needs more than {neighbors} to have {neighbors} neighbours each: ")
                    + (count > 1 ? Wording.Of($"pass neighbors: {count - 1} or less, or use OverSample.") : "use OverSample, which repeats rows."));
        }

        CheckFiniteInputs();
        var created = byClass.Sum(rows => rows.Count > 0 ? (long)most - rows.Count : 0);
        if ((Count + created) * Math.Max(InputSize, TargetSize) > Array.MaxLength)
            throw new InvalidOperationException(Wording.Of($"{Count + created} rows of {Math.Max(InputSize, TargetSize)} floats are more than fit in an array ({Array.MaxLength}): balance with WithBalancedWeights, or use UnderSample."));

        // Every new row begins as a copy of its row a.
        var (random, bases) = (new SeededRandom(seed), new List<int>(Enumerable.Range(0, Count)));
        foreach (var rows in byClass.Where(static rows => rows.Count > 0))
        {
            for (var missing = most - rows.Count; missing > 0; missing--)
                bases.Add(rows[random.NextInt32(rows.Count)]);
        }

        var data = Subset([.. bases]);
        var nearest = new Dictionary<int, int[]>();
        for (var row = Count; row < data.Count; row++)
        {
            var a = bases[row];
            if (!nearest.TryGetValue(a, out var candidates))
                nearest.Add(a, candidates = Nearest(a, byClass[Label(a)], neighbors));
            Move(data._inputs.AsSpan(row * InputSize, InputSize), Input(candidates[random.NextInt32(neighbors)]), random.NextSingle());
        }

        return data;
    }

    private static void Move(Span<float> row, ReadOnlySpan<float> towards, float share)
    {
        for (var feature = 0; feature < row.Length; feature++)
            row[feature] += share * (towards[feature] - row[feature]);
    }

    /// <summary>The nearest of some rows to one of them.</summary>
    private int[] Nearest(int row, List<int> among, int count)
    {
        var others = among.Where(other => other != row).ToArray();
        var distances = Array.ConvertAll(others, other => SquaredDistance(Input(row), Input(other)));
        // Stable only by the second key: of equal distances the first row.
        int[] places = [.. Enumerable.Range(0, others.Length)];
        Array.Sort(places, (a, b) => distances[a].CompareTo(distances[b]) is var order and not 0 ? order : a.CompareTo(b));
        return [.. places.Take(count).Select(place => others[place])];
    }

    /// <summary>In double, where no float's square overflows, and feature after feature, so that every machine has the same sum.</summary>
    private static double SquaredDistance(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var sum = 0.0;
        for (var feature = 0; feature < a.Length; feature++)
        {
            var difference = (double)a[feature] - b[feature];
            sum += difference * difference;
        }

        return sum;
    }

    private void CheckFiniteInputs()
    {
        for (var index = 0; index < _inputs.Length; index++)
        {
            if (!float.IsFinite(_inputs[index]))
                throw new InvalidOperationException(
                    Wording.Of($"Row {index / InputSize} has {_inputs[index]} as feature '{FeatureNames[index % InputSize]}', which has no distance to other rows: fill missing values first."));
        }
    }
}
