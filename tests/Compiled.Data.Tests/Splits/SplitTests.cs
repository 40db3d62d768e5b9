using CsCheck;

namespace Compiled.Tests;

public sealed class SplitTests
{
    /// <summary>Each row's only feature is its number, so that rows can be told apart afterwards.</summary>
    private static Dataset Numbered(int[] labels, int classCount) =>
        Dataset.FromLabels([.. Enumerable.Range(0, labels.Length).Select(row => (float)row)], labels, classCount);

    private static Dataset Regression(int rows)
    {
        float[] numbers = [.. Enumerable.Range(0, rows).Select(row => (float)row)];
        return Dataset.FromMemory(numbers, numbers, 1, 1);
    }

    private static readonly Gen<(int[] Labels, double Fraction, long Seed)> Cases =
        Gen.Select(Gen.Int[0, 4].Array[2, 200], Gen.Double[0.01, 0.99], Gen.Long)
            .Where(example => (int)Math.Round(example.Item2 * example.Item1.Length, MidpointRounding.AwayFromZero) is var count
                              && count > 0 && count < example.Item1.Length);

    [Fact]
    public void Both_parts_together_hold_every_row_once_with_its_own_target() => Cases.Sample(example =>
    {
        var data = Numbered(example.Labels, 5);
        var (train, test) = data.Split(example.Fraction, example.Seed);
        Assert.Equal(Enumerable.Range(0, data.Count), train.Inputs.ToArray().Concat(test.Inputs.ToArray()).Select(value => (int)value).Order());
        foreach (var part in new[] { train, test })
            for (var row = 0; row < part.Count; row++)
                Assert.Equal(example.Labels[(int)part.Input(row)[0]], part.Label(row));
    });

    [Fact]
    public void The_training_part_has_exactly_the_rounded_share() => Cases.Sample(example =>
    {
        var expected = (int)Math.Round(example.Fraction * example.Labels.Length, MidpointRounding.AwayFromZero);
        Assert.Equal(expected, Numbered(example.Labels, 5).Split(example.Fraction, example.Seed).Train.Count);
        Assert.Equal(expected, Numbered(example.Labels, 5).Split(example.Fraction, example.Seed, stratify: false).Train.Count);
    });

    [Fact]
    public void A_stratified_split_gives_each_class_its_share_within_one_row() => Cases.Sample(example =>
    {
        var (train, _) = Numbered(example.Labels, 5).Split(example.Fraction, example.Seed);
        for (var label = 0; label < 5; label++)
        {
            var share = example.Fraction * example.Labels.Count(other => other == label);
            var got = Enumerable.Range(0, train.Count).Count(row => train.Label(row) == label);
            Assert.InRange(got, Math.Floor(share - 1e-9), Math.Ceiling(share + 1e-9));
        }
    });

    [Fact]
    public void The_same_seed_gives_the_same_split_and_another_seed_another()
    {
        var data = Regression(100);
        Assert.Equal(data.Split(0.7, 5).Train.Inputs, data.Split(0.7, 5).Train.Inputs);
        Assert.NotEqual(data.Split(0.7, 5).Train.Inputs.ToArray(), data.Split(0.7, 6).Train.Inputs.ToArray());
    }

    [Fact]
    public void Equal_classes_are_split_equally()
    {
        var (train, test) = Numbered([.. Enumerable.Range(0, 150).Select(row => row / 50)], 3).Split(0.8, seed: 1);
        Assert.Equal([40, 40, 40], Support(train));
        Assert.Equal([10, 10, 10], Support(test));
    }

    [Fact]
    public void Leftover_rows_go_to_the_largest_remainders()
    {
        // Half of 5, 3 and 2 rows: 2.5, 1.5 and 1. The total of 5 has one row left, and of equal remainders the lowest class gets it.
        var (train, test) = Numbered([0, 0, 0, 0, 0, 1, 1, 1, 2, 2], 3).Split(0.5, seed: 3);
        Assert.Equal([3, 1, 1], Support(train));
        Assert.Equal([2, 2, 1], Support(test));
    }

    [Fact]
    public void A_rare_class_may_be_split_by_chance_if_asked()
    {
        var data = Numbered([.. Enumerable.Range(0, 100).Select(row => row < 50 ? 0 : 1)], 2);
        var unbalanced = Enumerable.Range(0, 20).Count(seed => Support(data.Split(0.5, seed, stratify: false).Train)[0] != 25);
        Assert.InRange(unbalanced, 1, 20);
    }

    [Fact]
    public void Targets_of_0_and_1_can_be_stratified_on_request()
    {
        float[] targets = [.. Enumerable.Range(0, 40).Select(row => row < 10 ? 1f : 0)];
        var (train, _) = Dataset.FromMemory(targets, targets, 1, 1).Split(0.5, seed: 1, stratify: true);
        Assert.Equal(5, train.Targets.Count(1f));
    }

    [Fact]
    public void Targets_that_are_no_classes_cannot_be_stratified()
    {
        var message = Assert.Throws<InvalidOperationException>(() => Regression(10).Split(0.5, 1, stratify: true)).Message;
        Assert.Contains("The targets of row 2 are not a class", message);
        Assert.Contains("stratify: false", message);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(1.0)]
    [InlineData(-0.5)]
    [InlineData(75.0)]
    [InlineData(double.NaN)]
    public void A_fraction_outside_0_and_1_is_refused(double fraction) =>
        Assert.Contains("must be between 0 and 1", Assert.Throws<ArgumentOutOfRangeException>(() => Regression(10).Split(fraction, 1)).Message);

    [Theory]
    [InlineData(0.01, "gives 0 of 10 rows")]
    [InlineData(0.99, "gives 10 of 10 rows")]
    public void A_fraction_that_leaves_a_part_empty_is_refused(double fraction, string message) =>
        Assert.Contains(message, Assert.Throws<ArgumentOutOfRangeException>(() => Regression(10).Split(fraction, 1)).Message);

    [Fact]
    public void Shuffling_keeps_the_rows_and_follows_the_seed()
    {
        var data = Regression(50);
        var shuffled = data.Shuffled(1);
        Assert.NotEqual(data.Inputs.ToArray(), shuffled.Inputs.ToArray());
        Assert.Equal(data.Inputs, shuffled.Inputs.ToArray().Order().ToArray());
        Assert.Equal(shuffled.Inputs, shuffled.Targets);
        Assert.Equal(shuffled.Inputs, data.Shuffled(1).Inputs);
        Assert.NotEqual(shuffled.Inputs.ToArray(), data.Shuffled(2).Inputs.ToArray());
    }

    private static int[] Support(Dataset data) =>
        [.. Enumerable.Range(0, data.ClassNames.Count).Select(label => Enumerable.Range(0, data.Count).Count(row => data.Label(row) == label))];
}
