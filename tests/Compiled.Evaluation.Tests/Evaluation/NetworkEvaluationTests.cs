namespace Compiled.Tests;

public sealed class NetworkEvaluationTests
{
    private static readonly float[] Scores = [0.8f, 0.1f, 0.1f, 0.2f, 0.7f, 0.1f, 0.6f, 0.2f, 0.2f];
    private static readonly float[] OneHot = [1, 0, 0, 0, 1, 0, 0, 0, 1];

    [Fact]
    public void A_classifier_is_judged_by_its_classes()
    {
        var evaluation = new EchoNetwork<ThreeClasses>().Evaluate(Dataset.FromMemory(Scores, OneHot, 3, 3));
        var classes = Assert.IsType<ClassificationEvaluation>(evaluation);
        Assert.Equal(2 / 3.0, classes.Accuracy);
        Assert.Equal(1, classes.ConfusionMatrix[2, 0]);
        Assert.Equal(3, evaluation.Count);
    }

    [Fact]
    public void Names_come_from_the_dataset_else_the_topology_else_the_numbers()
    {
        var (plain, named) = (Dataset.FromMemory(Scores, OneHot, 3, 3), Dataset.FromMemory(Scores, OneHot, 3, 3, classNames: ["a", "b", "c"]));
        Assert.Equal(["a", "b", "c"], Classes(new EchoNetwork<ThreeClasses>().Evaluate(named)));
        Assert.Equal(["red", "green", "blue"], Classes(new EchoNetwork<NamedClasses>().Evaluate(plain)));
        Assert.Equal(["0", "1", "2"], Classes(new EchoNetwork<ThreeClasses>().Evaluate(plain)));
    }

    [Fact]
    public void One_sigmoid_output_is_judged_as_yes_or_no()
    {
        float[] inputs = [0.9f, 0, 0.3f, 0, 0.6f, 0], targets = [1, 0, 0];
        var plain = new EchoNetwork<YesOrNo>().Evaluate(Dataset.FromMemory(inputs, targets, 2, 1));
        Assert.Equal(["no", "yes"], Classes(plain));
        Assert.Equal(2 / 3.0, plain.Score);
        Assert.Equal(["rock", "mine"], Classes(new EchoNetwork<YesOrNo>().Evaluate(Dataset.FromMemory(inputs, targets, 2, 1, classNames: ["rock", "mine"]))));
    }

    [Fact]
    public void Numbers_are_judged_as_a_regression_named_by_the_dataset()
    {
        var data = Dataset.FromMemory([1, 2, 3, 4], [1, 2, 3, 6], 2, 2, targetNames: ["u", "v"]);
        var regression = Assert.IsType<RegressionEvaluation>(new EchoNetwork<TwoNumbers>().Evaluate(data));
        Assert.Equal(1, regression.MeanSquaredError);
        Assert.Equal(["u", "v"], regression.Outputs.Select(output => output.Name));
    }

    [Fact]
    public void Data_with_classes_judges_any_network_by_them()
    {
        var data = Dataset.FromLabels([1, 0, 3, 4], [0, 0], ["left", "right"]);
        var evaluation = Assert.IsType<ClassificationEvaluation>(new EchoNetwork<TwoNumbers>().Evaluate(data));
        Assert.Equal(0.5, evaluation.Accuracy);
    }

    [Fact]
    public void Data_of_other_sizes_is_refused_with_both_sizes()
    {
        var error = Assert.Throws<ArgumentException>(() => new EchoNetwork<ThreeClasses>().Evaluate(Dataset.FromMemory([1, 2], [1], 2, 1)));
        Assert.StartsWith("The dataset has 2 features per row, but network ThreeNet takes 3 inputs: choose other columns", error.Message);
    }

    [Fact]
    public void Classes_in_another_order_than_the_network_declares_are_refused()
    {
        var data = Dataset.FromMemory(Scores, OneHot, 3, 3, classNames: ["red", "blue", "green"]);
        var error = Assert.Throws<ArgumentException>(() => new EchoNetwork<NamedClasses>().Evaluate(data));
        Assert.StartsWith("The dataset has class 'blue' at position 1, but the network NamedNet has it at position 2", error.Message);
    }

    [Fact]
    public void Two_one_hot_classes_for_one_output_are_refused_with_the_remedy()
    {
        var error = Assert.Throws<ArgumentException>(() => new EchoNetwork<YesOrNo>().Evaluate(Dataset.FromLabels([1, 2], [1], 2)));
        Assert.Contains("TargetKind.Binary", error.Message);
    }

    private static IReadOnlyList<string> Classes(Evaluation evaluation) => Assert.IsType<ClassificationEvaluation>(evaluation).ClassNames;
}
