namespace Compiled.Tests;

/// <summary>Weights and samples that make classes count equally.</summary>
public sealed class BalanceTests
{
    private static readonly int[] Labels = [0, 0, 0, 0, 0, 0, 1, 1, 1, 3];

    [Fact]
    public void Balanced_weights_are_those_of_scikit_learn()
    {
        var rows = GroupTests.Fixture();
        var data = Dataset.FromLabels(new float[rows.Count], [.. rows.Select(static row => (int)row[1])], 3).WithBalancedWeights();
        Assert.All(rows.Select(static (row, index) => (row[4], index)), row => Assert.Equal(row.Item1, data.SampleWeights[row.index], 1e-6));
        Assert.Equal(rows.Count, data.SampleWeights.ToArray().Sum(static weight => (double)weight), 1e-3);
    }

    [Fact]
    public void A_class_without_rows_has_no_weight_and_weights_of_rows_are_multiplied()
    {
        var data = Numbered();
        // 10 rows, 3 classes with rows.
        Assert.Equal([10f / 18, 10f / 9, 0, 10f / 3], data.BalancedClassWeights());
        var weighted = data.WithSampleWeights([2, 1, 1, 1, 1, 1, 1, 1, 0, 1]).WithBalancedWeights();
        Assert.Equal([20f / 18, 10f / 18, 10f / 18, 10f / 18, 10f / 18, 10f / 18, 10f / 9, 10f / 9, 0, 10f / 3], weighted.SampleWeights);
        float[] binary = [0, 0, 0, 1];
        Assert.Equal([4f / 6, 2], Dataset.FromMemory(binary, binary, 1, 1).BalancedClassWeights());
    }

    [Fact]
    public void Over_sampling_repeats_rows_of_the_smaller_classes_until_all_are_equal()
    {
        var sampled = Numbered().OverSample(seed: 2);
        Assert.Equal([6, 6, 0, 6], Support(sampled));
        Assert.Equal(Numbered().Inputs, sampled.Inputs[..10]);
        Assert.All(Enumerable.Range(0, sampled.Count), row => Assert.Equal(Labels[(int)sampled.Input(row)[0]], sampled.Label(row)));
        Assert.Equal(sampled.Inputs, Numbered().OverSample(seed: 2).Inputs);
        Assert.NotEqual(sampled.Inputs.ToArray(), Numbered().OverSample(seed: 3).Inputs.ToArray());
    }

    [Fact]
    public void Under_sampling_keeps_different_rows_of_each_class_as_many_as_the_smallest_has()
    {
        var data = Numbered([0, 0, 0, 0, 0, 0, 1, 1, 1, 3, 3]);
        var sampled = data.UnderSample(seed: 1);
        Assert.Equal([2, 2, 0, 2], Support(sampled));
        Assert.Equal(6, sampled.Inputs.ToArray().Distinct().Count());
        Assert.Equal(sampled.Inputs.ToArray().Order(), sampled.Inputs.ToArray());
        Assert.Equal(sampled.Inputs, data.UnderSample(seed: 1).Inputs);
        Assert.Contains(Enumerable.Range(2, 20), seed => !data.UnderSample(seed).Inputs.SequenceEqual(sampled.Inputs));
    }

    [Fact]
    public void Targets_that_are_not_classes_cannot_be_balanced()
    {
        float[] numbers = [0, 1, 2];
        var data = Dataset.FromMemory(numbers, numbers, 1, 1);
        foreach (var balance in new Action[] { () => data.BalancedClassWeights(), () => data.WithBalancedWeights(), () => data.OverSample(), () => data.UnderSample(), () => data.Smote() })
            Assert.Contains("The targets of row 2 are not a class (neither one-hot nor a single 0 or 1), so there are no classes to balance", Assert.Throws<InvalidOperationException>(balance).Message);
    }

    internal static int[] Support(Dataset data) =>
        [.. Enumerable.Range(0, data.TargetSize).Select(label => Enumerable.Range(0, data.Count).Count(row => data.Label(row) == label))];

    private static Dataset Numbered(int[]? labels = null)
    {
        labels ??= Labels;
        return Dataset.FromLabels([.. Enumerable.Range(0, labels.Length).Select(static row => (float)row)], labels, 4);
    }
}
