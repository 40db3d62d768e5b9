namespace Compiled.Tests.Selection;

/// <summary>Importance and dependence of each head.</summary>
public sealed class HeadExplanationTests
{
    private static readonly Lazy<(Twin Network, Dataset Data)> Trained = new(Train);

    [Fact]
    public void Each_head_has_an_importance_of_its_own()
    {
        var (twin, data) = Trained.Value;
        var heads = PermutationImportance.OfHeads(twin, data, options: new PermutationOptions { Seed = 3 });
        Assert.Equal([("Kind", "accuracy"), ("Size", "R2")], heads.Select(static head => (head.Name, head.Importance.MetricName)));
        // The class is that of a and b, the number is that of c.
        var (kind, size) = (heads[0].Importance.Features, heads[1].Importance.Features);
        Assert.Equal(["a", "b", "c"], kind.Select(static feature => feature.Name));
        Assert.True(kind[0].Mean > 0.1 && kind[1].Mean > 0.1 && Math.Abs(kind[2].Mean) < 0.05, heads[0].Importance.ToString());
        Assert.True(Math.Abs(size[0].Mean) < 0.1 && Math.Abs(size[1].Mean) < 0.1 && size[2].Mean > 0.5, heads[1].Importance.ToString());

        // The value is that of the evaluation, and an ensemble of one member says the same.
        var evaluation = (HeadsEvaluation)twin.Evaluate(data);
        Assert.Equal(evaluation.Heads.Select(static head => head.Evaluation.Score), heads.Select(static head => head.Importance.Value));
        var ensemble = PermutationImportance.OfHeads(new Ensemble<Twin>([twin]), data, options: new PermutationOptions { Seed = 3 });
        Assert.Equal(kind.Select(static feature => feature.Mean), ensemble[0].Importance.Features.Select(static feature => feature.Mean));
    }

    [Fact]
    public void Without_heads_there_is_one_which_is_that_of_the_network()
    {
        var (line, data) = (Known.Line(), Known.Numbers(100, 1));
        var head = Assert.Single(PermutationImportance.OfHeads(line, data));
        Assert.Equal("", head.Name);
        Assert.Equal(PermutationImportance.Of(line, data).Features.Select(static feature => feature.Mean), head.Importance.Features.Select(static feature => feature.Mean));
    }

    [Fact]
    public void What_does_not_fit_is_named()
    {
        var (twin, data) = Trained.Value;
        Assert.StartsWith("Network Twin has the heads 'Kind', 'Size', which no single metric judges: use PermutationImportance.OfHeads.", Assert.Throws<ArgumentException>(() => PermutationImportance.Of(twin, data)).Message);
        Assert.StartsWith("The metric 'accuracy' needs decisions between classes, but does not fit head 'Size'", Assert.Throws<ArgumentException>(() => PermutationImportance.OfHeads(twin, data, Metric.Accuracy)).Message);
    }

    [Fact]
    public void The_dependence_has_the_outputs_of_each_head()
    {
        var (twin, data) = Trained.Value;
        var dependence = PartialDependence.Of(twin, data, "c", points: 5);
        Assert.Equal([("Kind", 3), ("Size", 1)], dependence.Heads.Select(static head => (head.Name, head.Averages.Count)));
        Assert.Same(dependence.Averages[3], dependence.Heads[1].Averages[0]);
        Assert.True(dependence.Heads[1].Averages[0][4] - dependence.Heads[1].Averages[0][0] > 1, string.Join(' ', dependence.Averages[3]));
        for (var point = 0; point < 5; point++)
            Assert.Equal(1, dependence.Heads[0].Averages.Sum(output => output[point]), 1e-5);
        Assert.Empty(PartialDependence.Of(Known.Line(), Known.Numbers(10, 1), "a").Heads);
    }

    [Fact]
    public void Columns_of_a_one_hot_target_name_the_classes_of_a_head()
    {
        var evaluation = (HeadsEvaluation)Trained.Value.Network.Evaluate(Trained.Value.Data);
        Assert.Equal(["left", "right", "middle"], ((ClassificationEvaluation)evaluation.Heads[0].Evaluation).ClassNames);
    }

    private static (Twin, Dataset) Train()
    {
        var random = new Numerics.SeededRandom(4);
        var (inputs, targets) = (new float[900], new float[1200]);
        for (var row = 0; row < 300; row++)
        {
            for (var input = 0; input < 3; input++)
                inputs[3 * row + input] = random.NextNormal();
            var difference = inputs[3 * row] - inputs[3 * row + 1];
            targets[4 * row + (difference > 0.5f ? 0 : difference < -0.5f ? 1 : 2)] = 1;
            targets[4 * row + 3] = inputs[3 * row + 2];
        }

        var data = Dataset.FromMemory(inputs, targets, 3, 4, ["a", "b", "c"], ["left", "right", "middle", "length"]);
        var twin = new Twin(seed: 2);
        twin.CreateTrainer(new Adam(0.02f)).Fit(data, new FitOptions { Epochs = 40, BatchSize = 20, TrainingMetrics = false });
        return (twin, data);
    }
}
