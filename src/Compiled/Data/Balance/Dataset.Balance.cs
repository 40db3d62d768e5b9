using Compiled.Numerics;

namespace Compiled;

public sealed partial class Dataset
{
    /// <summary>A weight for each class that makes all classes count equally: n / (k · n_c) for n rows, of which n_c are of class c, and k classes that have rows.</summary>
    /// <remarks>
    /// scikit-learn's <c>compute_class_weight("balanced")</c>, for <see cref="TrainerOptions.ClassWeights"/>. A class without rows has weight 0. The mean
    /// weight over the rows is 1. Rows are counted, whatever their <see cref="SampleWeights"/>.
    /// </remarks>
    /// <returns>One weight per class, in order: two for a single target of 0 and 1.</returns>
    /// <exception cref="InvalidOperationException">The targets are not classes.</exception>
    public float[] BalancedClassWeights()
    {
        var counts = RowsOfClasses(ClassLabels("so there are no classes to balance: use a dataset with one-hot targets or targets of 0 and 1"));
        var present = counts.Count(static count => count > 0);
        return [.. counts.Select(count => count == 0 ? 0 : (float)(Count / ((double)present * count)))];
    }

    /// <summary>The same rows with weights that make all classes count equally in training: those of <see cref="BalancedClassWeights"/>, for each row.</summary>
    /// <remarks>
    /// scikit-learn's <c>compute_sample_weight("balanced")</c>. Weights that the rows already have are multiplied, as its estimators do. Only for training data: an evaluation of
    /// weighted rows would still count them equally.
    /// </remarks>
    /// <exception cref="InvalidOperationException">The targets are not classes.</exception>
    public Dataset WithBalancedWeights()
    {
        var classWeights = BalancedClassWeights();
        var weights = new float[Count];
        for (var row = 0; row < Count; row++)
            weights[row] = classWeights[Label(row)] * (_sampleWeights.Length == 0 ? 1 : _sampleWeights[row]);
        return WithSampleWeights(weights);
    }

    /// <summary>All rows, and of each smaller class as many rows again, drawn at random, as it needs to be as large as the largest.</summary>
    /// <remarks>
    /// imbalanced-learn's <c>RandomOverSampler</c>. The rows of the dataset come first, then the drawn ones, class by class. Only for training data: split first, since copies of a row on
    /// both sides make the evaluation too good. Classes without rows stay so.
    /// </remarks>
    /// <param name="seed">Selects the rows; the same seed selects the same rows on every machine.</param>
    /// <exception cref="InvalidOperationException">The targets are not classes.</exception>
    public Dataset OverSample(long seed = 0)
    {
        var byClass = RowsByClass();
        var most = byClass.Max(static rows => rows.Count);
        var random = new SeededRandom(seed);
        List<int> chosen = [.. Enumerable.Range(0, Count)];
        foreach (var rows in byClass.Where(static rows => rows.Count > 0))
        {
            for (var missing = most - rows.Count; missing > 0; missing--)
                chosen.Add(rows[random.NextInt32(rows.Count)]);
        }

        return Subset([.. chosen]);
    }

    /// <summary>Of each class as many rows, drawn at random without repetition, as the smallest class has.</summary>
    /// <remarks>imbalanced-learn's <c>RandomUnderSampler</c>. The rows stay in the order of the dataset. Classes without rows are not counted as the smallest.</remarks>
    /// <param name="seed">Selects the rows; the same seed selects the same rows on every machine.</param>
    /// <exception cref="InvalidOperationException">The targets are not classes.</exception>
    public Dataset UnderSample(long seed = 0)
    {
        var byClass = RowsByClass();
        var fewest = byClass.Where(static rows => rows.Count > 0).Min(static rows => rows.Count);
        var random = new SeededRandom(seed);
        List<int> chosen = [];
        foreach (var rows in byClass)
        {
            int[] shuffled = [.. rows];
            random.Shuffle(shuffled);
            chosen.AddRange(shuffled.Take(fewest));
        }

        chosen.Sort();
        return Subset([.. chosen]);
    }

    private List<int>[] RowsByClass()
    {
        var labels = ClassLabels("so there are no classes to balance: use a dataset with one-hot targets or targets of 0 and 1");
        List<int>[] byClass = [.. Enumerable.Range(0, ClassCount).Select(static _ => new List<int>())];
        for (var row = 0; row < labels.Length; row++)
            byClass[labels[row]].Add(row);
        return byClass;
    }
}
