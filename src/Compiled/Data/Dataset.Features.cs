namespace Compiled;

public sealed partial class Dataset
{
    /// <summary>The same rows with some of the features, found by their names, in this order; targets, classes and weights are kept.</summary>
    /// <remarks>
    /// <c>Fit</c>, <c>Evaluate</c> and <c>FitStandardization</c> do this themselves where network and dataset have names. Predictions over spans go by position:
    /// <c>network.PredictBatch(data.Select(network.FeatureNames).Inputs, outputs)</c>.
    /// </remarks>
    /// <param name="features">At least one name, without duplicates.</param>
    /// <exception cref="ArgumentException">There are no names, one appears twice, or the dataset lacks a feature: all missing features are listed.</exception>
    public Dataset Select(IReadOnlyList<string> features)
    {
        ArgumentNullException.ThrowIfNull(features);
        if (features.Count == 0)
            throw new ArgumentException("'features' is empty: a dataset has at least one feature.", nameof(features));
        CheckNames(features, features.Count, "features", nameof(features));
        var columns = FeatureMatch.Columns(FeatureNames, features, out var missing);
        return missing.Count == 0 ? Select(columns, features)
            : throw new ArgumentException($"The dataset lacks {FeatureMatch.Missing(missing, FeatureNames)}; its features are {Wording.List(FeatureNames)}.", nameof(features));
    }

    /// <summary>The same rows with other feature names, by which networks match them.</summary>
    /// <remarks>Values are shared with this dataset.</remarks>
    /// <param name="names">One name for each feature; null removes the names, so that networks match the features by position.</param>
    /// <exception cref="ArgumentException">The number of names is not the number of features, or one appears twice.</exception>
    public Dataset WithFeatureNames(IReadOnlyList<string>? names)
    {
        if (names is not null)
            CheckNames(names, InputSize, "features", nameof(names));
        IReadOnlyList<string> features = names is null ? Wording.Numbered("x", InputSize) : [.. names];
        var encoder = features.SequenceEqual(FeatureNames) ? Encoder : null;
        return new Dataset(_inputs, _targets, Count, _names with { Features = features, HasFeatures = names is not null, Encoder = encoder }, _sampleWeights);
    }

    /// <summary>The columns with these indices, as features of these names.</summary>
    internal Dataset Select(ReadOnlySpan<int> columns, IReadOnlyList<string> names)
    {
        if ((long)Count * columns.Length > Array.MaxLength)
            throw new ArgumentException(Wording.Of($"{Wording.Count(Count, "row")} of {Wording.Count(columns.Length, "float")} are more than fit in an array ({Array.MaxLength})."), nameof(columns));
        var inputs = new float[Count * columns.Length];
        for (var row = 0; row < Count; row++)
        {
            var input = _inputs.AsSpan(row * InputSize, InputSize);
            var selected = inputs.AsSpan(row * columns.Length, columns.Length);
            for (var index = 0; index < selected.Length; index++)
                selected[index] = input[columns[index]];
        }

        return new Dataset(inputs, _targets, Count, _names with { Features = [.. names], Encoder = Encoder?.Select(names) }, _sampleWeights);
    }
}
