namespace Compiled;

public sealed partial class Dataset
{
    /// <summary>The same rows with a weight each, which <c>Fit</c> applies to the loss: a row of weight 2 counts as two rows, a row of weight 0 does not count.</summary>
    /// <remarks>Features, targets and names are shared with this dataset; splits and subsets keep the weights.</remarks>
    /// <param name="sampleWeights">One weight per row, finite, not negative, and not all 0; an empty span removes the weights.</param>
    /// <exception cref="ArgumentException">The number of weights is not the number of rows, a weight is negative, infinite or NaN, or all are 0.</exception>
    public Dataset WithSampleWeights(ReadOnlySpan<float> sampleWeights)
    {
        if (!sampleWeights.IsEmpty)
            CheckSampleWeights(sampleWeights);
        return new Dataset(_inputs, _targets, Count, _names, sampleWeights.ToArray());
    }

    private void CheckSampleWeights(ReadOnlySpan<float> sampleWeights)
    {
        if (sampleWeights.Length != Count)
            throw new ArgumentException(
                Wording.Of($"'sampleWeights' has {Wording.Count(sampleWeights.Length, "weight")}, but the dataset has {Wording.Count(Count, "row")}: pass one weight per row."),
                nameof(sampleWeights));
        var total = 0.0;
        for (var row = 0; row < sampleWeights.Length; row++)
        {
            // Written so that NaN fails too.
            if (!(sampleWeights[row] is >= 0 and < float.PositiveInfinity))
                throw new ArgumentException(
                    Wording.Of($"'sampleWeights' has {sampleWeights[row]} for row {row}, but a weight must be a finite number of at least 0: use 0 to ignore the row."),
                    nameof(sampleWeights));
            total += sampleWeights[row];
        }

        if (total == 0)
            throw new ArgumentException(
                "'sampleWeights' is 0 for every row, so nothing would be learned: give a positive weight to the rows that count.",
                nameof(sampleWeights));
    }
}
