namespace Compiled.Dynamic.Tests;

public class FeatureNameTests
{
    private static readonly string[] Names = ["age", "income, \"net\"", "a\\b\nc"];

    private static NetworkDeclaration Named => new NetworkDeclaration(3).Dense(2).Softmax().CrossEntropy().WithFeatures(Names);

    [Fact]
    public void Names_are_the_topologys_features_whatever_characters_they_have()
    {
        var type = Named.Compile();
        Assert.Equal(Names, type.Topology.Features);
        Assert.Equal(Names, type.Features);
        Assert.Equal(Names, type.Create().FeatureNames);
        Assert.Equal(Named, NetworkDeclaration.Of(type.Topology));
        Assert.Equal(Names, Named.WithName("Other").Add("L2(1e-4)").WithClasses("a", "b").Features);
    }

    [Fact]
    public void Other_names_are_another_class()
    {
        Assert.NotEqual(Named, Named.WithFeatures("a", "b", "c"));
        Assert.NotEqual(Named.WithFeatures("a,b", "c", "d"), Named.WithFeatures("a", "b,c", "d"));
        Assert.NotSame(Named.Compile().NetworkClass, Named.WithFeatures().Compile().NetworkClass);
        Assert.Empty(Named.WithFeatures().Compile().Topology.Features);
    }

    [Fact]
    public void The_source_lists_them_on_lines_that_fit_a_screen()
    {
        Assert.Contains("[CrossEntropy]\n[Features(\"age\", \"income, \\\"net\\\"\", \"a\\\\b\\nc\")]\npublic sealed partial class DynamicNet;", Named.ToSource());
        var many = new NetworkDeclaration(100).Dense(1).WithFeatures(Enumerable.Range(0, 100).Select(static index => $"column number {index}"));
        Assert.All(many.ToSource().Split('\n'), static line => Assert.True(line.Length <= 125, line));
        Assert.Equal(100, many.Compile().Topology.Features.Count);
        Assert.Contains("[global::Compiled.Features(", Named.ToSource("FeaturesAttribute"));
    }

    [Fact]
    public void Names_that_cannot_be_are_refused()
    {
        Assert.Contains("feature 1 is empty", Assert.Throws<ArgumentException>("names", () => Named.WithFeatures("a", "", "c")).Message);
        Assert.Contains("both named 'a'", Assert.Throws<ArgumentException>("names", () => Named.WithFeatures("a", "b", "a")).Message);
        Assert.Equal("CMP0100", Assert.Single(Named.WithFeatures("a", "b").Problems()).Id);
        Assert.Contains("WithFeatures", Assert.Throws<NetworkCompilationException>(() => NetworkDeclaration.Parse("[Network(1)] [Features(\"a\")] [Dense(1)]")).Message);
    }

    [Fact]
    public void A_network_learns_names_and_finds_columns_by_them()
    {
        var network = new NetworkDeclaration(2).Standardize().Dense(1).MeanSquaredError().Compile().Create(1);
        var data = Dataset.FromMemory([1, 20, 3, 10, 2, 50], [1, 2, 3], 2, 1, ["a", "b"]);
        network.CreateTrainer(new Adam()).Fit(data, new FitOptions { Epochs = 1 });
        Assert.Equal(["a", "b"], network.FeatureNames);
        Assert.Equal(["a", "b"], network.Clone().FeatureNames);
        Assert.Equal(network.Evaluate(data).ToString(), network.Evaluate(data.Select(["b", "a"])).ToString());
        network.FeatureNames = ["c", "d"];
        Assert.Contains("lacks the features 'c', 'd'", Assert.Throws<ArgumentException>(() => network.Evaluate(data)).Message);
        Assert.Throws<ArgumentException>(() => network.FitStandardization(data));
    }
}
