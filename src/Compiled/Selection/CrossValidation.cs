namespace Compiled;

/// <summary>Trains and judges a network several times, each time on other rows: how good a recipe is, and how much that depends on the rows.</summary>
/// <remarks>
/// Runs one after the other on the calling thread; the training itself may use threads. Everything that is learned from data, a standardisation or an early stop, belongs into the function that
/// trains, so that the judged rows stay unseen. The baseline of each evaluation is learned from the training rows of its fold.
/// </remarks>
public static class CrossValidation
{
    /// <summary>Trains on each fold's training rows and judges its others.</summary>
    /// <param name="folds">The folds: <c>data.KFold(5, seed: 1)</c>, or those of groups.</param>
    /// <param name="train">Makes a trained network from the training rows and the number of the fold, which is a good seed.</param>
    /// <param name="options">Metrics, intervals, threshold; null for the defaults.</param>
    /// <exception cref="ArgumentException">There are no folds, or a dataset does not fit the network.</exception>
    /// <example><code>var result = CrossValidation.Run(data.KFold(5, seed: 1), (rows, fold) => Train(rows, seed: fold));</code></example>
    public static CrossValidationResult<TNetwork> Run<TNetwork>(IEnumerable<Fold> folds, Func<Dataset, int, TNetwork> train, EvaluationOptions? options = null)
        where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(folds);
        return Judge(folds.Select(static fold => (fold.Train, fold.Test)), train, options);
    }

    /// <summary>The same of rows that the caller has chosen.</summary>
    /// <param name="data">The dataset.</param>
    /// <param name="folds">For each fold the indices of the rows to train on, and of those to judge.</param>
    /// <param name="train">Makes a trained network from the training rows and the number of the fold.</param>
    /// <param name="options">Metrics, intervals, threshold; null for the defaults.</param>
    /// <exception cref="ArgumentException">There are no folds, a part of one is empty, a row is in both parts, or the dataset does not fit the network.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An index is out of range.</exception>
    public static CrossValidationResult<TNetwork> Run<TNetwork>(
        Dataset data, IReadOnlyList<(int[] Train, int[] Test)> folds, Func<Dataset, int, TNetwork> train, EvaluationOptions? options = null)
        where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(folds);
        for (var fold = 0; fold < folds.Count; fold++)
        {
            var (training, test) = folds[fold];
            if (training is null or [] || test is null or [])
                throw new ArgumentException(Wording.Of($"Fold {fold} has {training?.Length ?? 0} rows to train on and {test?.Length ?? 0} to judge, but needs at least one of each."), nameof(folds));
            var seen = new HashSet<int>(training);
            foreach (var row in test)
                if (seen.Contains(row))
                    throw new ArgumentException(Wording.Of($"Row {row} of fold {fold} is to be trained on and judged, which would flatter the network: put it in one of the two."), nameof(folds));
        }

        return Judge(folds.Select(fold => (data.Subset(fold.Train), data.Subset(fold.Test))), train, options);
    }

    /// <summary>Splits the data again and again, each time with another seed; classes are stratified as in <see cref="Dataset.Split"/>.</summary>
    /// <param name="data">The dataset.</param>
    /// <param name="repeats">Number of splits, at least 1.</param>
    /// <param name="fraction">The fraction of the rows to train on, between 0 and 1.</param>
    /// <param name="seed">The seed of the first split; the others have the following ones.</param>
    /// <param name="train">Makes a trained network from the training rows and the number of the split.</param>
    /// <param name="options">Metrics, intervals, threshold; null for the defaults.</param>
    /// <exception cref="ArgumentException">The dataset does not fit the network.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are no repeats, or the fraction leaves one part without rows.</exception>
    public static CrossValidationResult<TNetwork> RepeatedSplits<TNetwork>(
        Dataset data, int repeats, double fraction, long seed, Func<Dataset, int, TNetwork> train, EvaluationOptions? options = null)
        where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfLessThan(repeats, 1);
        return Judge(Enumerable.Range(0, repeats).Select(repeat => data.Split(fraction, unchecked(seed + repeat))), train, options);
    }

    private static CrossValidationResult<TNetwork> Judge<TNetwork>(
        IEnumerable<(Dataset Train, Dataset Test)> folds, Func<Dataset, int, TNetwork> train, EvaluationOptions? options)
        where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(train);
        var (networks, evaluations) = (new List<TNetwork>(), new List<Evaluation>());
        foreach (var (training, test) in folds)
        {
            var network = train(training, networks.Count) ?? throw new ArgumentException(Wording.Of($"The function that trains has returned null for fold {networks.Count}."), nameof(train));
            evaluations.Add(network.Evaluate(test, (options ?? new EvaluationOptions()) with { Training = training }));
            networks.Add(network);
        }

        return networks.Count > 0 ? new(networks, evaluations) : throw new ArgumentException("There are no folds: pass at least one, such as those of data.KFold(5).", nameof(folds));
    }
}
