using Compiled.Numerics;

namespace Compiled.Tests;

/// <summary>Networks, data and runs of which a report says something else, or leaves something out.</summary>
public sealed class ReportCaseTests
{
    private static readonly ReportOptions Plain = new() { ImportanceRepeats = 0, WorstRows = 0 };

    [Fact]
    public void Of_many_columns_classes_and_features_the_first_are_listed()
    {
        var inputs = new float[300 * 4];
        inputs.AsSpan().Fill(float.NaN);
        var data = Dataset.FromLabels(inputs, [0, 1, 2, 3], [.. Enumerable.Range(0, 201).Select(static label => $"kind-{label}")]);
        var html = Report.ToHtml(new LongNet(seed: 1), data, new ReportOptions { Validation = data });
        Assert.Contains("The first 200 of 201.", html, StringComparison.Ordinal);
        Assert.Contains("The first 200 of 501.", html, StringComparison.Ordinal);
        Assert.Contains("The first 12 of 300 features.", html, StringComparison.Ordinal);
        Assert.Contains("no finite value", html, StringComparison.Ordinal);
        Assert.Contains("validation rows", html, StringComparison.Ordinal);
        // Nobody reads a picture of so many features.
        Assert.DoesNotContain("id=\"importance\"", html, StringComparison.Ordinal);
        Assert.Contains("Some outputs are NaN", html, StringComparison.Ordinal);
        Assert.DoesNotContain("ROC curve", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_class_without_rows_or_with_all_of_them_has_no_curve()
    {
        var some = Report.ToHtml(Cases.PlaneNetwork, Two("north", "west"), Plain);
        Assert.Contains("north (AUC", some, StringComparison.Ordinal);
        Assert.Contains("west (AUC", some, StringComparison.Ordinal);
        Assert.DoesNotContain("south-east (AUC", some, StringComparison.Ordinal);
        var one = Report.ToHtml(Cases.PlaneNetwork, Two("north", "north"), Plain);
        Assert.Contains("Confusion matrix", one, StringComparison.Ordinal);
        Assert.DoesNotContain("ROC curve", one, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"worst\"", one, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_labels_have_a_curve_each_and_a_score()
    {
        var random = new SeededRandom(1);
        var (inputs, targets) = (new float[2 * 40], new float[3 * 40]);
        foreach (ref var input in inputs.AsSpan())
            input = random.NextNormal();
        foreach (ref var target in targets.AsSpan())
            target = random.NextSingle() < 0.5f ? 0 : 1;
        var html = Report.ToHtml(new LabelNet(seed: 1), Dataset.FromMemory(inputs, targets, 2, 3, ["a", "b"], ["red", "green", "blue"]), Plain with { WorstRows = 3 });
        foreach (var label in new[] { "red", "green", "blue" })
        {
            Assert.Contains($"{label} (AUC", html, StringComparison.Ordinal);
            Assert.Contains($"{label} (ECE", html, StringComparison.Ordinal);
        }

        Assert.Contains("score 0.", html, StringComparison.Ordinal);
        Assert.Contains("with the largest errors", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Confusion matrix", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Margins_are_scores_and_not_probabilities()
    {
        var network = new MarginNet(seed: 1);
        network.Dense0.Weights[0, 0] = 2;
        network.Dense0.Weights[0, 1] = 0;
        var html = Report.ToHtml(network, Dataset.FromMemory([3, 0, -1, 0, 0.25f, 0], [1, -1, -1], 2, 1, classNames: ["left", "right"]), Plain with { WorstRows = 3 });
        Assert.Contains("score of the actual class", html, StringComparison.Ordinal);
        Assert.Contains("right (AUC", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Calibration", html, StringComparison.Ordinal);
        // The row that is on the wrong side by 0.5 is the worst; the others are right by 2 and by 6.
        Assert.Contains("<tbody>\n<tr><td>2</td><td>left</td><td>right</td><td class=\"n\">−0.5</td>", html, StringComparison.Ordinal);
        Assert.Contains("<td>left</td><td>left</td><td class=\"n\">2</td>", html, StringComparison.Ordinal);
        Assert.Contains("<td>right</td><td>right</td><td class=\"n\">6</td>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_quantile_has_a_score_that_is_no_share_of_the_variance()
    {
        var data = Dataset.FromMemory([0, 1, 1, 0, 2, 2], [1, 2, 3], 2, 1);
        var html = Report.ToHtml(new QuantileNet(seed: 1), data, Plain);
        var heading = html[..html.IndexOf("<h2", StringComparison.Ordinal)];
        Assert.Matches("score -?[0-9.]+ on 3 test rows", heading);
        Assert.DoesNotContain("R² ", heading, StringComparison.Ordinal);
    }

    [Fact]
    public void Importance_needs_two_rows_and_takes_at_most_two_thousand()
    {
        Assert.DoesNotContain("id=\"importance\"", Report.ToHtml(Cases.PlaneNetwork, Cases.Plane.Subset([0])), StringComparison.Ordinal);
        var many = Report.ToHtml(Cases.PlaneNetwork, Cases.Plane.Subset([.. Enumerable.Range(0, 2001).Select(static row => row % 300)]), new ReportOptions { ImportanceRepeats = 1 });
        Assert.Contains("Measured on 2,000 rows.", many, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, false, false, "2 epochs, finished; the best is epoch 1.")]
    [InlineData(true, false, false, "2 epochs, cancelled; the best is epoch 1.")]
    [InlineData(false, true, true, "2 epochs, stopped early; the best is epoch 1, whose parameters were restored.")]
    public void How_the_run_ended_is_said(bool cancelled, bool stopped, bool restored, string sentence)
    {
        EpochRecord[] epochs = [new() { Epoch = 1, Loss = 1, LearningRate = 0.1f, Seconds = 1 }, new() { Epoch = 2, Loss = 2, LearningRate = 0.05f, Seconds = 1 }];
        var history = new History("accuracy", epochs, 1, cancelled) { StoppedEarly = stopped, RestoredBest = restored };
        var html = Report.ToHtml(Cases.PlaneNetwork, Cases.Plane, Plain with { History = history });
        Assert.Contains(sentence, html, StringComparison.Ordinal);
        Assert.Contains("Learning rate", html, StringComparison.Ordinal);
        // No metric was measured.
        Assert.DoesNotContain("accuracy (fraction)", html, StringComparison.Ordinal);
        Assert.Contains("0 epochs, finished.", Report.ToHtml(Cases.PlaneNetwork, Cases.Plane, Plain with { History = new History("accuracy", [], 0, cancelled: false) }), StringComparison.Ordinal);
    }

    private static Dataset Two(string first, string second)
    {
        string[] names = ["north", "south-east", "west"];
        return Dataset.FromLabels([0.1f, 0.2f, -0.3f, 0.4f], [Array.IndexOf(names, first), Array.IndexOf(names, second)], names, ["length (cm)", "width (cm)"]);
    }
}
