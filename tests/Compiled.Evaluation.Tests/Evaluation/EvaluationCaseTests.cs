namespace Compiled.Tests;

/// <summary>Kinds of outputs that are judged in their own way, and what is said where a metric does not fit them.</summary>
public sealed class EvaluationCaseTests
{
    private static readonly float[] LabelOutputs = [0.9f, 0.2f, 0.6f, 0.4f, 0.3f, 0.1f, 0.7f, 0.8f, 0.5f], LabelTargets = [1, 0, 1, 0, 1, 0, 1, 1, 0];
    private static readonly Dataset Labels = Dataset.FromMemory(LabelOutputs, LabelTargets, 3, 3);
    private static readonly Dataset Numbers = Dataset.FromMemory([1f, 2, 10, 4], [1f, 4, 5, 3], 1, 1);

    [Fact]
    public void Labels_are_judged_by_a_threshold_and_have_names()
    {
        var named = MultilabelEvaluation.FromPredictions(LabelOutputs, LabelTargets, 3, ["red", "round", "new"]);
        Assert.Equal(["red", "round", "new"], named.Labels.Select(static label => label.Name));
        Assert.NotNull(named.LogLoss);
        Assert.Equal(8 / 9.0, named.Accuracy, 1e-12);
        var margins = MultilabelEvaluation.FromPredictions([1, -1, 2, -0.5f], [1, 0, 1, 1], 2, threshold: 0);
        Assert.Equal(["y0", "y1"], margins.Labels.Select(static label => label.Name));
        Assert.Null(margins.LogLoss);
        Assert.Equal(0.75, margins.Accuracy);
        var wrong = Assert.Throws<ArgumentException>(() => MultilabelEvaluation.FromPredictions(LabelOutputs, LabelTargets, 3, ["red", "round"]));
        Assert.StartsWith("'names' has 2 names, but there are 3 labels.", wrong.Message, StringComparison.Ordinal);
        Assert.Equal(0, MultilabelEvaluation.FromPredictions([0.1f, 0.2f], [0, 0], 2).WeightedF1);
    }

    [Fact]
    public void The_report_of_labels_has_a_row_for_each()
    {
        var lines = MultilabelEvaluation.FromPredictions(LabelOutputs, LabelTargets, 3, ["red", "round", "new"]).ToString().Split('\n');
        Assert.StartsWith("accuracy 0.8889 of 3 labels, 0.6667 of whole rows, over 3 rows", lines[0], StringComparison.Ordinal);
        Assert.Matches("^round +1.0000 +0.5000 +0.6667 +2$", Assert.Single(lines, static line => line.StartsWith("round ", StringComparison.Ordinal)).TrimEnd());
        foreach (var average in new[] { "macro average ", "weighted average ", "micro average " })
            Assert.Contains(lines, line => line.StartsWith(average, StringComparison.Ordinal));
    }

    /// <summary>Each label is a yes or a no of its own.</summary>
    [Fact]
    public void A_metric_of_decisions_is_the_mean_over_the_labels()
    {
        var evaluation = new EchoNetwork<Tags>().Evaluate(Labels, new EvaluationOptions { Metrics = [Metric.Accuracy, Metric.BalancedAccuracy, Metric.F1] });
        var single = Enumerable.Range(0, 3).Select(label => ClassificationEvaluation.FromBinaryPredictions(Column(LabelOutputs, label), Column(LabelTargets, label))).ToList();
        Assert.Equal(single.Average(static one => one.Accuracy), evaluation.MetricValues[0].Value, 1e-12);
        Assert.Equal(single.Average(static one => one.BalancedAccuracy), evaluation.MetricValues[1].Value, 1e-12);
        Assert.Equal(single.Average(static one => one.Classes[1].F1), evaluation.MetricValues[2].Value, 1e-12);

        static float[] Column(float[] rows, int label) => [.. Enumerable.Range(0, 3).Select(row => rows[3 * row + label])];
    }

    /// <summary>One against the rest: the data decides whether outputs that know nothing of each other are classes or labels.</summary>
    [Fact]
    public void Margins_of_classes_are_scores_where_each_row_has_one()
    {
        var classes = Dataset.FromMemory([2, -1, -3, -1, 0.5f, 0.25f], [1, -1, -1, -1, -1, 1], 3, 3, classNames: ["a", "b", "c"]);
        var evaluation = Assert.IsType<ClassificationEvaluation>(new EchoNetwork<Edges>().Evaluate(classes));
        Assert.Equal((0.5, 2), (evaluation.Accuracy, evaluation.Count));
        Assert.Null(evaluation.LogLoss);
        var several = Dataset.FromMemory([2, -1, -3, -1, 0.5f, 0.25f], [1, -1, 1, -1, -1, 1], 3, 3, classNames: ["a", "b", "c"]);
        Assert.Equal(["a", "b", "c"], Assert.IsType<MultilabelEvaluation>(new EchoNetwork<Edges>().Evaluate(several)).Labels.Select(static label => label.Name));
    }

    [Fact]
    public void Quantiles_are_judged_by_their_share_of_targets()
    {
        var evaluation = Assert.IsType<RegressionEvaluation>(new EchoNetwork<Ninth>().Evaluate(Numbers));
        Assert.Equal(0.9f, (float)evaluation.Quantile!.Value);
        Assert.Equal(Metrics.PinballLoss(Numbers.Inputs, Numbers.Targets, evaluation.Quantile.Value), evaluation.PinballLoss!.Value, 1e-12);
        Assert.Equal(0.75, evaluation.Coverage);
        Assert.StartsWith("pinball score ", evaluation.ToString(), StringComparison.Ordinal);
        Assert.Contains(" of the 0.9 quantile over 4 rows (pinball loss ", evaluation.ToString(), StringComparison.Ordinal);
        // The median where nothing is said.
        Assert.Equal(0.5, Assert.IsType<RegressionEvaluation>(new EchoNetwork<Median>().Evaluate(Numbers)).Quantile);
        var learned = new EchoNetwork<Median>().Evaluate(Numbers, new EvaluationOptions { Training = Dataset.FromMemory([0f, 0, 0], [7f, 7, 7], 1, 1) });
        Assert.Equal("always the 0.5 quantile", learned.Baseline!.Description);
        Assert.Equal((6 + 3 + 2 + 4) / 8.0, ((RegressionEvaluation)learned.Baseline.Evaluation).PinballLoss!.Value, 1e-6);
    }

    [Fact]
    public void A_constant_target_has_a_pinball_score_of_all_or_nothing()
    {
        Assert.Equal(1, RegressionEvaluation.FromQuantiles([3, 3], [3, 3], 0.5).PinballScore);
        Assert.Equal(0, RegressionEvaluation.FromQuantiles([3, 4], [3, 3], 0.5).PinballScore);
        Assert.Equal(double.NaN, RegressionEvaluation.FromQuantiles([3, float.NaN], [3, 3], 0.5).PinballScore);
    }

    /// <summary>A topology of another origin may leave the softmax or the sigmoid to its loss.</summary>
    [Fact]
    public void Logarithms_and_log_odds_are_read_as_what_they_are_of()
    {
        var data = Dataset.FromLabels([MathF.Log(0.7f), MathF.Log(0.2f), MathF.Log(0.1f)], [0], 3);
        Assert.Equal(-Math.Log(0.7), Assert.IsType<ClassificationEvaluation>(new EchoNetwork<Logarithms>().Evaluate(data)).LogLoss!.Value, 1e-6);
        var odds = Assert.IsType<ClassificationEvaluation>(new EchoNetwork<Odds>().Evaluate(Dataset.FromMemory([0.3f, -0.1f], [1f, 0], 1, 1)));
        Assert.Equal(1, odds.Accuracy);
        Assert.Null(odds.LogLoss);
    }

    [Fact]
    public void Metrics_are_asked_for_of_outputs_that_have_them()
    {
        AssertMessage<OneNumber>(
            Metric.Accuracy, Numbers, "needs decisions between classes, but does not fit network NumberNet, whose outputs are numbers: use R2, RMSE or MAE, or data with classes.");
        AssertMessage<OneNumber>(Metric.LogLoss, Numbers, "needs probabilities, but does not fit network NumberNet, whose outputs are numbers: use R2, RMSE or MAE.");
        AssertMessage<Ninth>(Metric.F1, Numbers, "network NinthNet, whose outputs are quantiles:");
        AssertMessage<Edge>(Metric.LogLoss, Dataset.FromMemory([0.2f], [1f], 1, 1), "network EdgeNet, whose output is a margin: use ROC AUC, or end the network with Softmax");
        AssertMessage<Yes>(
            Metric.RSquared, Dataset.FromMemory([0.2f], [1f], 1, 1), "needs numbers, but does not fit network YesNet, whose output is the probability of a yes: use accuracy, F1 or ROC AUC.");
        AssertMessage<Tags>(Metric.RSquared, Labels, "network TagNet, whose outputs are independent labels:");
        AssertMessage<ThreeClasses>(Metric.RSquared, Dataset.FromLabels([1, 0, 0], [0], 3), "network ThreeNet, whose outputs are the probabilities of classes:");
        AssertMessage<Edges>(Metric.LogLoss, Dataset.FromMemory([2, -1, -3], [1, -1, -1], 3, 3, classNames: ["a", "b", "c"]), "network EdgesNet, whose outputs are scores of classes:");
        Assert.Contains("a threshold is for a single output that decides", Assert.Throws<ArgumentException>(
            () => new EchoNetwork<Tags>().Evaluate(Labels, new EvaluationOptions { Threshold = 0.3f })).Message, StringComparison.Ordinal);
    }

    /// <summary>Without metrics that are asked for, intervals are of those that say something of the outputs.</summary>
    [Fact]
    public void Intervals_are_of_the_usual_metrics()
    {
        Assert.Equal(["R2", "RMSE", "MAE"], Names<OneNumber>(Numbers));
        Assert.Equal([Metric.Pinball(0.9f).Name, "MAE"], Names<Ninth>(Numbers));
        Assert.Equal(["accuracy", "balanced accuracy", "macro F1", "ROC AUC", "log-loss"], Names<Yes>(Dataset.FromMemory([0.2f, 0.9f, 0.4f], [0f, 1, 1], 1, 1)));
        Assert.Equal(["accuracy", "balanced accuracy", "macro F1", "ROC AUC"], Names<Edge>(Dataset.FromMemory([0.2f, -0.9f, 0.4f], [1f, -1, 1], 1, 1)));
        // One class alone has no curve.
        Assert.Equal(["accuracy", "balanced accuracy", "macro F1", "log-loss"], Names<Yes>(Dataset.FromMemory([0.2f, 0.9f], [1f, 1], 1, 1)));

        static IEnumerable<string> Names<TShape>(Dataset data)
            where TShape : IShape =>
            new EchoNetwork<TShape>().Evaluate(data, new EvaluationOptions { BootstrapSamples = 20 }).MetricValues.Select(static value => value.Name);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public void Top_k_is_of_as_many_classes_as_there_are(int k)
    {
        var evaluation = ClassificationEvaluation.FromPredictions([0.5f, 0.3f, 0.2f, 0], [1, 0, 0, 0], 4);
        Assert.StartsWith($"'k' is {k}, but must be from 1 to the 4 classes.", Assert.Throws<ArgumentOutOfRangeException>(() => evaluation.TopKAccuracy(k)).Message, StringComparison.Ordinal);
        Assert.Equal(1, evaluation.TopKAccuracy(4));
    }

    [Theory]
    // Half way; below the lowest score; above the highest, where every yes would be wrong; and where no float lies between, or the middle is none, the lower score.
    [InlineData(0.75f, 0.25f, 1, 0, 0.5f)]
    [InlineData(0.75f, 0.25f, 0, 1, 0.75f)]
    [InlineData(1f, 0.99999994f, 1, 0, 0.99999994f)]
    [InlineData(float.PositiveInfinity, 2f, 1, 0, 2f)]
    public void A_threshold_lies_between_two_scores(float first, float second, float firstTarget, float secondTarget, float expected)
    {
        var chosen = DecisionThreshold.Choose([first, second], [firstTarget, secondTarget], ThresholdRule.Youden);
        Assert.Equal(expected, chosen.Value);
        Assert.Equal(firstTarget > 0, chosen.IsYes(first));
        Assert.False(chosen.IsYes(float.NaN));
    }

    [Fact]
    public void A_threshold_below_all_scores_takes_them_all()
    {
        var chosen = DecisionThreshold.Choose([0.75f, 0.25f], [0, 1], ThresholdRule.F1);
        Assert.Equal(float.BitDecrement(0.25f), chosen.Value);
        Assert.Equal((0.5, 1.0, 1.0), (chosen.Precision, chosen.Recall, chosen.FalsePositiveRate));
    }

    private static void AssertMessage<TShape>(Metric metric, Dataset data, string part)
        where TShape : IShape
    {
        var wrong = Assert.Throws<ArgumentException>(() => new EchoNetwork<TShape>().Evaluate(data, new EvaluationOptions { Metrics = [metric] }));
        Assert.StartsWith($"The metric '{metric.Name}' needs ", wrong.Message, StringComparison.Ordinal);
        Assert.Contains(part, wrong.Message, StringComparison.Ordinal);
    }
}

/// <summary>Three margins.</summary>
public sealed class Edges : IShape
{
    public static Topology Topology { get; } = Shapes.Of("EdgesNet", 3, 3, "Identity", "Hinge");
}

/// <summary>What nine in ten are below.</summary>
public sealed class Ninth : IShape
{
    public static Topology Topology { get; } = new("NinthNet", 1, [new("Dense", "Dense0", 1, 1, 0, false)], "Quantile") { LossArguments = "tau: 0.9" };
}

/// <summary>What half are below, because nothing else is said.</summary>
public sealed class Median : IShape
{
    public static Topology Topology { get; } = new("MedianNet", 1, [new("Dense", "Dense0", 1, 1, 0, false)], "Quantile");
}

/// <summary>Logarithms of three class probabilities.</summary>
public sealed class Logarithms : IShape
{
    public static Topology Topology { get; } = Shapes.Of("LogNet", 3, 3, "LogSoftmax", "CrossEntropy");
}

/// <summary>The log-odds of a yes.</summary>
public sealed class Odds : IShape
{
    public static Topology Topology { get; } = Shapes.Of("OddsNet", 1, 1, "Identity", "BinaryCrossEntropy");
}
