using System.Text.Json;

namespace Compiled.Tests;

/// <summary>Metrics of one score per row are scikit-learn's.</summary>
public sealed class BinaryMetricTests
{
    private static readonly JsonElement Data = Fixture.Of("binary");
    private static readonly float[] Targets = Data.Floats("targets"), Scores = Data.Floats("scores");

    public static TheoryData<int> Cases => [0, 1];

    [Theory]
    [MemberData(nameof(Cases))]
    public void They_are_those_of_scikit_learn(int index)
    {
        var (expected, weights) = (Data.GetProperty("cases")[index], Weights(index));
        Assert.Equal(expected.Number("rocAuc"), Metrics.RocAuc(Scores, Targets, weights), Fixture.Tolerance);
        Assert.Equal(expected.Number("averagePrecision"), Metrics.AveragePrecision(Scores, Targets, weights), Fixture.Tolerance);
        Assert.Equal(expected.Number("logLoss"), Metrics.LogLoss(Scores, Targets, weights), Fixture.Tolerance);
        Assert.Equal(expected.Number("brier"), Metrics.BrierScore(Scores, Targets, weights), Fixture.Tolerance);
        var (predicted, actual) = (new int[Scores.Length], new int[Scores.Length]);
        Metrics.Decide(Scores, 1, predicted);
        Metrics.Decide(Targets, 1, actual);
        Assert.Equal(expected.Number("precision"), Metrics.Precision(predicted, actual, 2, Averaging.Binary, weights), Fixture.Tolerance);
        Assert.Equal(expected.Number("recall"), Metrics.Recall(predicted, actual, 2, Averaging.Binary, weights), Fixture.Tolerance);
        Assert.Equal(expected.Number("f1"), Metrics.F1(predicted, actual, 2, Averaging.Binary, weights), Fixture.Tolerance);
        Assert.Equal(expected.Number("matthews"), Metrics.MatthewsCorrelation(predicted, actual, 2, weights), Fixture.Tolerance);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_ROC_curve_is_that_of_scikit_learn(int index)
    {
        foreach (var (name, drops) in new[] { ("roc", true), ("rocFull", false) })
        {
            var expected = Data.GetProperty("cases")[index].GetProperty(name);
            var curve = RocCurve.Of(Scores, Targets, Weights(index), drops);
            Fixture.Equal(expected.Doubles("x"), curve.FalsePositiveRates);
            Fixture.Equal(expected.Doubles("y"), curve.TruePositiveRates);
            Assert.Equal(float.PositiveInfinity, curve.Thresholds[0]);
            Fixture.Equal(expected.Doubles("thresholds"), curve.Thresholds.Skip(1).Select(value => (double)value));
            Assert.Equal(Data.GetProperty("cases")[index].Number("rocAuc"), curve.Area, Fixture.Tolerance);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_precision_recall_curve_is_that_of_scikit_learn(int index)
    {
        var expected = Data.GetProperty("cases")[index].GetProperty("precisionRecall");
        var curve = PrecisionRecallCurve.Of(Scores, Targets, Weights(index));
        Fixture.Equal(expected.Doubles("x"), curve.Recalls);
        Fixture.Equal(expected.Doubles("y"), curve.Precisions);
        Fixture.Equal(expected.Doubles("thresholds"), curve.Thresholds.Select(value => (double)value));
        Assert.Equal(Data.GetProperty("cases")[index].Number("averagePrecision"), curve.AveragePrecision, Fixture.Tolerance);
    }

    [Fact]
    public void The_calibration_curve_is_that_of_scikit_learn()
    {
        foreach (var expected in Data.GetProperty("calibration").EnumerateArray())
        {
            var strategy = expected.GetProperty("strategy").GetString() == "uniform" ? CalibrationBins.Uniform : CalibrationBins.Quantile;
            var curve = CalibrationCurve.Of(Scores, Targets, (int)expected.Number("bins"), strategy);
            Fixture.Equal(expected.Doubles("x"), curve.PredictedProbabilities);
            Fixture.Equal(expected.Doubles("y"), curve.PositiveShares);
            Assert.Equal(Scores.Length, curve.Counts.Sum());
        }

        foreach (var expected in Data.GetProperty("calibrationError").EnumerateObject())
            Assert.Equal(expected.Value.GetDouble(), Metrics.ExpectedCalibrationError(Scores, Targets, int.Parse(expected.Name, System.Globalization.CultureInfo.InvariantCulture)), Fixture.Tolerance);
    }

    [Fact]
    public void A_column_of_several_classes_gives_the_curve_of_that_column()
    {
        float[] rows = [.. Scores.SelectMany(score => new[] { 1 - score, score })], oneHot = [.. Targets.SelectMany(target => new[] { 1 - target, target })];
        Assert.Equal(RocCurve.Of(Scores, Targets).TruePositiveRates, RocCurve.Of(rows, oneHot, 2, positive: 1).TruePositiveRates);
        Assert.Equal(PrecisionRecallCurve.Of(Scores, Targets).Precisions, PrecisionRecallCurve.Of(rows, oneHot, 2, positive: 1).Precisions);
        Assert.Equal(CalibrationCurve.Of(Scores, Targets).PositiveShares, CalibrationCurve.Of(rows, oneHot, 2, positive: 1).PositiveShares);
        Assert.Equal(RocCurve.Of(Scores, Targets).Area, RocCurve.Of(rows, oneHot, 2, positive: 0).Area, 1e-12);
        Assert.Throws<ArgumentOutOfRangeException>(() => RocCurve.Of(rows, oneHot, 2, positive: 2));
    }

    [Fact]
    public void Weights_count_rows_and_0_leaves_them_out()
    {
        float[] scores = [0.1f, 0.4f, 0.4f, 0.8f, 0.9f], targets = [0, 0, 1, 1, 0], weights = [2, 1, 3, 1, 0];
        float[] repeatedScores = [0.1f, 0.1f, 0.4f, 0.4f, 0.4f, 0.4f, 0.8f], repeatedTargets = [0, 0, 0, 1, 1, 1, 1];
        Assert.Equal(Metrics.RocAuc(repeatedScores, repeatedTargets), Metrics.RocAuc(scores, targets, weights), 1e-12);
        Assert.Equal(Metrics.AveragePrecision(repeatedScores, repeatedTargets), Metrics.AveragePrecision(scores, targets, weights), 1e-12);
        Assert.DoesNotContain(0.9f, RocCurve.Of(scores, targets, weights).Thresholds);
    }

    [Fact]
    public void A_class_alone_is_an_error_that_says_what_lacks()
    {
        var none = Assert.Throws<ArgumentException>(() => Metrics.RocAuc([0.1f, 0.2f], [0, 0]));
        Assert.StartsWith("ROC AUC is undefined: no target is positive, but it compares positive with negative rows. Judge rows of both kinds", none.Message, StringComparison.Ordinal);
        Assert.Contains("every target is positive", Assert.Throws<ArgumentException>(() => Metrics.RocAuc([0.1f, 0.2f], [1, 1])).Message, StringComparison.Ordinal);
        Assert.Contains("no target of class 2 is positive", Assert.Throws<ArgumentException>(() => Metrics.RocAuc([1, 0, 0, 0, 1, 0], [1, 0, 0, 0, 1, 0], 3)).Message, StringComparison.Ordinal);
        Assert.StartsWith("Average precision is undefined", Assert.Throws<ArgumentException>(() => Metrics.AveragePrecision([0.1f], [0])).Message, StringComparison.Ordinal);
        Assert.StartsWith("A ROC curve is undefined", Assert.Throws<ArgumentException>(() => RocCurve.Of([0.1f], [0])).Message, StringComparison.Ordinal);
        Assert.StartsWith("A precision-recall curve is undefined", Assert.Throws<ArgumentException>(() => PrecisionRecallCurve.Of([0.1f], [0])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NaN_gives_NaN_and_no_curve()
    {
        float[] scores = [0.1f, float.NaN, 0.3f], targets = [0, 1, 1];
        Assert.Equal(double.NaN, Metrics.RocAuc(scores, targets));
        Assert.Equal(double.NaN, Metrics.AveragePrecision(scores, targets));
        Assert.Equal(double.NaN, Metrics.LogLoss(scores, targets));
        Assert.Equal(double.NaN, Metrics.BrierScore(scores, targets));
        Assert.Equal(double.NaN, Metrics.ExpectedCalibrationError(scores, targets));
        Assert.Contains("a score is NaN", Assert.Throws<ArgumentException>(() => RocCurve.Of(scores, targets)).Message, StringComparison.Ordinal);
        Assert.Contains("a score is NaN", Assert.Throws<ArgumentException>(() => PrecisionRecallCurve.Of(scores, targets)).Message, StringComparison.Ordinal);
        Assert.Contains("Row 1 has the probability NaN", Assert.Throws<ArgumentException>(() => CalibrationCurve.Of(scores, targets)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_probability_is_named_with_its_value()
    {
        Assert.StartsWith("Log-loss needs probabilities from 0 to 1, but an output is 1.5", Assert.Throws<ArgumentException>(() => Metrics.LogLoss([1.5f], [1])).Message, StringComparison.Ordinal);
        Assert.StartsWith("The Brier score needs probabilities", Assert.Throws<ArgumentException>(() => Metrics.BrierScore([-1], [1])).Message, StringComparison.Ordinal);
        Assert.StartsWith("The calibration error needs probabilities", Assert.Throws<ArgumentException>(() => Metrics.ExpectedCalibrationError([-1], [1])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new[] { 1f }, "'weights' has 1 weight, but there are 2 rows")]
    [InlineData(new[] { 1f, -1f }, "'weights' has -1 for row 1")]
    [InlineData(new[] { float.NaN, 1f }, "'weights' has NaN for row 0")]
    [InlineData(new[] { 0f, 0f }, "'weights' is 0 for every row")]
    public void Wrong_weights_are_named(float[] weights, string message) =>
        Assert.StartsWith(message, Assert.Throws<ArgumentException>(() => Metrics.RocAuc([0.1f, 0.2f], [0, 1], weights)).Message, StringComparison.Ordinal);

    [Fact]
    public void They_leave_nothing_to_the_garbage_collector()
    {
        Run();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var count = 0; count < 10; count++)
            Run();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        static void Run()
        {
            _ = Metrics.RocAuc(Scores, Targets) + Metrics.AveragePrecision(Scores, Targets) + Metrics.LogLoss(Scores, Targets) + Metrics.BrierScore(Scores, Targets)
                + Metrics.ConcordanceIndex(Scores, Targets) + Metrics.MedianAbsoluteError(Scores, Targets);
            ReadOnlySpan<int> labels = [0, 1, 1, 0];
            _ = Metrics.F1(labels, labels, 2) + Metrics.BalancedAccuracy(labels, labels, 2) + Metrics.MatthewsCorrelation(labels, labels, 2);
        }
    }

    private static float[] Weights(int index) => index == 0 ? [] : Data.Floats("weights");
}
