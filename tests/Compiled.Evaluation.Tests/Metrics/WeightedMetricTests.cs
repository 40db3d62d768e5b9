using System.Globalization;
using System.Text.Json;

namespace Compiled.Tests;

/// <summary>Calibration and concordance with sample weights: the values of Fixtures/weighted.py.</summary>
public sealed class WeightedMetricTests
{
    private static readonly JsonElement Expected = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Fixtures", "weighted.json"))).RootElement;
    private static readonly JsonElement Binary = Fixture.Of("binary"), Classes = Fixture.Of("classes"), Numbers = Fixture.Of("numbers");
    private static readonly float[] Scores = Binary.Floats("scores"), Targets = Binary.Floats("targets"), Weights = Binary.Floats("weights");

    [Fact]
    public void The_calibration_curve_has_weighted_means()
    {
        var curve = CalibrationCurve.Of(Scores, Targets, weights: Weights);
        Fixture.Equal(Expected.Doubles("x"), curve.PredictedProbabilities);
        Fixture.Equal(Expected.Doubles("y"), curve.PositiveShares);
        Fixture.Equal(Expected.Doubles("totals"), curve.Weights);
        Assert.Equal(Weights.Count(static weight => weight > 0), curve.Counts.Sum());
        float[] both = [.. Scores.SelectMany(static score => new[] { 1 - score, score })], oneHot = [.. Targets.SelectMany(static target => new[] { 1 - target, target })];
        Assert.Equal(curve.PositiveShares, CalibrationCurve.Of(both, oneHot, 2, positive: 1, weights: Weights).PositiveShares);
    }

    [Fact]
    public void The_calibration_error_is_weighted()
    {
        foreach (var expected in Expected.GetProperty("binaryError").EnumerateObject())
            Assert.Equal(expected.Value.GetDouble(), Metrics.ExpectedCalibrationError(Scores, Targets, Bins(expected), Weights), Fixture.Tolerance);
        var (rows, oneHot) = (Classes.Floats("scores"), Fixture.OneHot(Classes.Labels("labels"), 4));
        foreach (var expected in Expected.GetProperty("classesError").EnumerateObject())
            Assert.Equal(expected.Value.GetDouble(), Metrics.ExpectedCalibrationError(rows, oneHot, 4, Bins(expected), Classes.Floats("weights")), Fixture.Tolerance);
    }

    [Fact]
    public void Concordance_is_weighted_by_pairs_and_is_the_weighted_area_of_yes_and_no()
    {
        Assert.Equal(Expected.Number("concordance"), Metrics.ConcordanceIndex(First("outputs"), First("targets"), weights: Numbers.Floats("weights")), 1e-12);
        Assert.Equal(Binary.GetProperty("cases")[1].Number("rocAuc"), Metrics.ConcordanceIndex(Scores, Targets, weights: Weights), 1e-12);
        // Pairs (0, 1) of weight 2 and (0, 2) of weight 6 count; the first of them is in order.
        Assert.Equal(0.25, Metrics.ConcordanceIndex([2, 3, 1], [1, 2, 3], [true, false, true], [2, 1, 3]));
    }

    [Fact]
    public void Weights_of_one_change_nothing_and_wrong_ones_are_named()
    {
        var ones = Enumerable.Repeat(1f, Scores.Length).ToArray();
        Assert.Equal(Metrics.ExpectedCalibrationError(Scores, Targets), Metrics.ExpectedCalibrationError(Scores, Targets, weights: ones));
        Assert.Equal(Metrics.ConcordanceIndex(Scores, Targets), Metrics.ConcordanceIndex(Scores, Targets, weights: ones));
        var few = Assert.Throws<ArgumentException>(() => Metrics.ConcordanceIndex([1, 2], [5, 6], weights: [1]));
        Assert.StartsWith("'weights' has 1 weight, but there are 2 rows", few.Message, StringComparison.Ordinal);
        Assert.StartsWith("'weights' has -1 for row 1", Assert.Throws<ArgumentException>(() => Metrics.ExpectedCalibrationError([0, 1], [0, 1], weights: [1, -1])).Message, StringComparison.Ordinal);
        Assert.StartsWith("'weights' has NaN for row 0", Assert.Throws<ArgumentException>(() => CalibrationCurve.Of([0, 1], [0, 1], weights: [float.NaN, 1])).Message, StringComparison.Ordinal);
        // Only one target is left with a weight.
        Assert.StartsWith("The concordance index is undefined", Assert.Throws<ArgumentException>(() => Metrics.ConcordanceIndex([1, 2], [5, 6], weights: [1, 0])).Message, StringComparison.Ordinal);
    }

    private static int Bins(JsonProperty expected) => int.Parse(expected.Name, CultureInfo.InvariantCulture);

    /// <summary>The first column.</summary>
    private static float[] First(string name) => [.. Numbers.Floats(name).Where((_, index) => index % 2 == 0)];
}
