using CsCheck;

namespace Compiled.Tests;

public sealed class MetricsTests
{
    [Fact]
    public void Accuracy_counts_the_rows_whose_largest_output_is_in_the_right_place() =>
        Assert.Equal(2.0 / 3, Metrics.Accuracy([0.7f, 0.2f, 0.1f, 0.1f, 0.2f, 0.7f, 0.4f, 0.3f, 0.3f], [1, 0, 0, 0, 0, 1, 0, 1, 0], 3));

    [Fact]
    public void A_tie_goes_to_the_lowest_index()
    {
        Assert.Equal(1, Metrics.Accuracy([0.4f, 0.4f, 0.2f], [1, 0, 0], 3));
        Assert.Equal(0, Metrics.Accuracy([0.4f, 0.4f, 0.2f], [0, 1, 0], 3));
    }

    [Theory]
    [InlineData(new[] { float.NaN, 0.9f, 0.1f }, 1)]
    [InlineData(new[] { 0.1f, float.NaN, 0.9f }, 2)]
    [InlineData(new[] { float.NaN, float.NaN, float.NaN }, 0)]
    [InlineData(new[] { float.NegativeInfinity, float.NegativeInfinity, -1e38f }, 2)]
    [InlineData(new[] { 1, float.PositiveInfinity, float.PositiveInfinity }, 1)]
    [InlineData(new[] { -0f, 0f, -1 }, 0)]
    public void NaN_is_never_the_largest(float[] outputs, int expected)
    {
        var target = new float[3];
        target[expected] = 1;
        Assert.Equal(1, Metrics.Accuracy(outputs, target, 3));
    }

    [Fact]
    public void Binary_accuracy_has_its_threshold_at_one_half_which_is_a_no()
    {
        Assert.Equal(0.75, Metrics.BinaryAccuracy([0.9f, 0.2f, 0.5f, 0.5f], [1, 0, 0, 1]));
        Assert.Equal(1, Metrics.BinaryAccuracy([float.NaN], [0]));
    }

    [Fact]
    public void Errors_are_those_computed_by_hand()
    {
        // Differences 1, −2, 0, 3.
        float[] outputs = [2, 0, 3, 7], targets = [1, 2, 3, 4];
        Assert.Equal(14 / 4.0, Metrics.MeanSquaredError(outputs, targets));
        Assert.Equal(6 / 4.0, Metrics.MeanAbsoluteError(outputs, targets));
        // Deviations from the mean 2.5: 2.25 + 0.25 + 0.25 + 2.25 = 5.
        Assert.Equal(1 - 14 / 5.0, Metrics.RSquared(outputs, targets));
    }

    [Fact]
    public void R2_of_several_outputs_is_their_average()
    {
        // Column 0: targets 0, 2, exact, R² 1. Column 1: targets 0, 2, predicted by their mean, R² 0.
        Assert.Equal(0.5, Metrics.RSquared([0, 1, 2, 1], [0, 0, 2, 2], 2));
    }

    [Theory]
    [InlineData(3f, 1.0)]
    [InlineData(4f, 0.0)]
    [InlineData(float.NaN, double.NaN)]
    public void R2_of_targets_that_never_change_says_whether_they_are_met(float output, double expected)
    {
        Assert.Equal(expected, Metrics.RSquared([output, 3, 3], [3, 3, 3]));
        Assert.Equal(expected, Metrics.RSquared([output], [3]));
    }

    [Fact]
    public void Sums_are_in_double_precision()
    {
        // In float the ones would vanish beside 2^26.
        var outputs = new float[1025];
        Array.Fill(outputs, 1);
        outputs[0] = 8192;
        Assert.Equal((67108864.0 + 1024) / 1025, Metrics.MeanSquaredError(outputs, new float[1025]));
    }

    [Fact]
    public void Errors_are_symmetric_scale_and_vanish_on_the_targets_themselves() =>
        Gen.Select(Gen.Int[-1000, 1000], Gen.Int[-1000, 1000]).Array[2, 100].Sample(pairs =>
        {
            float[] outputs = [.. pairs.Select(pair => (float)pair.Item1)], targets = [.. pairs.Select(pair => (float)pair.Item2)];
            float[] doubled = [.. outputs.Select(value => 2 * value)], doubledTargets = [.. targets.Select(value => 2 * value)];
            var (squared, absolute) = (Metrics.MeanSquaredError(outputs, targets), Metrics.MeanAbsoluteError(outputs, targets));
            Assert.Equal(squared, Metrics.MeanSquaredError(targets, outputs));
            Assert.Equal(absolute, Metrics.MeanAbsoluteError(targets, outputs));
            Assert.Equal(4 * squared, Metrics.MeanSquaredError(doubled, doubledTargets), 1e-6);
            Assert.Equal(2 * absolute, Metrics.MeanAbsoluteError(doubled, doubledTargets), 1e-9);
            Assert.True(absolute * absolute <= squared + 1e-6);
            Assert.Equal((0, 0, 1), (Metrics.MeanSquaredError(targets, targets), Metrics.MeanAbsoluteError(targets, targets), Metrics.RSquared(targets, targets)));
            Assert.True(Metrics.RSquared(outputs, targets) <= 1);
        });

    [Fact]
    public void Accuracy_does_not_care_about_the_order_of_rows_or_about_rising_transformations() =>
        Gen.Select(Gen.Int[-8, 8].Array[3], Gen.Int[0, 2]).Array[1, 40].Sample(rows =>
        {
            float[] Outputs(IEnumerable<(int[], int)> some, Func<int, float> map) => [.. some.SelectMany(row => row.Item1.Select(map))];
            float[] Targets(IEnumerable<(int[], int)> some) => [.. some.SelectMany(row => Enumerable.Range(0, 3).Select(index => index == row.Item2 ? 1f : 0))];
            var expected = Metrics.Accuracy(Outputs(rows, value => value), Targets(rows), 3);
            Assert.Equal(expected, Metrics.Accuracy(Outputs(rows.Reverse(), value => value), Targets(rows.Reverse()), 3));
            Assert.Equal(expected, Metrics.Accuracy(Outputs(rows, value => value * 3 + 7), Targets(rows), 3));
        });

    [Fact]
    public void Lengths_that_disagree_are_refused()
    {
        Assert.Contains("'outputs' has 4 floats, which is not a whole number of rows of 3", Assert.Throws<ArgumentException>(() => Metrics.Accuracy(new float[4], new float[4], 3)).Message);
        Assert.Contains("'targets' has 3 floats, but 2 rows of 3 need 6", Assert.Throws<ArgumentException>(() => Metrics.Accuracy(new float[6], new float[3], 3)).Message);
        Assert.Contains("'outputs' is empty", Assert.Throws<ArgumentException>(() => Metrics.MeanSquaredError([], [])).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Metrics.RSquared(new float[2], new float[2], 0));
    }
}
