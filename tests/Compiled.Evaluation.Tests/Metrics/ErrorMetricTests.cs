using System.Text.Json;

namespace Compiled.Tests;

/// <summary>Errors of numbers are scikit-learn's.</summary>
public sealed class ErrorMetricTests
{
    private static readonly JsonElement Data = Fixture.Of("numbers");
    private static readonly float[] Targets = Data.Floats("targets"), Outputs = Data.Floats("outputs");

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void They_are_those_of_scikit_learn(int index)
    {
        var expected = Data.GetProperty("cases")[index];
        float[] weights = index == 0 ? [] : Data.Floats("weights");
        Assert.Equal(expected.Number("medianAbsoluteError"), Metrics.MedianAbsoluteError(Outputs, Targets, 2, weights), Fixture.Tolerance);
        Assert.Equal(expected.Number("meanAbsolutePercentageError"), Metrics.MeanAbsolutePercentageError(Outputs, Targets, 2, weights), Fixture.Tolerance);
        Assert.Equal(expected.Number("pinball"), Metrics.PinballLoss(Outputs, Targets, 0.3, 2, weights), Fixture.Tolerance);
        Assert.Equal(expected.Number("poissonDeviance"), Metrics.MeanPoissonDeviance(First("rates"), First("counts"), 1, weights), Fixture.Tolerance);
    }

    [Fact]
    public void Concordance_is_the_share_of_pairs_in_the_right_order()
    {
        Assert.Equal(Data.Number("concordance"), Metrics.ConcordanceIndex(First("outputs"), First("targets")), 1e-12);
        Assert.Equal(0.5, Metrics.ConcordanceIndex([3, 3, 3], [1, 2, 3]));
        Assert.Equal(0, Metrics.ConcordanceIndex([3, 2, 1], [1, 2, 3]));
        // Pairs (1, 2) and (1, 3) count, (2, 3) does not: the event of the second row was not observed.
        Assert.Equal(0.5, Metrics.ConcordanceIndex([2, 3, 1], [1, 2, 3], [true, false, true]));
    }

    [Fact]
    public void Of_yes_and_no_concordance_is_the_area_under_the_ROC_curve()
    {
        var data = Fixture.Of("binary");
        Assert.Equal(data.GetProperty("cases")[0].Number("rocAuc"), Metrics.ConcordanceIndex(data.Floats("scores"), data.Floats("targets")), 1e-12);
    }

    [Fact]
    public void What_does_not_fit_is_named()
    {
        Assert.StartsWith("Row 1 has the output 0, but the Poisson deviance needs rates above 0", Assert.Throws<ArgumentException>(() => Metrics.MeanPoissonDeviance([1, 0], [1, 1])).Message, StringComparison.Ordinal);
        Assert.StartsWith("Row 0 has the target -1, but", Assert.Throws<ArgumentException>(() => Metrics.MeanPoissonDeviance([1], [-1])).Message, StringComparison.Ordinal);
        Assert.StartsWith("The concordance index is undefined", Assert.Throws<ArgumentException>(() => Metrics.ConcordanceIndex([1, 2], [5, 5])).Message, StringComparison.Ordinal);
        Assert.StartsWith("'observed' has 1 value, but there are 2 rows", Assert.Throws<ArgumentException>(() => Metrics.ConcordanceIndex([1, 2], [5, 6], [true])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Metrics.PinballLoss([1], [1], 1, 1));
    }

    [Fact]
    public void NaN_carries_through()
    {
        Assert.Equal(double.NaN, Metrics.MedianAbsoluteError([1, float.NaN], [1, 1]));
        Assert.Equal(double.NaN, Metrics.MeanAbsolutePercentageError([1, float.NaN], [1, 1]));
        Assert.Equal(double.NaN, Metrics.MeanPoissonDeviance([1, float.NaN], [1, 1]));
        Assert.Equal(double.NaN, Metrics.ConcordanceIndex([1, float.NaN], [1, 2]));
    }

    /// <summary>The first column.</summary>
    private static float[] First(string name) => [.. Data.Floats(name).Where((_, index) => index % 2 == 0)];
}
