using Compiled.Dynamic;

namespace Compiled.Tests;

public class DefinitionTests
{
    private static readonly SearchDefinition Full = Over(
        rate: LogUniform(1e-4, 1e-1), units: OneOf(16, 32, 64), depth: 1..3, activation: OneOf("Relu", "Silu"), dropout: Uniform(0, 0.5),
        optimizer: OneOf("adam", "sgd"), batch: LogIntegers(8, 256), weightDecay: 0.01) with
    {
        Seed = long.MinValue,
        Trials = 7,
        Lag = 3,
        Epochs = 11,
        Patience = 4,
        BatchSize = 17,
        Repeats = 2,
        Objective = Metric.RocAuc,
        Metrics = [Metric.Accuracy, Metric.TopK(3)],
        Validation = SearchValidation.KFold(4),
        Limits = new() { MaxNanoseconds = 200.5, MaxBytes = 8192, PricePerByte = 1e-7 },
        NetworkName = "Best",
    };

    public static TheoryData<string> Searchers => [.. Searcher.Names];

    [Theory]
    [MemberData(nameof(Searchers))]
    public void A_definition_survives_its_text(string name)
    {
        var definition = Full with { Searcher = Searcher.Parse(name) };
        var read = SearchDefinition.FromJson(definition.ToJson());
        Assert.Equal(definition, read);
        Assert.Equal(definition.ToJson(), read.ToJson());
        Assert.Equal(definition.Hash, read.Hash);
        Assert.NotEqual(definition.Hash, (read with { Seed = 1 }).Hash);
    }

    [Fact]
    public void A_fixed_network_survives_its_text()
    {
        var network = new NetworkDeclaration(2).WithFeatures("a", "b").Dense(3).Relu().Dense(2).Softmax().CrossEntropy().WithClasses("no", "yes").WithName("Mine");
        var definition = Over(rate: LogUniform(1e-4, 1e-1)) with { Network = network };
        Assert.Equal(network, SearchDefinition.FromJson(definition.ToJson()).Network);
        Assert.Contains("describes a topology, but SearchDefinition.Network fixes it", Assert.Throws<ArgumentException>((definition.And("units", 1..2)).Check).Message);
    }

    [Fact]
    public void Code_does_not_travel()
    {
        var topology = Full with { Topology = static _ => new NetworkDeclaration(1) };
        Assert.False(topology.IsData);
        Assert.Contains("its topology is a function", Assert.Throws<FormatException>(() => SearchDefinition.FromJson(topology.ToJson())).Message);
        var metric = Full with { Objective = new Metric("mine", static _ => 1) };
        Assert.False(metric.IsData);
        Assert.Contains("its metric 'mine' is a function", Assert.Throws<FormatException>(() => SearchDefinition.FromJson(metric.ToJson())).Message);
        Assert.True(Full.IsData);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("{\"space\":[{\"name\":\"rate\",\"kind\":\"LogUniform\",\"lowest\":1,\"highest\":0.1}]}")]
    public void Text_that_is_not_a_definition_is_refused(string text) =>
        Assert.StartsWith("The text is not the definition of a search: ", Assert.Throws<FormatException>(() => SearchDefinition.FromJson(text)).Message);

    [Fact]
    public void A_network_that_cannot_be_read_is_refused_with_its_reason()
    {
        var text = (Over(rate: LogUniform(1e-4, 1e-1)) with { Network = new NetworkDeclaration(2).Dense(1).MeanSquaredError() }).ToJson();
        Assert.Contains("[MeanSquaredError]", text, StringComparison.Ordinal);
        var message = Assert.Throws<FormatException>(() => SearchDefinition.FromJson(text.Replace("[MeanSquaredError]", "MeanSquaredError]", StringComparison.Ordinal))).Message;
        Assert.StartsWith("The text is not the definition of a search: ", message, StringComparison.Ordinal);
        Assert.Contains("'MeanSquaredError' is where '[' is expected", message, StringComparison.Ordinal);
    }

    /// <summary>The space was copied for each setting: a text of a few megabytes took minutes.</summary>
    [Fact]
    public void Many_settings_take_memory_that_grows_with_their_number()
    {
        const int Count = 10_000;
        var range = new SearchDimension("first", Uniform(0, 1)).Range;
        var text = Over(rate: LogUniform(1e-4, 1e-1)).ToJson();
        var settings = string.Concat(Enumerable.Range(0, Count).Select(static index => $"{{\"name\":\"s{index}\",\"kind\":\"Uniform\",\"lowest\":0,\"highest\":1}},"));
        var many = text.Replace("\"space\":[", "\"space\":[" + settings, StringComparison.Ordinal);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var definition = SearchDefinition.FromJson(many);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 50_000_000);
        Assert.Equal((Count + 1, Count, range), (definition.Space.Count, definition.Space.IndexOf("rate"), definition.Space.Dimensions[7].Range));
        Assert.Contains("The setting 's7' is given twice", Assert.Throws<FormatException>(() => SearchDefinition.FromJson(many.Replace("\"s8\"", "\"s7\"", StringComparison.Ordinal))).Message);
    }

    [Fact]
    public void Losses_that_cannot_be_compared_are_refused()
    {
        var search = Over(rate: LogUniform(1e-4, 1e-1)).And("labelSmoothing", Uniform(0, 0.2));
        Assert.Contains("'labelSmoothing' changes the loss", Assert.Throws<ArgumentException>(search.Check).Message);
        (search with { Objective = Metric.LogLoss }).Check();
    }

    [Theory]
    [InlineData("accuracy")]
    [InlineData("ROC AUC")]
    [InlineData("roc auc")]
    [InlineData("top-3 accuracy")]
    [InlineData("validation loss")]
    public void An_objective_is_found_by_its_name(string name) => Assert.Equal(name, SearchObjective.Parse(name).Name, ignoreCase: true);

    [Fact]
    public void Unknown_names_list_the_known_ones()
    {
        Assert.Contains("'accuracy'", Assert.Throws<ArgumentException>(() => SearchObjective.Parse("acuracy")).Message);
        Assert.Contains("'random'", Assert.Throws<ArgumentException>(() => Searcher.Parse("rendom")).Message);
    }
}
