using Compiled.Tests.Networks;
using Compiled.Tests.Peers;

namespace Compiled.Tests.Training;

/// <summary>Labels beside one-hot rows, and the weights of classes.</summary>
public sealed class LabelTests
{
    public static TheoryData<string> Classifiers => DenseNetworks.Where(of => of.Topology.Loss == "CrossEntropy" && of.ParameterCount < 3_000);

    [Theory]
    [MemberData(nameof(Classifiers))]
    public void Labels_give_the_bits_of_one_hot_rows(string name)
    {
        var of = DenseNetworks.Get(name);
        foreach (var classWeights in new[] { null, ClassWeights(of) })
            foreach (var rows in new[] { 1, 7, 333 })
            {
                var (_, inputs, targets, weights) = SampleWeightTests.Case(of, rows);
                var labels = Labels(targets, of.OutputSize);
                var (rowwise, labelled) = (of.CreateRandom(5), of.CreateRandom(5));
                var options = new TrainerOptions { ClassWeights = classWeights };
                var (one, other) = (rowwise.CreateTrainer(new Adam(), options), labelled.CreateTrainer(new Adam(), options));
                Bits.Equal([one.Step(inputs, targets)], [other.Step(inputs, labels)], "loss");
                Bits.Equal([one.Step(inputs, targets, weights)], [other.Step(inputs, labels, weights)], "weighted loss");
                Bits.Equal([one.MeanLoss(inputs, targets)], [other.MeanLoss(inputs, labels)], "mean loss");
                Bits.Equal([one.MeanLoss(inputs, targets, weights)], [other.MeanLoss(inputs, labels, weights)], "weighted mean loss");
                Bits.Equal(rowwise.GetParameters(of), labelled.GetParameters(of), "parameters");
            }
    }

    [Theory]
    [InlineData("SoftmaxRegression")]
    [InlineData("SeventeenClasses")]
    public void The_weight_of_a_class_is_the_weight_of_its_rows(string name)
    {
        var of = DenseNetworks.Get(name);
        var (network, inputs, targets, _) = SampleWeightTests.Case(of, 40);
        var classes = ClassWeights(of);
        var weights = Labels(targets, of.OutputSize).Select(label => classes[label]).ToArray();
        var (loss, gradient) = SampleWeightTests.WeightedMean(of, network, inputs, targets, weights);
        var trainer = network.CreateTrainer(new Sgd(learningRate: 0), new TrainerOptions { KeepGradients = true, ClassWeights = classes });
        Close.Values([loss], [trainer.MeanLoss(inputs, targets)], 1e-5, 1e-6, "MeanLoss");
        Close.Values([loss], [trainer.Step(inputs, targets)], 1e-5, 1e-6, "Step");
        Close.Values(gradient, trainer.GetGradients(of), 0, 2e-5 * gradient.Max(Math.Abs), "gradients");
    }

    [Theory]
    [InlineData("SmoothClasses465")]
    [InlineData("SmoothClasses64021")]
    public void Class_weights_and_label_smoothing_are_PyTorchs(string name)
    {
        // Σ_r ((1 − ε) w_y (−ln p_y) + ε/K Σ_c w_c (−ln p_c)) / Σ_r w_y.
        var of = DenseNetworks.Get(name);
        var (network, inputs, targets, _) = SampleWeightTests.Case(of, 9);
        var (classes, labels, probabilities) = (ClassWeights(of), Labels(targets, of.OutputSize), network.PredictRows(of, inputs));
        double sum = 0, divisor = 0;
        for (var row = 0; row < 9; row++)
        {
            divisor += classes[labels[row]];
            for (var c = 0; c < of.OutputSize; c++)
            {
                var share = of.LossSetting / of.OutputSize + (c == labels[row] ? 1 - of.LossSetting : 0);
                sum -= classes[c] * share * Math.Log(probabilities[row * of.OutputSize + c]);
            }
        }

        var trainer = network.CreateTrainer(new Sgd(learningRate: 0), new TrainerOptions { KeepGradients = true, ClassWeights = classes });
        Close.Values([sum / divisor], [trainer.Step(inputs, labels)], 2e-6, 0, "loss");
    }

    [Theory]
    [InlineData(5, "5")]
    [InlineData(-1, "-1")]
    [InlineData(int.MinValue, "-2147483648")]
    public void A_label_that_is_no_class_changes_nothing(int wrong, string named)
    {
        var of = DenseNetworks.Get("SmoothClasses465");
        var network = of.CreateRandom(1);
        var before = network.GetParameters(of);
        var trainer = network.CreateTrainer(new Adam());
        var expected = $"'labels' has {named} for row 1, but the classes of network SmoothClasses465 are 0 to 4.";
        Assert.StartsWith(expected, Assert.Throws<ArgumentException>("labels", () => trainer.Step(new float[8], new[] { 0, wrong })).Message, StringComparison.Ordinal);
        Assert.StartsWith(expected, Assert.Throws<ArgumentException>("labels", () => trainer.MeanLoss(new float[8], new[] { 0, wrong })).Message, StringComparison.Ordinal);
        var count = Assert.Throws<ArgumentException>("labels", () => trainer.Step(new float[8], new[] { 0 }));
        Assert.StartsWith("'labels' has 1 label, but 'inputs' has 2 rows: pass one label per row.", count.Message, StringComparison.Ordinal);
        Assert.Equal(before, network.GetParameters(of));
        Assert.Equal(0, trainer.StepCount);
    }

    [Fact]
    public void Only_a_cross_entropy_takes_labels()
    {
        var trainer = DenseNetworks.Get("Divergence465").CreateRandom(1).CreateTrainer(new Adam());
        var exception = Assert.Throws<InvalidOperationException>(() => trainer.Step(new float[4], new[] { 1 }));
        Assert.Equal("Network Divergence465 trains with KullbackLeibler, which takes targets and not labels: pass 5 floats per row, or end the network in [Softmax] with [CrossEntropy].", exception.Message);
    }

    [Theory]
    [InlineData("SmoothClasses465", new[] { 1f, 2 }, "TrainerOptions.ClassWeights has 2 weights, but network SmoothClasses465 has 5 classes: give one weight per class")]
    [InlineData("SmoothClasses465", new[] { 1f, 2, -3, 1, 1 }, "TrainerOptions.ClassWeights has -3 for class 2, but a weight must be a finite number of at least 0")]
    [InlineData("SmoothClasses465", new[] { 1f, float.NaN, 3, 1, 1 }, "TrainerOptions.ClassWeights has NaN for class 1")]
    [InlineData("SmoothClasses465", new[] { 0f, 0, 0, 0, 0 }, "TrainerOptions.ClassWeights is 0 for every class")]
    [InlineData("HuberHalf463", new[] { 1f, 2, 3 }, "TrainerOptions.ClassWeights weighs the classes of [CrossEntropy], but network HuberHalf463 trains with Huber")]
    public void Class_weights_that_do_not_fit_are_refused(string name, float[] weights, string expected)
    {
        var network = DenseNetworks.Get(name).CreateRandom(1);
        var exception = Assert.Throws<ArgumentException>("options", () => network.CreateTrainer(new Adam(), new TrainerOptions { ClassWeights = weights }));
        Assert.StartsWith(expected, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_in_brackets_are_targets()
    {
        var trainer = DenseNetworks.Get("SoftmaxRegression").CreateRandom(1).CreateTrainer(new Sgd(learningRate: 0));
        Assert.Equal(trainer.Step(new float[6], new[] { 1 }), trainer.Step([0, 0, 0, 0, 0, 0], [0, 1]));
    }

    private static float[] ClassWeights(NetworkCase of) => [.. Enumerable.Range(0, of.OutputSize).Select(index => 0.25f + index % 4)];

    private static int[] Labels(float[] targets, int classes)
    {
        var labels = new int[targets.Length / classes];
        for (var row = 0; row < labels.Length; row++)
            labels[row] = Array.IndexOf(targets, 1f, row * classes, classes) - row * classes;
        return labels;
    }
}
