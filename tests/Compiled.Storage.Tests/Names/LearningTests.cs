namespace Compiled.Tests.Names;

/// <summary>A network takes names over from data, matches data by them, and hands them on.</summary>
public sealed class LearningTests
{
    private static readonly FitOptions Two = new() { Epochs = 2, BatchSize = 3 };

    [Fact]
    public void A_network_knows_no_names_before_it_has_seen_data_with_some()
    {
        var network = new LearningNet(1);
        Assert.Empty(network.FeatureNames);
        Assert.Empty(network.ClassNames);
        network.CreateTrainer(new Adam()).Fit(Dataset.FromLabels(NamedData.Rows().Inputs, [0, 1, 0, 1, 1, 0], 2), Two);
        Assert.Empty(network.FeatureNames);
        Assert.Empty(network.ClassNames);
        network.CreateTrainer(new Adam()).Fit(NamedData.Rows(), Two);
        Assert.Equal(NamedData.Features, network.FeatureNames);
        Assert.Equal(NamedData.Classes, network.ClassNames);
    }

    [Fact]
    public void Minimize_learns_names_too_and_one_output_has_two_classes()
    {
        var network = new LearningBinaryNet(1);
        network.Minimize(NamedData.Answers, new Lbfgs { MaxIterations = 2 });
        Assert.Equal(NamedData.Features, network.FeatureNames);
        Assert.Equal(NamedData.Classes, network.ClassNames);
    }

    [Fact]
    public void A_declared_network_keeps_its_own()
    {
        var network = new DeclaringNet(1);
        Assert.Equal(NamedData.Features, network.FeatureNames);
        Assert.Equal(NamedData.Features, DeclaringNet.Topology.Features);
        Assert.Equal(NamedData.Classes, network.ClassNames);
        Assert.Equal(NamedData.Classes, DeclaringBinaryNet.Topology.Classes);
        Assert.True(DeclaringBinaryNet.Topology.IsBinaryClassifier);
        Assert.Contains("features: 'age', 'income, net', 'debt'", DeclaringNet.Topology.ToString());
        Assert.NotEqual(DeclaringNet.Topology, DeclaringNet.Topology.WithNames([], NamedData.Classes));
        Assert.Equal(DeclaringNet.Topology, DeclaringNet.Topology.WithNames(NamedData.Features, NamedData.Classes));
        Assert.DoesNotContain("features", LearningNet.Topology.ToString());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Columns_in_another_order_train_the_same_bits(bool declared)
    {
        if (declared)
            Assert.Equal(Trained(new DeclaringNet(1), NamedData.Rows()), Trained(new DeclaringNet(1), NamedData.Turned));
        else
            Assert.Equal(Trained(Named(), NamedData.Rows()), Trained(Named(), NamedData.Turned));

        static LearningNet Named()
        {
            var network = new LearningNet(1);
            network.FeatureNames = NamedData.Features;
            return network;
        }

        static float[] Trained<TNetwork>(TNetwork network, Dataset data)
            where TNetwork : class, ITrainableNetwork<TNetwork>
        {
            network.CreateTrainer(new Adam()).Fit(data, Two with { Validation = NamedData.Turned });
            var parameters = new float[TNetwork.ParameterCount];
            network.CopyParametersTo(parameters);
            return parameters;
        }
    }

    [Fact]
    public void Columns_in_another_order_give_the_same_evaluation_and_scaling()
    {
        var network = new LearningNet(1);
        network.CreateTrainer(new Adam()).Fit(NamedData.Rows(), Two);
        Assert.Equal(network.Evaluate(NamedData.Rows()).ToString(), network.Evaluate(NamedData.Turned).ToString());

        var (straight, turned) = (new DeclaringNet(1), new DeclaringNet(1));
        straight.FitStandardization(NamedData.Rows());
        turned.FitStandardization(NamedData.Turned);
        Assert.Equal([200 / 6f, 4_500, 4], Means(straight));
        Assert.Equal(Means(straight), Means(turned));

        static float[] Means(DeclaringNet network) => [network.Standardize0.Means[0], network.Standardize0.Means[1], network.Standardize0.Means[2]];
    }

    [Fact]
    public void What_is_fitted_in_one_order_is_trained_in_it()
    {
        var network = new LearningNet(1);
        network.FitStandardization(NamedData.Rows());
        Assert.Equal(NamedData.Features, network.FeatureNames);
        Assert.Empty(network.ClassNames);
        network.CreateTrainer(new Adam()).Fit(NamedData.Turned, Two);
        Assert.Equal(NamedData.Features, network.FeatureNames);
    }

    [Fact]
    public void What_is_missing_is_listed_with_the_nearest_name_there_is()
    {
        var data = NamedData.Rows().WithFeatureNames(["Age", "income net", "rate"]);
        var network = new DeclaringNet(1);
        foreach (var (what, action) in new (string, Action)[]
        {
            ("The training data", () => network.CreateTrainer(new Adam()).Fit(data)),
            ("The training data", () => network.Minimize(data)),
            ("The validation data", () => network.CreateTrainer(new Adam()).Fit(NamedData.Rows(), new FitOptions { Validation = data })),
            ("The dataset", () => network.Evaluate(data)),
            ("The dataset", () => network.FitStandardization(data)),
        })
        {
            var message = Assert.Throws<ArgumentException>(action).Message;
            Assert.StartsWith(what + " lacks the features 'age' (nearest: 'Age'), 'income, net' (nearest: 'income net'), 'debt'", message);
            Assert.Contains("'rate'", message);
        }

        // Without names the columns stand for what is in their place.
        Assert.NotNull(network.Evaluate(data.WithFeatureNames(null)));
    }

    [Fact]
    public void Validation_data_follows_the_names_of_the_training_data()
    {
        var (network, straight) = (new LearningNet(1), new LearningNet(1));
        var turned = network.CreateTrainer(new Adam()).Fit(NamedData.Rows(), Two with { Validation = NamedData.Turned });
        var history = straight.CreateTrainer(new Adam()).Fit(NamedData.Rows(), Two with { Validation = NamedData.Rows() });
        Assert.Equal(history.Epochs[1].ValidationLoss, turned.Epochs[1].ValidationLoss);
    }

    [Fact]
    public void More_columns_than_inputs_need_names_to_choose_by()
    {
        var message = Assert.Throws<ArgumentException>(() => new LearningNet(1).CreateTrainer(new Adam()).Fit(NamedData.Turned)).Message;
        Assert.Contains("4 features per row", message);
    }

    [Fact]
    public void Classes_in_another_order_are_refused_once_they_are_known()
    {
        var (network, binary) = (new LearningNet(1), new DeclaringBinaryNet(1));
        network.CreateTrainer(new Adam()).Fit(NamedData.Rows(), Two);
        string[] swapped = [NamedData.Classes[1], NamedData.Classes[0]];
        var message = Assert.Throws<ArgumentException>(() => network.Evaluate(NamedData.Rows(swapped))).Message;
        Assert.Contains("has class 'rather, high' at position 0, but the network LearningNet has it at position 1", message);
        Assert.Contains("ClassNames = []", message);
        Assert.Throws<ArgumentException>(() => network.CreateTrainer(new Adam()).Fit(NamedData.Rows(swapped)));
        Assert.Throws<ArgumentException>(() => binary.Evaluate(Dataset.FromMemory(NamedData.Answers.Inputs, NamedData.Answers.Targets, 3, 1, classNames: swapped)));
        Assert.Equal(NamedData.Classes, Assert.IsType<ClassificationEvaluation>(binary.Evaluate(Dataset.FromMemory(NamedData.Answers.Inputs, NamedData.Answers.Targets, 3, 1))).ClassNames);

        // Labels that are numbers say nothing but the place, and the network forgets on demand.
        Assert.Equal(NamedData.Classes, Assert.IsType<ClassificationEvaluation>(network.Evaluate(Dataset.FromLabels(NamedData.Rows().Inputs, [0, 1, 0, 1, 1, 0], 2))).ClassNames);
        network.ClassNames = [];
        network.CreateTrainer(new Adam()).Fit(NamedData.Rows(swapped), Two);
        Assert.Equal(swapped, network.ClassNames);
    }

    [Fact]
    public void Names_go_with_copies_and_publications_and_stay_through_early_stopping()
    {
        var network = new LearningNet(1);
        network.CreateTrainer(new Adam()).Fit(NamedData.Rows(), Two with { Validation = NamedData.Rows(), EarlyStopping = new EarlyStopping(1) { RestoreBest = true } });
        Assert.Equal(NamedData.Features, network.FeatureNames);
        Assert.Equal(NamedData.Features, network.Clone().FeatureNames);
        var served = new LearningNet(2);
        served.Publish(network);
        Assert.Equal(NamedData.Features, served.FeatureNames);
        Assert.Equal(NamedData.Classes, served.ClassNames);
    }

    [Fact]
    public void A_refused_fit_teaches_nothing()
    {
        var network = new LearningNet(1);
        Assert.Throws<ArgumentException>(() => network.CreateTrainer(new Adam()).Fit(NamedData.Rows(), new FitOptions { Validation = NamedData.Answers }));
        Assert.Empty(network.FeatureNames);
        var nameless = NamedData.Rows().WithFeatureNames(["a", "", "c"]);
        Assert.Contains("feature 1 is empty", Assert.Throws<ArgumentException>(() => network.CreateTrainer(new Adam()).Fit(nameless)).Message);
    }
}
