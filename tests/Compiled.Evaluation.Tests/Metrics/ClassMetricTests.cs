using System.Text.Json;

namespace Compiled.Tests;

/// <summary>Metrics of several classes are scikit-learn's.</summary>
public sealed class ClassMetricTests
{
    private const int Classes = 4;

    private static readonly JsonElement Data = Fixture.Of("classes");
    private static readonly int[] Actual = Data.Labels("labels"), Predicted = Data.Labels("predicted");
    private static readonly float[] Scores = Data.Floats("scores"), Targets = Fixture.OneHot(Actual, Classes);

    public static TheoryData<int> Cases => [0, 1];

    [Theory]
    [MemberData(nameof(Cases))]
    public void They_are_those_of_scikit_learn(int index)
    {
        var (expected, weights) = (Data.GetProperty("cases")[index], Weights(index));
        Equal("balancedAccuracy", Metrics.BalancedAccuracy(Predicted, Actual, Classes, weights));
        Equal("matthews", Metrics.MatthewsCorrelation(Predicted, Actual, Classes, weights));
        Equal("kappa", Metrics.CohenKappa(Predicted, Actual, Classes, weights: weights));
        Equal("kappaLinear", Metrics.CohenKappa(Predicted, Actual, Classes, KappaWeighting.Linear, weights));
        Equal("kappaQuadratic", Metrics.CohenKappa(Predicted, Actual, Classes, KappaWeighting.Quadratic, weights));
        Equal("logLoss", Metrics.LogLoss(Scores, Targets, Classes, weights));
        Equal("brier", Metrics.BrierScore(Scores, Targets, Classes, weights));
        for (var k = 1; k <= 3; k++)
            Equal($"top{k}", Metrics.TopKAccuracy(Scores, Targets, Classes, k, weights));

        void Equal(string name, double actual) => Assert.Equal(expected.Number(name), actual, Fixture.Tolerance);
    }

    [Theory]
    [InlineData(0, Averaging.Macro)]
    [InlineData(0, Averaging.Micro)]
    [InlineData(0, Averaging.Weighted)]
    [InlineData(1, Averaging.Macro)]
    [InlineData(1, Averaging.Micro)]
    [InlineData(1, Averaging.Weighted)]
    public void Averages_are_those_of_scikit_learn(int index, Averaging averaging)
    {
        var (expected, weights, name) = (Data.GetProperty("cases")[index], Weights(index), averaging.ToString().ToLowerInvariant());
        Assert.Equal(expected.Number($"precision_{name}"), Metrics.Precision(Predicted, Actual, Classes, averaging, weights), Fixture.Tolerance);
        Assert.Equal(expected.Number($"recall_{name}"), Metrics.Recall(Predicted, Actual, Classes, averaging, weights), Fixture.Tolerance);
        Assert.Equal(expected.Number($"f1_{name}"), Metrics.F1(Predicted, Actual, Classes, averaging, weights), Fixture.Tolerance);
        Assert.Equal(expected.Number($"rocAuc_{name}"), Metrics.RocAuc(Scores, Targets, Classes, averaging, weights), Fixture.Tolerance);
        Assert.Equal(expected.Number($"averagePrecision_{name}"), Metrics.AveragePrecision(Scores, Targets, Classes, averaging, weights), Fixture.Tolerance);
    }

    [Fact]
    public void A_class_without_rows_counts_as_in_scikit_learn()
    {
        var absent = Fixture.Of("absent");
        var (actual, predicted) = (absent.Labels("labels"), absent.Labels("predicted"));
        Assert.Equal(absent.Number("balancedAccuracy"), Metrics.BalancedAccuracy(predicted, actual, 5), Fixture.Tolerance);
        foreach (var averaging in new[] { Averaging.Macro, Averaging.Micro, Averaging.Weighted })
        {
            var name = averaging.ToString().ToLowerInvariant();
            Assert.Equal(absent.Number($"precision_{name}"), Metrics.Precision(predicted, actual, 5, averaging), Fixture.Tolerance);
            Assert.Equal(absent.Number($"recall_{name}"), Metrics.Recall(predicted, actual, 5, averaging), Fixture.Tolerance);
            Assert.Equal(absent.Number($"f1_{name}"), Metrics.F1(predicted, actual, 5, averaging), Fixture.Tolerance);
        }
    }

    [Fact]
    public void The_calibration_error_is_of_the_predicted_class()
    {
        foreach (var expected in Data.GetProperty("calibrationError").EnumerateObject())
        {
            var bins = int.Parse(expected.Name, System.Globalization.CultureInfo.InvariantCulture);
            Assert.Equal(expected.Value.GetDouble(), Metrics.ExpectedCalibrationError(Scores, Targets, Classes, bins), Fixture.Tolerance);
        }
    }

    [Fact]
    public void The_first_of_equal_outputs_is_at_the_top_and_NaN_is_last()
    {
        float[] outputs = [0.5f, 0.5f, 0, 0.5f, 0.5f, 0], targets = [1, 0, 0, 0, 1, 0];
        Assert.Equal(Metrics.Accuracy(outputs, targets, 3), Metrics.TopKAccuracy(outputs, targets, 3, 1));
        Assert.Equal(0.5, Metrics.TopKAccuracy(outputs, targets, 3, 1));
        Assert.Equal(1, Metrics.TopKAccuracy(outputs, targets, 3, 2));
        Assert.Equal(0, Metrics.TopKAccuracy([float.NaN, -1, -2], [1, 0, 0], 3, 2));
        Assert.Equal(1, Metrics.TopKAccuracy([float.NaN, -1, -2], [1, 0, 0], 3, 3));
        Assert.StartsWith(
            "'k' is 4, but must be from 1 to the 3 classes.", Assert.Throws<ArgumentOutOfRangeException>(() => Metrics.TopKAccuracy(outputs, targets, 3, 4)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_that_say_nothing_have_the_documented_values()
    {
        Assert.Equal(0, Metrics.MatthewsCorrelation([1, 1, 1], [0, 1, 1], 2));
        Assert.Equal(double.NaN, Metrics.CohenKappa([1, 1], [1, 1], 2));
        Assert.Equal(1, Metrics.CohenKappa([0, 1], [0, 1], 2));
        Assert.Contains("Averaging.Binary needs two classes, but there are 3", Assert.Throws<ArgumentException>(() => Metrics.F1([0], [0], 3, Averaging.Binary)).Message, StringComparison.Ordinal);
        Assert.StartsWith("Label 3 of row 1 is not a class", Assert.Throws<ArgumentException>(() => Metrics.F1([0, 3], [0, 1], 3)).Message, StringComparison.Ordinal);
        Assert.StartsWith("'labels' has 1 place, but there are 2 rows", Assert.Throws<ArgumentException>(() => Metrics.Decide([1, 2], 1, new int[1])).Message, StringComparison.Ordinal);
    }

    private static float[] Weights(int index) => index == 0 ? [] : Data.Floats("weights");
}
