using Compiled.Numerics;

namespace Compiled;

public sealed partial class Dataset
{
    /// <summary>Splits the rows into two datasets, one for training and one for evaluation.</summary>
    /// <param name="fraction">
    /// The fraction of the rows that go to <c>Train</c>, between 0 and 1: exactly round(fraction · Count) rows, halves up.
    /// </param>
    /// <param name="seed">Selects the rows; the same seed gives the same split on every machine.</param>
    /// <param name="stratify">
    /// Whether each class is split by the fraction too: it gives fraction · its rows, rounded down or up so that the total is right (the
    /// largest remainders are rounded up, of equal ones the lowest class). Null means: if the dataset has <see cref="ClassNames"/>.
    /// </param>
    /// <returns>Both parts, in random order; together they contain every row once.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is not between 0 and 1, or leaves one part without rows.</exception>
    /// <exception cref="InvalidOperationException">Stratification was requested, but the targets are not classes.</exception>
    public (Dataset Train, Dataset Test) Split(double fraction, long seed, bool? stratify = null)
    {
        CheckFraction(fraction);
        var trainCount = (int)Math.Round(fraction * Count, MidpointRounding.AwayFromZero);
        if (trainCount == 0 || trainCount == Count)
            throw new ArgumentOutOfRangeException(
                nameof(fraction), fraction,
                Wording.Of($"A fraction of {fraction} gives {trainCount} of {Wording.Count(Count, "row")} to the training part, but both parts need at least one."));

        var byClass = stratify ?? ClassNames.Count > 0;
        var labels = byClass ? ClassLabels("so the split cannot be stratified: pass stratify: false") : new int[Count];
        var quotas = Quotas(fraction, trainCount, labels);

        Span<int> train = new int[trainCount], test = new int[Count - trainCount];
        var (trained, tested) = (0, 0);
        foreach (var row in ShuffledRows(seed))
            if (quotas[labels[row]]-- > 0)
                train[trained++] = row;
            else
                test[tested++] = row;
        return (Subset(train), Subset(test));
    }

    /// <summary>The same rows in a random order; the same seed gives the same order on every machine.</summary>
    public Dataset Shuffled(long seed) => Subset(ShuffledRows(seed));

    /// <summary>The rows with these indices, in this order; an index may appear twice. Names and weights are kept.</summary>
    /// <exception cref="ArgumentException">There are no indices.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An index is out of range.</exception>
    public Dataset Subset(ReadOnlySpan<int> rows)
    {
        if (rows.IsEmpty)
            throw new ArgumentException("'rows' is empty: a dataset needs at least one row.", nameof(rows));
        if ((long)rows.Length * Math.Max(InputSize, TargetSize) > Array.MaxLength)
            throw new ArgumentException(
                Wording.Of($"{Wording.Count(rows.Length, "row")} of {Math.Max(InputSize, TargetSize)} floats are more than fit in an array ({Array.MaxLength})."),
                nameof(rows));
        var inputs = new float[rows.Length * InputSize];
        var targets = new float[rows.Length * TargetSize];
        var weights = new float[_sampleWeights.Length == 0 ? 0 : rows.Length];
        for (var index = 0; index < rows.Length; index++)
        {
            Input(rows[index]).CopyTo(inputs.AsSpan(index * InputSize));
            Target(rows[index]).CopyTo(targets.AsSpan(index * TargetSize));
            if (weights.Length > 0)
                weights[index] = _sampleWeights[rows[index]];
        }

        return new Dataset(inputs, targets, rows.Length, _names, weights);
    }

    /// <summary>
    /// The same targets and names over other features of the same size: what a standardiser returns, and no encoder. Takes over the array.
    /// </summary>
    internal Dataset WithInputs(float[] inputs) => new(inputs, _targets, Count, _names with { Encoder = null }, _sampleWeights);

    private int[] ShuffledRows(long seed)
    {
        var rows = new int[Count];
        for (var row = 0; row < rows.Length; row++)
            rows[row] = row;
        var random = new SeededRandom(seed);
        random.Shuffle(rows);
        return rows;
    }

    /// <summary>How many rows of each class go to the training part: the method of largest remainders.</summary>
    internal static int[] Quotas(double fraction, int total, int[] labels)
    {
        var counts = new int[labels.Max() + 1];
        foreach (var label in labels)
            counts[label]++;

        var quotas = new int[counts.Length];
        var remainders = new double[counts.Length];
        for (var label = 0; label < counts.Length; label++)
        {
            var share = fraction * counts[label];
            quotas[label] = (int)share;
            remainders[label] = share - quotas[label];
        }

        // OrderByDescending is stable, so that equal remainders favour the lower class.
        foreach (var label in Enumerable.Range(0, counts.Length).OrderByDescending(label => remainders[label]).Take(total - quotas.Sum()))
            quotas[label]++;
        return quotas;
    }
}
