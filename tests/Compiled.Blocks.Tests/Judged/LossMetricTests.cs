namespace Compiled.Tests.Judged;

/// <summary>What the outputs of each loss are judged as, by Evaluate and by the metric of Fit alike.</summary>
public sealed class LossMetricTests
{
    [Fact]
    public void Margins_change_sides_at_zero()
    {
        var data = Dataset.FromMemory([0.2f, 0.4f, 2, -0.2f, -2], [1f, 1, 1, -1, -1], 1, 1, classNames: ["no", "yes"]);
        Assert.Equal(1, Assert.IsType<ClassificationEvaluation>(Echo<Margin>().Evaluate(data)).Accuracy);
        // Without names of classes too: the loss says that there are two. Exactly 0 and NaN are a no, as in scikit-learn.
        var plain = Dataset.FromMemory([0.2f, -0.2f, 0, 0, float.NaN], [1f, 1, 1, -1, -1], 1, 1);
        var evaluation = Assert.IsType<ClassificationEvaluation>(Echo<Margin>().Evaluate(plain));
        Assert.Equal((0.6, 2), (evaluation.Accuracy, evaluation.ConfusionMatrix[1, 0]));
        Agree(Echo<Margin>(), data, "accuracy", 1);
    }

    [Fact]
    public void Several_margins_are_judged_one_by_one_or_by_the_largest_where_a_row_has_one_class()
    {
        float[] outputs = [0.4f, -2, 0.2f, -0.1f, -0.2f, -0.3f], targets = [1, -1, -1, 1, -1, -1];
        var labels = Assert.IsType<MultilabelEvaluation>(Echo<Margins>().Evaluate(Dataset.FromMemory(outputs, targets, 3, 3)));
        Assert.Equal((4 / 6.0, 0), (labels.Accuracy, labels.SubsetAccuracy));
        Agree(Echo<Margins>(), Dataset.FromMemory(outputs, targets, 3, 3), "accuracy", 4 / 6.0);

        var named = Dataset.FromMemory(outputs, targets, 3, 3, classNames: ["a", "b", "c"]);
        Assert.Equal(1, Assert.IsType<ClassificationEvaluation>(Echo<Margins>().Evaluate(named)).Accuracy);
        Agree(Echo<Margins>(), named, "accuracy", 1);
    }

    [Fact]
    public void Logarithms_of_rates_are_compared_as_rates()
    {
        float[] rates = [1, 5, 20, 50, 100];
        var data = Dataset.FromMemory([.. rates.Select(static rate => MathF.Log(rate))], rates, 1, 1);
        var evaluation = Assert.IsType<RegressionEvaluation>(Echo<Counts>().Evaluate(data));
        Assert.Equal(1, evaluation.RSquared, 1e-9);
        Assert.Equal(0, evaluation.MeanAbsoluteError, 1e-4);
        Agree(Echo<Counts>(), data, "mae", 0, 1e-4);

        // e^0 = 1 against 3, and e^ln 4 against 2.
        var off = Dataset.FromMemory([0, MathF.Log(4)], [3f, 2], 2, 2);
        var two = Assert.IsType<RegressionEvaluation>(Echo<TwoCounts>().Evaluate(off));
        Assert.Equal(2, two.MeanAbsoluteError, 1e-6);
        Assert.Equal(4, two.MeanSquaredError, 1e-5);
        Agree(Echo<TwoCounts>(), off, "mae", 2, 1e-6);
    }

    [Fact]
    public void A_probability_changes_sides_at_one_half()
    {
        var data = Dataset.FromMemory([0.1f, -0.1f, 3, 0], [1f, 0, 0, 0], 1, 1);
        Assert.Equal(0.75, Assert.IsType<ClassificationEvaluation>(Echo<YesOrNo>().Evaluate(data)).Accuracy);
        Agree(Echo<YesOrNo>(), data, "accuracy", 0.75);
    }

    [Fact]
    public void Several_sigmoids_are_labels_of_their_own()
    {
        // Rows: right, right; one of three wrong. scikit-learn: accuracy_score 2/3, f1_score micro 8/9, macro (1 + 2/3 + 1)/3.
        float[] logits = [1, -1, 2, -1, 3, -2, 1, -1, -3], targets = [1, 0, 1, 0, 1, 0, 1, 1, 0];
        var data = Dataset.FromMemory(logits, targets, 3, 3, targetNames: ["red", "round", "ripe"]);
        var evaluation = Assert.IsType<MultilabelEvaluation>(Echo<Tags>().Evaluate(data));
        Assert.Equal(8 / 9.0, evaluation.Accuracy, 1e-15);
        Assert.Equal(2 / 3.0, evaluation.SubsetAccuracy, 1e-15);
        Assert.Equal(8 / 9.0, evaluation.MicroF1, 1e-15);
        Assert.Equal((1 + 2 / 3.0 + 1) / 3, evaluation.MacroF1, 1e-15);
        Assert.Equal(new ClassScore("round", 1, 0.5, 2 / 3.0, 2), evaluation.Labels[1]);
        Assert.StartsWith("accuracy 0.8889 of 3 labels, 0.6667 of whole rows, over 3 rows; baseline 0.6667, always the more frequent value of each label\nROC AUC ", evaluation.ToString(), StringComparison.Ordinal);
        Agree(Echo<Tags>(), data, "accuracy", 8 / 9.0);

        var oneHot = Dataset.FromLabels([1, 2, 3, -1, -3, -2], [2, 0], classCount: 3);
        Assert.Equal(1, Assert.IsType<ClassificationEvaluation>(Echo<Tags>().Evaluate(oneHot)).Accuracy);
        Agree(Echo<Tags>(), oneHot, "accuracy", 1);
    }

    [Fact]
    public void The_largest_of_probabilities_or_their_logarithms_decides()
    {
        var data = Dataset.FromLabels([200, -300, 1, 2, 5, 4], [0, 1, 1], classCount: 2);
        Assert.Equal(2 / 3.0, Echo<LogClasses>().Evaluate(data).Score);
        Agree(Echo<LogClasses>(), data, "accuracy", 2 / 3.0);
        var shares = Dataset.FromMemory([2, 1, 2, 1], [0.7f, 0.3f, 0.4f, 0.6f], 2, 2);
        Assert.Equal(0.5, Assert.IsType<ClassificationEvaluation>(Echo<Shares>().Evaluate(shares)).Accuracy);
        Agree(Echo<Shares>(), shares, "accuracy", 0.5);
    }

    [Fact]
    public void A_quantile_is_judged_by_the_pinball_loss()
    {
        // Targets 1 … 11, and their 0.9 quantile, 10, for all: right, and R² would be below 0.
        float[] targets = [.. Enumerable.Range(1, 11).Select(static value => (float)value)];
        var data = Dataset.FromMemory(targets, targets, 1, 1);
        var network = Echo<Upper>();
        (network.Dense0.Weights[0, 0], network.Dense0.Biases[0]) = (0, 10);
        var evaluation = Assert.IsType<RegressionEvaluation>(network.Evaluate(data));
        // 0.1 · (9 + 8 + … + 0) + 0.9 · 1, over 11.
        Assert.Equal(5.4 / 11, evaluation.PinballLoss!.Value, 1e-6);
        Assert.Equal(10 / 11.0, evaluation.Coverage!.Value, 1e-15);
        Assert.Equal(0, evaluation.Score, 1e-12);
        Assert.True(evaluation.RSquared < 0);
        Assert.Contains("of the 0.9 quantile over 11 rows (pinball loss 0.490909, 90.9% of the targets covered)", evaluation.ToString(), StringComparison.Ordinal);
        Agree(network, data, "pinball", 5.4 / 11, 1e-6);
        Assert.Equal(1, Echo<Upper>().Evaluate(data).Score);
    }

    [Fact]
    public void Numbers_keep_the_absolute_error_and_with_classes_the_middle_of_their_targets_decides()
    {
        var numbers = Dataset.FromMemory([1, 2], [1f, 4], 1, 1);
        Assert.Equal(1, Assert.IsType<RegressionEvaluation>(Echo<Robust>().Evaluate(numbers)).MeanAbsoluteError);
        Agree(Echo<Robust>(), numbers, "mae", 1);
        var signs = Dataset.FromMemory([0.1f, 0.3f, -0.1f], [1f, 1, -1], 1, 1, classNames: ["left", "right"]);
        Assert.Equal(1, Echo<Signs>().Evaluate(signs).Score);
        Agree(Echo<Signs>(), signs, "accuracy", 1);
        var codes = Dataset.FromMemory([0.1f, 0.3f, 0.7f], [0f, 0, 1], 1, 1, classNames: ["left", "right"]);
        Assert.Equal(1, Echo<Robust>().Evaluate(codes).Score);
    }

    [Fact]
    public void Each_head_is_judged_by_its_own_loss()
    {
        var network = new Mixed();
        network.Dense0.Weights[0, 0] = network.Dense1.Weights[0, 1] = 1;
        network.Dense0.Weights[0, 1] = network.Dense0.Weights[0, 2] = network.Dense1.Weights[0, 0] = network.Dense1.Weights[0, 2] = 0;
        for (var input = 0; input < 3; input++)
            network.Dense2.Weights[0, input] = network.Dense2.Weights[1, input] = input == 2 ? 1 : 0;
        var data = Dataset.FromMemory([0.2f, MathF.Log(3), 1, -0.2f, MathF.Log(7), -1], [1f, 3, 1, 1, -1, 7, 0, 1], 3, 4);
        var heads = Assert.IsType<HeadsEvaluation>(network.Evaluate(data)).Heads;
        Assert.Equal(["Side", "Rate", "Tags"], heads.Select(static head => head.Name));
        Assert.Equal(1, Assert.IsType<ClassificationEvaluation>(heads[0].Evaluation).Accuracy);
        Assert.Equal(1, Assert.IsType<RegressionEvaluation>(heads[1].Evaluation).RSquared, 1e-9);
        Assert.Equal(0.75, Assert.IsType<MultilabelEvaluation>(heads[2].Evaluation).Accuracy);
        Agree(network, data, "score", 2.75 / 3, 1e-9);
        // Each head has its own metrics, and its own constant answer: half of the signs, the mean, and 3 of 4 labels.
        Assert.Equal(1, Assert.IsType<ClassificationEvaluation>(heads[0].Evaluation).RocAuc);
        Assert.Equal(0, Assert.IsType<RegressionEvaluation>(heads[1].Evaluation).PoissonDeviance!.Value, 1e-9);
        Assert.Equal((0.5 + 0 + 0.75) / 3, network.Evaluate(data).Baseline!.Score, 1e-9);
        Assert.Contains("Rate: R2 1.0000 over 2 rows", network.Evaluate(data).ToString(), StringComparison.Ordinal);

        var decisions = new Decisions();
        decisions.Dense0.Weights[0, 0] = 1;
        decisions.Dense0.Weights[0, 1] = 0;
        for (var output = 0; output < 2; output++)
            for (var input = 0; input < 2; input++)
                decisions.Dense1.Weights[output, input] = output == input ? 1 : 0;
        Agree(decisions, Dataset.FromMemory([0.3f, 0.1f, -1, 2], [1f, 1, 0, -1, 1, 0], 2, 3), "accuracy", 0.75);
    }

    /// <summary>Fit's training and validation metric, without a step that would change anything.</summary>
    private static void Agree<T>(T network, Dataset data, string name, double expected, double tolerance = 1e-15)
        where T : class, ITrainableNetwork<T>
    {
        var history = network.CreateTrainer(new Sgd(0f)).Fit(data, new FitOptions { Epochs = 1, Validation = data });
        Assert.Equal(name, history.MetricName);
        Assert.Equal(expected, history.Epochs[0].Metric!.Value, tolerance);
        Assert.Equal(expected, history.Epochs[0].ValidationMetric!.Value, tolerance);
    }

    /// <summary>A network whose dense block gives its inputs.</summary>
    private static T Echo<T>()
        where T : class, INetwork<T>
    {
        var network = T.Create(0);
        var parameters = new float[T.ParameterCount];
        for (var index = 0; index < T.InputSize; index++)
            parameters[index * T.InputSize + index] = 1;
        network.CopyParametersFrom(parameters);
        return network;
    }
}
