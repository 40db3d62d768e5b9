namespace Compiled.Dynamic.Tests;

public class DynamicNetworkTests
{
    private static readonly DynamicNetworkType Classifier = new NetworkDeclaration(2).Standardize().Dense(5).Tanh().Dense(3).Softmax().CrossEntropy().Compile();

    private static float[] Parameters(DynamicNetwork network)
    {
        var parameters = new float[network.ParameterCount];
        network.CopyParametersTo(parameters);
        return parameters;
    }

    [Fact]
    public void The_largest_output_is_the_class()
    {
        var network = Classifier.Create(3);
        var outputs = new float[3];
        for (var step = 0; step < 20; step++)
        {
            float[] input = [step - 10, 0.3f * step];
            network.Predict(input, outputs);
            Assert.Equal(Array.IndexOf(outputs, outputs.Max()), network.Classify(input));
        }

        network.CopyParametersFrom(new float[network.ParameterCount]);
        Assert.Equal(0, network.Classify([1, 2]));
        Assert.Equal(0, network.Classify([float.NaN, 2]));
        Assert.Throws<ArgumentException>(() => network.Classify([1]));
    }

    [Fact]
    public void A_sigmoid_above_one_half_is_the_second_class()
    {
        var network = new NetworkDeclaration(1).Dense(1).Sigmoid().BinaryCrossEntropy().Compile().Create();
        network.CopyParametersFrom([1, 0]);
        Assert.Equal((0, 0, 1), (network.Classify([-1]), network.Classify([0]), network.Classify([1])));
    }

    [Fact]
    public void More_classes_than_the_stack_takes_are_told_apart()
    {
        var network = new NetworkDeclaration(1).Dense(300).Softmax().Compile().Create();
        var parameters = new float[600];
        parameters[300 + 271] = 9;
        network.CopyParametersFrom(parameters);
        Assert.Equal(271, network.Classify([0]));
    }

    [Fact]
    public void What_is_no_classifier_says_so() => Assert.Contains(
        "not a classifier", Assert.Throws<InvalidOperationException>(() => new NetworkDeclaration(1).Dense(1).Compile().Create().Classify([0])).Message);

    [Fact]
    public void TryClassify_tells_what_is_no_number()
    {
        foreach (var network in new[] { Classifier.Create(1), new NetworkDeclaration(2).Dense(1).Sigmoid().BinaryCrossEntropy().Compile().Create(1) })
        {
            Assert.True(network.TryClassify([0.3f, -1], out var label));
            Assert.Equal(network.Classify([0.3f, -1]), label);
            Assert.False(network.TryClassify([float.NaN, 0], out label));
            Assert.Equal((0, 0), (label, network.Classify([float.NaN, 0])));
        }
    }

    [Fact]
    public void A_standardiser_of_any_kind_is_taken_over()
    {
        var network = Classifier.Create(1);
        network.SetStandardization(Standardizer.FitMinMax([0, 10, 2, 30], 2));
        var factors = new float[2];
        network.Tensors.Single(static tensor => tensor.Name == "standardize.factors").CopyTo(factors);
        Assert.Equal([0.5f, 0.05f], factors);
        var plain = new NetworkDeclaration(2).Dense(1).Compile().Create();
        Assert.Contains("no Standardize block", Assert.Throws<InvalidOperationException>(() => plain.SetStandardization(Standardizer.Fit([0, 1], 2))).Message);
    }

    [Fact]
    public void A_trainer_trains_the_network_it_came_from()
    {
        var network = Classifier.Create(1);
        var data = Dataset.FromLabels([0, 0, 0, 1, 1, 0, 5, 5, 5, 6, 6, 5, -5, 5, -5, 6, -6, 5], [0, 0, 0, 1, 1, 1, 2, 2, 2], classCount: 3);
        network.CreateTrainer(new Adam(0.05f)).Fit(data, new FitOptions { Epochs = 100, BatchSize = 3 });
        Assert.Equal(1, ((ClassificationEvaluation)network.Evaluate(data)).Accuracy);
    }

    [Fact]
    public void A_clone_is_a_network_of_its_own_and_of_the_same_class()
    {
        var network = Classifier.Create(1);
        var clone = network.Clone();
        Assert.Equal(Parameters(network), Parameters(clone));
        clone.CopyParametersFrom(new float[clone.ParameterCount]);
        Assert.NotEqual(Parameters(network), Parameters(clone));
        Assert.Same(network.Type, clone.Type);
        Assert.IsType(network.Type.NetworkClass, clone.Network);
        _ = clone.CreateTrainer(new Sgd());
        _ = new NetworkDeclaration(1).Dense(1).Compile().Create().Clone();
    }

    [Fact]
    public void Standardization_is_fitted_and_copied()
    {
        var (network, other) = (Classifier.Create(1), Classifier.Create(1));
        network.FitStandardization(Dataset.FromMemory([0, 10, 2, 30], [1, 0, 0, 0, 1, 0], 2, 3));
        var means = new float[2];
        network.Tensors.Single(static tensor => tensor.Name == "standardize.means").CopyTo(means);
        Assert.Equal([1, 20], means);
        other.CopyStatisticsFrom(network);
        other.Tensors.Single(static tensor => tensor.Name == "standardize.means").CopyTo(means);
        Assert.Equal([1, 20], means);

        var prices = new NetworkDeclaration(2).Dense(1).StandardizeTargets().MeanSquaredError().Compile().Create();
        prices.FitStandardization(Dataset.FromMemory([0, 10, 2, 30], [100, 300], 2, 1));
        var (mean, scale) = (new float[1], new float[1]);
        prices.Tensors[^2].CopyTo(mean);
        prices.Tensors[^1].CopyTo(scale);
        Assert.Equal((200, 100), (mean[0], scale[0]));

        var plain = new NetworkDeclaration(2).Dense(1).Compile().Create();
        Assert.Contains("no Standardize block", Assert.Throws<InvalidOperationException>(() => plain.FitStandardization(Dataset.FromMemory([0, 1], [1], 2, 1))).Message);
        Assert.Contains("another class", Assert.Throws<ArgumentException>("source", () => network.CopyStatisticsFrom(plain)).Message);
    }

    [Fact]
    public void A_visitor_sees_the_class_and_what_it_makes_is_wrapped()
    {
        var network = Classifier.Create(1);
        var made = network.Accept(new Remaking(seed: 9));
        Assert.Equal(Parameters(Classifier.Create(9)), Parameters(Classifier.Wrap(made)));
        Assert.Same(made, Classifier.Wrap(made).Network);
        Assert.Equal(0.5f, network.Accept(new Rating()));
        Assert.Contains("NetworkClass", Assert.Throws<ArgumentException>("network", () => Classifier.Wrap("no network")).Message);
        Assert.Throws<InvalidOperationException>(() => new NetworkDeclaration(1).Dense(1).Compile().Create().Accept(new Rating()));
    }

    [Fact]
    public void Predictions_allocate_nothing()
    {
        var network = Classifier.Create(1);
        var (input, output) = (new float[2], new float[3]);
        var least = long.MaxValue;
        for (var round = 0; round < 20; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var count = 0; count < 100; count++)
            {
                network.Predict(input, output);
                network.PredictBatch(input, output);
                _ = network.Classify(input);
            }

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
    }

    private sealed class Remaking(long seed) : INetworkVisitor<object>
    {
        public object Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork> => TNetwork.Create(seed);
    }

    private sealed class Rating : ITrainableNetworkVisitor<float>
    {
        public float Visit<TNetwork>(TNetwork network)
            where TNetwork : class, ITrainableNetwork<TNetwork> => network.CreateTrainer(new Sgd(0.5f)).LearningRate;
    }
}
