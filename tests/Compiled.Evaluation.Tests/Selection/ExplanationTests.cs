namespace Compiled.Tests.Selection;

/// <summary>Importance, dependence and attribution of what is known.</summary>
public sealed class ExplanationTests
{
    [Fact]
    public void The_loss_without_a_feature_is_twice_its_share_of_the_variance()
    {
        // y = 3 a − b: permuting a leaves the error 3 (a − a′), of the mean square 2 · 9 of 10; that of b 2 · 1 of 10; c does not matter.
        var importance = PermutationImportance.Of(Known.Line(), Known.Numbers(4000, 1), options: new PermutationOptions { Repeats = 4 });
        Assert.Equal("R2", importance.MetricName);
        Assert.Equal(1, importance.Value, 1e-9);
        Assert.Equal(["a", "b", "c"], importance.Features.Select(feature => feature.Name));
        Assert.Equal(1.8, importance.Features[0].Mean, 0.1);
        Assert.Equal(0.2, importance.Features[1].Mean, 0.02);
        Assert.Equal(0, importance.Features[2].Mean);
        Assert.Equal(4, importance.Features[0].Values.Count);
        Assert.Equal(["a", "b", "c"], importance.Ranked.Select(feature => feature.Name));
        Assert.Contains("\na            1.", importance.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_seed_gives_the_same_importance_and_errors_count_upwards()
    {
        var (line, data) = (Known.Line(), Known.Numbers(200, 1, 0.5f));
        var options = new PermutationOptions { Seed = 5 };
        var (first, second) = (PermutationImportance.Of(line, data, Metric.RootMeanSquaredError, options), PermutationImportance.Of(line, data, Metric.RootMeanSquaredError, options));
        Assert.Equal(first.Features.Select(feature => feature.Mean), second.Features.Select(feature => feature.Mean));
        Assert.True(first.Features[0].Mean > 1 && first.Features[0].Mean > first.Features[1].Mean && first.Features[0].StandardDeviation > 0);
        Assert.NotEqual(first.Features[0].Mean, PermutationImportance.Of(line, data, Metric.RootMeanSquaredError, options with { Seed = 6 }).Features[0].Mean);
    }

    [Fact]
    public void Groups_are_permuted_together_and_columns_are_matched_by_name()
    {
        var (line, data) = (Known.Line(), Known.Numbers(2000, 1));
        line.FeatureNames = ["a", "b", "c"];
        var options = new PermutationOptions { Groups = [new("both", ["a", "b"])] };
        var importance = PermutationImportance.Of(line, data.Select(["c", "b", "a"]), options: options);
        Assert.Equal(["both", "c"], importance.Features.Select(feature => feature.Name));
        Assert.Equal(2, importance.Features[0].Mean, 0.1);
        Assert.StartsWith("The group 'x' names the feature 'd'", Assert.Throws<ArgumentException>(
            () => PermutationImportance.Of(line, data, options: new PermutationOptions { Groups = [new("x", ["d"])] })).Message, StringComparison.Ordinal);
        Assert.StartsWith("The feature 'a' is in two groups", Assert.Throws<ArgumentException>(
            () => PermutationImportance.Of(line, data, options: new PermutationOptions { Groups = [new("x", ["a"]), new("y", ["a"])] })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Classifiers_are_measured_by_any_metric_that_fits()
    {
        var (train, test) = (Known.Classes(400, 1, 0.2f), Known.Classes(400, 2, 0.2f));
        var sorter = Known.Train(train, 1, 30);
        foreach (var metric in new[] { Metric.Accuracy, Metric.RocAuc, Metric.LogLoss })
            Assert.All(PermutationImportance.Of(sorter, test, metric).Features, feature => Assert.True(feature.Mean > 0.05, $"{metric}: {feature}"));
        Assert.Equal("accuracy", PermutationImportance.Of(new Ensemble<Sorter>([sorter]), test).MetricName);
        Assert.StartsWith("The metric 'R2' needs numbers, but does not fit network Sorter", Assert.Throws<ArgumentException>(() => PermutationImportance.Of(sorter, test, Metric.RSquared)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_dependence_of_a_line_is_a_line()
    {
        var data = Known.Numbers(500, 1);
        var dependence = PartialDependence.Of(Known.Line(), data, "a", points: 11);
        Assert.Equal(11, dependence.Values.Count);
        for (var point = 1; point < 11; point++)
            Assert.Equal(3, (dependence.Averages[0][point] - dependence.Averages[0][0]) / (dependence.Values[point] - dependence.Values[0]), 1e-3);
        float[] column = [.. Enumerable.Range(0, data.Count).Select(row => data.Input(row)[0]).Order()];
        Assert.Equal(column[(int)(0.05 * 499)], dependence.Values[0], 0.02f);
        Assert.Equal(column[(int)(0.95 * 499)], dependence.Values[10], 0.02f);
        // Of a feature without influence it is flat.
        var flat = PartialDependence.Of(new Ensemble<Line>([Known.Line()]), data, "c", points: 5).Averages[0];
        Assert.All(flat, value => Assert.Equal(flat[0], value));
        Assert.StartsWith("The data lacks the feature 'd'", Assert.Throws<ArgumentException>(() => PartialDependence.Of(Known.Line(), data, "d")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Few_values_are_the_grid_themselves()
    {
        var data = Dataset.FromMemory([0f, 1, 0, 1, 1, 0, 0, 1, 5, 1, 0, 0], [0f, 0, 0, 0], 3, 1);
        Assert.Equal([0f, 1], PartialDependence.Of(Known.Line(), data, "x0").Values);
        Assert.Equal([0f, 5], PartialDependence.Of(Known.Line(), data, "x2").Values);
    }

    [Fact]
    public void Attributions_of_a_line_are_exact()
    {
        var (line, attributions) = (Known.Line(), new float[3]);
        var error = IntegratedGradients.Attribute(line, line.InputGradient, [1, 2, 3], [0, 1, 0], 0, attributions, steps: 1);
        Assert.Equal([3f, -1, 0], attributions);
        Assert.Equal(0, error, 1e-6);
    }

    [Fact]
    public void Attributions_are_complete_and_more_steps_are_closer()
    {
        var sorter = Known.Train(Known.Classes(300, 1), 1);
        var (attributions, output) = (new float[3], new float[3]);
        ReadOnlySpan<float> input = [1.5f, -1, 0.3f], reference = [0, 0, 0];
        for (var label = 0; label < 3; label++)
        {
            var coarse = IntegratedGradients.Attribute(sorter, sorter.InputGradient, input, reference, label, attributions, steps: 4);
            var fine = IntegratedGradients.Attribute(sorter, sorter.InputGradient, input, reference, label, attributions, steps: 128);
            sorter.Predict(input, output);
            var difference = output[label];
            sorter.Predict(reference, output);
            difference -= output[label];
            Assert.Equal(difference, attributions.Sum(), 1e-4);
            Assert.Equal(difference - attributions.Sum(), fine, 1e-5);
            Assert.True(Math.Abs(fine) <= Math.Abs(coarse) + 1e-6, $"{fine} of 128 steps, {coarse} of 4");
        }
    }

    [Fact]
    public void Attributions_allocate_nothing_and_check_their_arguments()
    {
        var (line, attributions) = (Known.Line(), new float[3]);
        InputGradientFunction gradient = line.InputGradient;
        _ = IntegratedGradients.Attribute(line, gradient, [1, 2, 3], [0, 0, 0], 0, attributions);
        var before = GC.GetAllocatedBytesForCurrentThread();
        _ = IntegratedGradients.Attribute(line, gradient, [1, 2, 3], [0, 0, 0], 0, attributions);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.StartsWith("Output 1 does not exist: the outputs of Line are 0 to 0.", Assert.Throws<ArgumentOutOfRangeException>(
            () => IntegratedGradients.Attribute(line, gradient, [1, 2, 3], [0, 0, 0], 1, attributions)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => IntegratedGradients.Attribute(line, gradient, [1, 2], [0, 0, 0], 0, attributions));
        Assert.Throws<ArgumentOutOfRangeException>(() => IntegratedGradients.Attribute(line, gradient, [1, 2, 3], [0, 0, 0], 0, attributions, steps: 0));
    }
}
