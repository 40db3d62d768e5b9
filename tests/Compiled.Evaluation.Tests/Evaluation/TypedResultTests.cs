namespace Compiled.Tests;

/// <summary>What <c>Evaluate</c> says of each kind of network besides its decisions.</summary>
public sealed class TypedResultTests
{
    private static readonly Dataset Classes = Dataset.FromMemory(
        Fixture.Of("classes").Floats("scores"), Fixture.OneHot(Fixture.Of("classes").Labels("labels"), 4), 4, 4, classNames: ["a", "b", "c", "d"]);

    private static readonly Dataset YesOrNo = Dataset.FromMemory(Fixture.Of("binary").Floats("scores"), Fixture.Of("binary").Floats("targets"), 1, 1);

    [Fact]
    public void A_classifier_has_the_figures_of_scikit_learn()
    {
        var expected = Fixture.Of("classes").GetProperty("cases")[0];
        var evaluation = Assert.IsType<ClassificationEvaluation>(new EchoNetwork<FourClasses>().Evaluate(Classes));
        foreach (var (name, actual) in new (string, double?)[]
        {
            ("balancedAccuracy", evaluation.BalancedAccuracy), ("matthews", evaluation.MatthewsCorrelation), ("kappa", evaluation.CohenKappa), ("logLoss", evaluation.LogLoss),
            ("brier", evaluation.BrierScore), ("rocAuc_macro", evaluation.RocAuc), ("averagePrecision_macro", evaluation.AveragePrecision), ("f1_macro", evaluation.MacroF1),
            ("f1_micro", evaluation.MicroF1), ("f1_weighted", evaluation.WeightedF1), ("precision_weighted", evaluation.WeightedPrecision), ("recall_weighted", evaluation.WeightedRecall),
            ("top1", evaluation.TopKAccuracy(1)), ("top2", evaluation.TopKAccuracy(2)), ("top3", evaluation.TopKAccuracy(3)),
        })
            Assert.Equal(expected.Number(name), actual!.Value, Fixture.Tolerance);
        Assert.Equal(Fixture.Of("classes").GetProperty("calibrationError").Number("10"), evaluation.CalibrationError!.Value, Fixture.Tolerance);
        Assert.Contains("\nROC AUC ", evaluation.ToString(), StringComparison.Ordinal);
        Assert.Contains("\nweighted average ", evaluation.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_yes_or_no_has_the_figures_of_scikit_learn()
    {
        var expected = Fixture.Of("binary").GetProperty("cases")[0];
        var evaluation = Assert.IsType<ClassificationEvaluation>(new EchoNetwork<Yes>().Evaluate(YesOrNo));
        Assert.Equal(expected.Number("rocAuc"), evaluation.RocAuc!.Value, Fixture.Tolerance);
        Assert.Equal(expected.Number("averagePrecision"), evaluation.AveragePrecision!.Value, Fixture.Tolerance);
        Assert.Equal(expected.Number("logLoss"), evaluation.LogLoss!.Value, Fixture.Tolerance);
        Assert.Equal(expected.Number("brier"), evaluation.BrierScore!.Value, Fixture.Tolerance);
        Assert.Equal(expected.Number("f1"), evaluation.Classes[1].F1, Fixture.Tolerance);
        Assert.Throws<InvalidOperationException>(() => evaluation.TopKAccuracy(1));
    }

    [Fact]
    public void Two_classes_of_softmax_are_judged_as_a_yes_or_no()
    {
        float[] scores = [.. Fixture.Of("binary").Floats("scores").SelectMany(score => new[] { 1 - score, score })];
        float[] targets = [.. Fixture.Of("binary").Floats("targets").SelectMany(target => new[] { 1 - target, target })];
        var two = ClassificationEvaluation.FromPredictions(scores, targets, 2);
        var one = ClassificationEvaluation.FromBinaryPredictions(Fixture.Of("binary").Floats("scores"), Fixture.Of("binary").Floats("targets"));
        Assert.Equal(one.RocAuc!.Value, two.RocAuc!.Value, 1e-9);
        Assert.Equal(one.AveragePrecision!.Value, two.AveragePrecision!.Value, 1e-9);
        Assert.Equal(one.BrierScore!.Value, two.BrierScore!.Value, 1e-6);
        Assert.Equal(one.LogLoss!.Value, two.LogLoss!.Value, 1e-6);
    }

    [Fact]
    public void What_is_undefined_is_null_and_left_out_of_the_report()
    {
        var oneClass = new EchoNetwork<Yes>().Evaluate(Dataset.FromMemory([0.2f, 0.4f], [0f, 0], 1, 1));
        Assert.Null(Assert.IsType<ClassificationEvaluation>(oneClass).RocAuc);
        Assert.NotNull(((ClassificationEvaluation)oneClass).LogLoss);
        Assert.DoesNotContain("ROC AUC", oneClass.ToString(), StringComparison.Ordinal);
        var margins = Assert.IsType<ClassificationEvaluation>(new EchoNetwork<Edge>().Evaluate(Dataset.FromMemory([0.2f, -0.4f], [1f, -1], 1, 1)));
        Assert.Equal(1, margins.RocAuc);
        Assert.Null(margins.LogLoss);
        Assert.Null(ClassificationEvaluation.FromLabels([0, 1], [0, 1], 2).RocAuc);
        Assert.Null(ClassificationEvaluation.FromPredictions([3, 1, -2, 5], [1, 0, 0, 1], 2).LogLoss);
    }

    [Fact]
    public void Labels_have_the_mean_over_the_labels()
    {
        float[] outputs = [0.9f, 0.2f, 0.6f, 0.4f, 0.3f, 0.1f, 0.7f, 0.8f, 0.5f], targets = [1, 0, 1, 0, 1, 0, 1, 1, 0];
        var evaluation = Assert.IsType<MultilabelEvaluation>(new EchoNetwork<Tags>().Evaluate(Dataset.FromMemory(outputs, targets, 3, 3)));
        Assert.Equal(1, evaluation.RocAuc!.Value, 1e-12);
        Assert.Equal(Metrics.LogLoss(outputs, targets), evaluation.LogLoss!.Value, 1e-12);
        Assert.Equal(Metrics.BrierScore(outputs, targets), evaluation.BrierScore!.Value, 1e-12);
        // Round is the only one that is missed: F1 of 1, 2/3 and 1 with 2, 2 and 1 positive targets.
        Assert.Equal((2 + 2 * 2 / 3.0 + 1) / 5, evaluation.WeightedF1, 1e-12);
    }

    [Fact]
    public void Numbers_have_the_errors_that_are_not_squared()
    {
        var evaluation = Assert.IsType<RegressionEvaluation>(new EchoNetwork<OneNumber>().Evaluate(Dataset.FromMemory([1f, 2, 10], [1f, 4, 5], 1, 1)));
        Assert.Equal(2, evaluation.MedianAbsoluteError);
        Assert.Equal((0 + 0.5 + 1) / 3, evaluation.MeanAbsolutePercentageError, 1e-12);
        Assert.Equal(1, evaluation.ConcordanceIndex);
        Assert.Null(evaluation.PoissonDeviance);
        // Percentages of 0 mean nothing.
        Assert.DoesNotContain("MAPE", RegressionEvaluation.FromPredictions([1, 2], [0, 1]).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_constant_answer_is_the_majority_of_the_training_data()
    {
        var (data, training) = (Dataset.FromLabels([0.6f, 0.4f, 0.7f, 0.3f, 0.2f, 0.8f], [0, 0, 1], ["left", "right"]), Dataset.FromLabels([0, 0, 0, 0, 0, 0], [1, 1, 0], ["left", "right"]));
        var network = new EchoNetwork<TwoClasses>();
        Assert.Equal(("always 'left'", 2 / 3.0), (network.Evaluate(data).Baseline!.Description, network.Evaluate(data).Baseline!.Score));
        var learned = network.Evaluate(data, new EvaluationOptions { Training = training });
        Assert.Equal(("always 'right'", 1 / 3.0), (learned.Baseline!.Description, learned.Baseline.Score));
        Assert.StartsWith("accuracy 1.0000 (3 of 3); baseline 0.3333, always 'right'\n", learned.ToString(), StringComparison.Ordinal);
        Assert.Null(learned.Baseline.Evaluation.Baseline);
        // The shares of the classes are its probabilities: the log-loss is the cross-entropy.
        var constant = Assert.IsType<ClassificationEvaluation>(learned.Baseline.Evaluation);
        Assert.Equal(-(2 * Math.Log(1 / 3.0) + Math.Log(2 / 3.0)) / 3, constant.LogLoss!.Value, 1e-6);
        Assert.Equal(0.5, constant.RocAuc);
    }

    [Fact]
    public void The_constant_answer_of_numbers_is_the_mean_of_the_training_data()
    {
        var data = Dataset.FromMemory([1f, 2, 3], [1f, 2, 3], 1, 1);
        var baseline = Assert.IsType<RegressionEvaluation>(new EchoNetwork<OneNumber>().Evaluate(data).Baseline!.Evaluation);
        Assert.Equal((0, 2 / 3.0), (baseline.RSquared, baseline.MeanAbsoluteError));
        var learned = new EchoNetwork<OneNumber>().Evaluate(data, new EvaluationOptions { Training = Dataset.FromMemory([0f, 0], [0f, 2], 1, 1) });
        Assert.Equal(1, ((RegressionEvaluation)learned.Baseline!.Evaluation).MeanAbsoluteError);
        Assert.Contains("The training data has 2 targets per row", Assert.Throws<ArgumentException>(
            () => new EchoNetwork<OneNumber>().Evaluate(data, new EvaluationOptions { Training = Dataset.FromMemory([0f], [0f, 2], 1, 2) })).Message, StringComparison.Ordinal);
        Assert.Equal("always the 0.9 quantile", RegressionEvaluation.FromQuantiles([1, 2, 3], [1, 2, 3], 0.9).Baseline!.Description);
        Assert.Equal(0, RegressionEvaluation.FromQuantiles([1, 2, 3], [1, 2, 3], 0.9).Baseline!.Score, 1e-6);
    }
}

/// <summary>Two class probabilities.</summary>
public sealed class TwoClasses : IShape
{
    public static Topology Topology { get; } = Shapes.Of("TwoNet", 2, 2, "Softmax", "CrossEntropy");
}
