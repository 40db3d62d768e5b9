namespace Compiled.Tests;

/// <summary>Metrics on request, intervals, thresholds.</summary>
public sealed class EvaluationOptionTests
{
    private static readonly float[] Scores = Fixture.Of("binary").Floats("scores"), Targets = Fixture.Of("binary").Floats("targets");
    private static readonly Dataset YesOrNo = Dataset.FromMemory(Scores, Targets, 1, 1);

    public static TheoryData<string> Rules => ["F1", "Youden", "cost", "precision", "recall"];

    [Fact]
    public void Metrics_that_are_asked_for_are_in_the_result_and_the_report()
    {
        var mine = new Metric("share of yes", static rows =>
        {
            var yes = 0;
            foreach (var output in rows.Outputs)
                yes += output > rows.Threshold ? 1 : 0;
            return yes / (double)rows.Count;
        });
        var evaluation = new EchoNetwork<Yes>().Evaluate(YesOrNo, new EvaluationOptions { Metrics = [Metric.F1, Metric.AveragePrecision, mine] });
        Assert.Equal(["F1", "average precision", "share of yes"], evaluation.MetricValues.Select(value => value.Name));
        Assert.Equal(Fixture.Of("binary").GetProperty("cases")[0].Number("f1"), evaluation.MetricValues[0].Value, Fixture.Tolerance);
        Assert.Equal(Scores.Count(score => score > 0.5f) / (double)Scores.Length, evaluation.MetricValues[2].Value);
        Assert.Contains("\nmetric              value\nF1                 ", evaluation.ToString(), StringComparison.Ordinal);
        Assert.Empty(new EchoNetwork<Yes>().Evaluate(YesOrNo).MetricValues);
    }

    [Fact]
    public void Every_known_metric_is_that_of_Metrics()
    {
        float[] outputs = Fixture.Of("classes").Floats("scores"), targets = Fixture.OneHot(Fixture.Of("classes").Labels("labels"), 4);
        var (expected, binary) = (Fixture.Of("classes").GetProperty("cases")[0], Fixture.Of("binary").GetProperty("cases")[0]);
        foreach (var (name, metric) in new[]
        {
            ("balancedAccuracy", Metric.BalancedAccuracy), ("matthews", Metric.MatthewsCorrelation), ("kappa", Metric.CohenKappa), ("logLoss", Metric.LogLoss), ("brier", Metric.BrierScore),
            ("rocAuc_macro", Metric.RocAuc), ("averagePrecision_macro", Metric.AveragePrecision), ("f1_macro", Metric.F1), ("f1_macro", Metric.MacroF1), ("f1_weighted", Metric.WeightedF1),
            ("precision_macro", Metric.Precision), ("recall_macro", Metric.Recall), ("recall_micro", Metric.Accuracy), ("top2", Metric.TopK(2)),
        })
            Assert.Equal(expected.Number(name), metric.Compute(new MetricRows(outputs, targets, 4)), Fixture.Tolerance);
        foreach (var (name, metric) in new[]
        {
            ("matthews", Metric.MatthewsCorrelation), ("logLoss", Metric.LogLoss), ("brier", Metric.BrierScore), ("rocAuc", Metric.RocAuc), ("averagePrecision", Metric.AveragePrecision),
            ("f1", Metric.F1), ("precision", Metric.Precision), ("recall", Metric.Recall),
        })
            Assert.Equal(binary.Number(name), metric.Compute(new MetricRows(Scores, Targets)), Fixture.Tolerance);
        var numbers = Fixture.Of("numbers");
        float[] values = numbers.Floats("outputs"), wanted = numbers.Floats("targets");
        Assert.Equal(numbers.GetProperty("cases")[0].Number("medianAbsoluteError"), Metric.MedianAbsoluteError.Compute(new MetricRows(values, wanted, 2)), Fixture.Tolerance);
        Assert.Equal(numbers.GetProperty("cases")[0].Number("meanAbsolutePercentageError"), Metric.MeanAbsolutePercentageError.Compute(new MetricRows(values, wanted, 2)), Fixture.Tolerance);
        Assert.Equal(numbers.GetProperty("cases")[0].Number("pinball"), Metric.Pinball(0.3).Compute(new MetricRows(values, wanted, 2)), Fixture.Tolerance);
        Assert.Equal(Metrics.RSquared(values, wanted, 2), Metric.RSquared.Compute(new MetricRows(values, wanted, 2)));
        Assert.Equal(Math.Sqrt(Metrics.MeanSquaredError(values, wanted)), Metric.RootMeanSquaredError.Compute(new MetricRows(values, wanted, 2)));
        Assert.InRange(Metric.ConcordanceIndex.Compute(new MetricRows(values, wanted, 2)), 0.8, 0.95);
        Assert.True(Metric.RocAuc.HigherIsBetter && !Metric.LogLoss.HigherIsBetter && !Metric.MeanAbsoluteError.HigherIsBetter && Metric.RSquared.HigherIsBetter);
    }

    [Fact]
    public void A_metric_that_does_not_fit_the_loss_is_an_error_with_the_remedy()
    {
        var numbers = Dataset.FromMemory([1f, 2], [1f, 2], 1, 1);
        Assert.StartsWith("The metric 'ROC AUC' needs decisions between classes, but does not fit network NumberNet, whose outputs are numbers: use R2", Message(
            () => new EchoNetwork<OneNumber>().Evaluate(numbers, new EvaluationOptions { Metrics = [Metric.RocAuc] })), StringComparison.Ordinal);
        Assert.StartsWith("The metric 'log-loss' needs probabilities, but does not fit network EdgeNet, whose output is a margin: use ROC AUC", Message(
            () => new EchoNetwork<Edge>().Evaluate(numbers, new EvaluationOptions { Metrics = [Metric.LogLoss] })), StringComparison.Ordinal);
        Assert.StartsWith("The metric 'R2' needs numbers, but does not fit network YesNet, whose output is the probability of a yes: use accuracy", Message(
            () => new EchoNetwork<Yes>().Evaluate(YesOrNo, new EvaluationOptions { Metrics = [Metric.RSquared] })), StringComparison.Ordinal);
        Assert.StartsWith("EvaluationOptions.Threshold does not fit network NumberNet, whose outputs are numbers", Message(
            () => new EchoNetwork<OneNumber>().Evaluate(numbers, new EvaluationOptions { Threshold = 0.5f })), StringComparison.Ordinal);
        Assert.StartsWith("A threshold does not fit network NumberNet: its output is a number", Message(() => new EchoNetwork<OneNumber>().ChooseThreshold(numbers, ThresholdRule.F1)), StringComparison.Ordinal);
        Assert.StartsWith("A threshold does not fit network TagNet: it has 3 outputs", Message(
            () => new EchoNetwork<Tags>().ChooseThreshold(Dataset.FromMemory([1f, 1, 1], [1f, 0, 0], 3, 3), ThresholdRule.F1)), StringComparison.Ordinal);
    }

    [Fact]
    public void Intervals_contain_the_value_and_are_the_same_for_the_same_seed()
    {
        var options = new EvaluationOptions { BootstrapSamples = 400, Seed = 3 };
        var (first, second) = (new EchoNetwork<Yes>().Evaluate(YesOrNo, options), new EchoNetwork<Yes>().Evaluate(YesOrNo, options));
        Assert.Equal(["accuracy", "balanced accuracy", "macro F1", "ROC AUC", "log-loss"], first.MetricValues.Select(value => value.Name));
        Assert.Equal(first.MetricValues, second.MetricValues);
        Assert.All(first.MetricValues, value => Assert.True(value.Interval!.Lower < value.Value && value.Value < value.Interval.Upper, value.ToString()));
        Assert.Contains("95% from", first.ToString(), StringComparison.Ordinal);
        Assert.NotEqual(first.MetricValues[0].Interval, new EchoNetwork<Yes>().Evaluate(YesOrNo, options with { Seed = 4 }).MetricValues[0].Interval);
    }

    [Fact]
    public void The_standard_error_of_a_share_is_that_of_the_binomial_distribution()
    {
        float[] outputs = [.. Enumerable.Range(0, 400).Select(row => row % 5 == 0 ? 0f : 1f)], targets = [.. Enumerable.Repeat(1f, 400)];
        var interval = Bootstrap.Interval(Metric.Accuracy, new MetricRows(outputs, targets), samples: 2000);
        var expected = Math.Sqrt(0.8 * 0.2 / 400);
        Assert.Equal(0.8, interval.Value, 1e-12);
        Assert.Equal(expected, interval.StandardError, 0.1 * expected);
        Assert.Equal(0.8 - 1.96 * expected, interval.Lower, 0.01);
        Assert.Equal(0.8 + 1.96 * expected, interval.Upper, 0.01);
    }

    [Fact]
    public void Intervals_take_memory_for_one_sample_of_the_rows()
    {
        _ = Bootstrap.Interval(Metric.RocAuc, new MetricRows(Scores, Targets), samples: 10);
        var begin = GC.GetAllocatedBytesForCurrentThread();
        _ = Bootstrap.Interval(Metric.RocAuc, new MetricRows(Scores, Targets), samples: 1000);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - begin, 0, 1000 * sizeof(double) + 2 * Scores.Length * sizeof(float) + 1000);
    }

    [Fact]
    public void Intervals_that_cannot_be_drawn_are_named()
    {
        // Four different rows are drawn in 4! of 4⁴ samples.
        var picky = new Metric("variety", static rows => rows.Outputs.ToArray().Distinct().Count() == 4 ? 1 : throw new ArgumentException("Rows lack."));
        Assert.Matches("^variety is undefined for 9[0-9]{2} of 1000 bootstrap samples", Message(() => Bootstrap.Interval(picky, new MetricRows([1, 2, 3, 4], [0, 1, 0, 1]))));
        Assert.Throws<ArgumentOutOfRangeException>(() => Bootstrap.Interval(Metric.RocAuc, new MetricRows(Scores, Targets), samples: 9));
        Assert.StartsWith(
            "'confidence' is 95", Assert.Throws<ArgumentOutOfRangeException>(() => Bootstrap.Interval(Metric.RocAuc, new MetricRows(Scores, Targets), 10, 95)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void No_other_threshold_is_better(string name)
    {
        var (rule, value) = Rule(name);
        var chosen = DecisionThreshold.Choose(Scores, Targets, rule);
        var others = Scores.Append(2).Append(-1).SelectMany(score => new[] { score, score - 0.004f }).Select(Value);
        Assert.Equal(others.Max(), Value(chosen.Value), 1e-9);

        double Value(float threshold)
        {
            double found = Count(1, true), alarms = Count(0, true), missed = Count(1, false), quiet = Count(0, false);
            return value(found, alarms, missed, quiet);

            int Count(float target, bool isAbove) => Enumerable.Range(0, Scores.Length).Count(row => Targets[row] == target && Scores[row] > threshold == isAbove);
        }
    }

    [Fact]
    public void A_chosen_threshold_is_applied_in_the_evaluation()
    {
        var network = new EchoNetwork<Yes>();
        var chosen = network.ChooseThreshold(YesOrNo, ThresholdRule.MinimalPrecision(0.95));
        var evaluation = Assert.IsType<ClassificationEvaluation>(network.Evaluate(YesOrNo, new EvaluationOptions { Threshold = chosen.Value, Metrics = [Metric.Precision] }));
        Assert.InRange(chosen.Precision, 0.95, 1);
        Assert.Equal((chosen.Precision, chosen.Recall, chosen.F1), (evaluation.Classes[1].Precision, evaluation.Classes[1].Recall, evaluation.Classes[1].F1));
        Assert.Equal(chosen.Precision, evaluation.MetricValues[0].Value);
        Assert.DoesNotContain(chosen.Value, Scores);
        Assert.Equal(Scores.Count(chosen.IsYes), evaluation.ConfusionMatrix.Predicted(1));
        // The scores are those of before.
        Assert.Equal(((ClassificationEvaluation)network.Evaluate(YesOrNo)).RocAuc, evaluation.RocAuc);
    }

    [Fact]
    public void What_cannot_be_reached_is_named_with_the_best()
    {
        Assert.StartsWith("No threshold has a precision of at least 0.9: the best is 0.5. Ask for less", Message(() => DecisionThreshold.Choose([1, 1], [0, 1], ThresholdRule.MinimalPrecision(0.9))), StringComparison.Ordinal);
        Assert.StartsWith("A threshold is undefined: no target is positive", Message(() => DecisionThreshold.Choose([1, 1], [0, 0], ThresholdRule.F1)), StringComparison.Ordinal);
        Assert.Contains("a score is NaN", Message(() => DecisionThreshold.Choose([1, float.NaN], [0, 1], ThresholdRule.F1)), StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => ThresholdRule.MinimalPrecision(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => ThresholdRule.MinimalRecall(1.1));
        Assert.StartsWith("'falsePositive' is -1", Assert.Throws<ArgumentOutOfRangeException>(() => ThresholdRule.Cost(-1, 1)).Message, StringComparison.Ordinal);
        Assert.StartsWith("Both costs are 0", Assert.Throws<ArgumentOutOfRangeException>(() => ThresholdRule.Cost(0, 0)).Message, StringComparison.Ordinal);
    }

    private static (ThresholdRule Rule, Func<double, double, double, double, double> Value) Rule(string name) => name switch
    {
        "F1" => (ThresholdRule.F1, static (found, alarms, missed, _) => 2 * found / (2 * found + alarms + missed)),
        "Youden" => (ThresholdRule.Youden, static (found, alarms, missed, quiet) => found / (found + missed) - alarms / (alarms + quiet)),
        "cost" => (ThresholdRule.Cost(1, 3), static (_, alarms, missed, _) => -alarms - 3 * missed),
        "precision" => (ThresholdRule.MinimalPrecision(0.9), static (found, alarms, _, _) => found + alarms > 0 && found / (found + alarms) >= 0.9 ? found : -1),
        _ => (ThresholdRule.MinimalRecall(0.8), static (found, alarms, missed, _) => found >= 0.8 * (found + missed) ? found / (found + alarms) : -1),
    };

    private static string Message(Action action) => Assert.Throws<ArgumentException>(action).Message;
}
