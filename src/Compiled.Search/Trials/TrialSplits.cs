namespace Compiled.Searching;

/// <summary>The rows that trials train on and those that judge, made once and shared by all trials and threads.</summary>
internal sealed class TrialSplits
{
    private TrialSplits(IReadOnlyList<(Dataset Train, Dataset Validation)> parts) => Parts = parts;

    /// <summary>One for each fold, or the only one.</summary>
    public IReadOnlyList<(Dataset Train, Dataset Validation)> Parts { get; }

    /// <summary>Splits the data as the definition says.</summary>
    /// <exception cref="ArgumentException">The data cannot be split so.</exception>
    public static TrialSplits Of(SearchDefinition definition, SearchData data)
    {
        var (dataset, validation) = (data.Dataset, definition.Validation);
        if (validation.Folds == 0)
        {
            var (train, test) = data.Groups is { } groups
                ? dataset.GroupSplit(groups, 1 - validation.Fraction, definition.Seed)
                : dataset.Split(1 - validation.Fraction, definition.Seed);
            return new([(train, test)]);
        }

        var folds = data.Groups is { } grouping
            ? dataset.GroupKFold(grouping, validation.Folds, definition.Seed, stratify: dataset.ClassNames.Count > 0)
            : dataset.KFold(validation.Folds, definition.Seed);
        return new([.. folds.Select(static fold => (fold.Train, fold.Test))]);
    }
}
