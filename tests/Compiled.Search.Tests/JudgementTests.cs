using Compiled.Dynamic;

namespace Compiled.Tests;

[Network(inputs: 2)]
[Dense(3), Tanh]
[Dense(3), Softmax]
[CrossEntropy]
[SearchRange("rate", 1e-3, 1e-1, Log = true)]
[SearchRange("batch", 8, 64, Log = true, Integer = true)]
[SearchChoices("optimizer", "adam", "sgd")]
public sealed partial class CloudNet;

[Network(inputs: 2)]
[Dense(3, L2 = 1e-3), Softmax]
[CrossEntropy]
[SearchRange("rate", 1e-3, 1e-1)]
public sealed partial class PenalisedNet;

/// <summary>What is judged: folds, groups, repeats, metrics, limits, and networks that are classes.</summary>
public class JudgementTests
{
    private static readonly Dataset Clouds = Problems.Clouds();
    private static readonly SearchDefinition Small = Problems.Tiny with { Trials = 3, Epochs = 2 };

    [Fact]
    public void With_folds_the_objective_is_the_mean_and_the_winner_is_trained_on_all_rows()
    {
        var search = Small with { Validation = SearchValidation.KFold(3), Objective = Metric.Accuracy, Metrics = [Metric.LogLoss] };
        var result = search.Run(Clouds, new() { Threads = 1 });
        var (best, winner) = (result.Best!, result.Winner!);
        var sum = 0.0;
        foreach (var (train, validation) in Clouds.KFold(3, seed: 3))
        {
            var fold = winner.Network.Type.Create(seed: 3);
            _ = TrainerOf(fold, best).Fit(train, new() { Epochs = 2, Validation = validation, EarlyStopping = new(2) });
            sum += ((ClassificationEvaluation)fold.Evaluate(validation)).Accuracy;
        }

        Assert.Equal(-sum / 3, best.Objective, 1e-12);
        Assert.Equal(-best.Objective, best.Result!.Metrics.Single(static metric => metric.Name == "accuracy").Value);
        Assert.Equal(["training loss", "validation loss", "accuracy", "log-loss"], best.Result.Metrics.Select(static metric => metric.Name));
        var expected = winner.Network.Type.Create(seed: 3);
        _ = TrainerOf(expected, best).Fit(Clouds, new() { Epochs = best.Result.BestEpoch });
        Assert.Equal(Parameters(expected), Parameters(winner.Network));
    }

    [Fact]
    public void No_group_is_divided()
    {
        int[] groups = [.. Enumerable.Range(0, 60).Select(static row => row % 12)];
        var data = new SearchData(Dataset.FromMemory([.. groups.Select(static group => (float)group)], new float[60], 1, 1), groups);
        foreach (var validation in (SearchValidation[])[SearchValidation.HoldOut(), SearchValidation.KFold(3)])
        {
            var parts = Searching.TrialSplits.Of(Small with { Validation = validation }, data).Parts;
            Assert.Equal(Math.Max(1, validation.Folds), parts.Count);
            Assert.All(parts, static part => Assert.Empty(part.Train.Inputs.ToArray().Intersect(part.Validation.Inputs.ToArray())));
            Assert.All(parts, part => Assert.Equal((60, validation.Folds == 0 ? 15 : 20), (part.Train.Count + part.Validation.Count, part.Validation.Count)));
        }

        Assert.Contains("'groups' has 2 elements", Assert.Throws<ArgumentException>(() => new SearchData(Clouds, [1, 2])).Message);
        Assert.NotEqual(data.Hash, new SearchData(data.Dataset).Hash);
    }

    [Fact]
    public void Repeats_train_more_seeds_and_take_their_mean()
    {
        var (one, two) = (Small.Run(Clouds, new() { Threads = 1 }), (Small with { Repeats = 2 }).Run(Clouds, new() { Threads = 1 }));
        var other = (Small with { Seed = 4 }).Run(Clouds, new() { Threads = 1 });
        Assert.NotEqual(one.Table.Trials[0].Objective, two.Table.Trials[0].Objective);
        Assert.NotEqual(one.Table.Trials[0].Objective, other.Table.Trials[0].Objective);
    }

    [Fact]
    public void A_network_over_a_limit_is_not_trained_and_ranks_last()
    {
        var declaration = new TrialRunner(Small, Clouds).Declare(Simulation.Run(Small, Simulation.Bowl).Trials[0].Settings);
        var small = TrialCost.Of(NetworkCompiler.Outline(declaration, TestContext.Current.CancellationToken).Topology);
        Assert.Equal(small.Parameters * 4, small.Bytes);
        var search = Over(units: OneOf(4, 400)) with { Searcher = new GridSearch(), Epochs = 2, Limits = new() { MaxBytes = 1000 } };
        var result = search.Run(Clouds, new() { Threads = 1, Finalists = 2 });
        Assert.Equal(TrialState.Failed, result.Table.Trials[1].State);
        Assert.Contains("more than the limit of 1000", result.Table.Trials[1].Result!.Failure);
        Assert.Equal(0, result.Table.Trials[1].Result!.Epochs);
        Assert.Equal(0, result.Best!.Index);
        var tooSlow = search with { Limits = new() { MaxNanoseconds = 6 } };
        Assert.Contains("ns, more than the limit of 6", Assert.Throws<SearchException>(() => tooSlow.Run(Clouds, new() { Threads = 1 })).Message);
        // Measured for whoever is left, outside of the table.
        Assert.InRange(Assert.Single(result.Finalists).Nanoseconds, 1, 1e6);
    }

    [Fact]
    public void Prices_are_added_to_the_objective()
    {
        var search = Over(units: OneOf(4, 8)) with { Searcher = new GridSearch(), Epochs = 2 };
        var (free, priced) = (search.Run(Clouds, new() { Threads = 1 }), (search with { Limits = new() { PricePerByte = 0.5, PricePerNanosecond = 2 } }).Run(Clouds, new() { Threads = 1 }));
        for (var trial = 0; trial < 2; trial++)
        {
            var cost = priced.Table.Trials[trial].Result!.Cost;
            Assert.Equal(free.Table.Trials[trial].Objective + 0.5 * cost.Bytes + 2 * cost.Nanoseconds, priced.Table.Trials[trial].Objective);
            Assert.Equal(free.Table.Trials[trial].Result!.ParametersHash, priced.Table.Trials[trial].Result!.ParametersHash);
        }

        Assert.Equal(0, priced.Best!.Index);
    }

    [Fact]
    public void A_class_declares_what_is_searched()
    {
        var search = Search.Over<CloudNet>();
        Assert.Equal(["rate: LogUniform(0.001, 0.1)", "batch: LogIntegers(8, 64)", "optimizer: OneOf(\"adam\", \"sgd\")"], search.Space.ToString().Split('\n'));
        var result = (search with { Trials = 2, Epochs = 2 }).Run(Clouds, new() { Threads = 1 });
        var network = new CloudNet();
        network.CopyParametersFrom(Parameters(result.Winner!.Network));
        var (_, validation) = Clouds.Split(0.75, seed: 0);
        Assert.Equal(((ClassificationEvaluation)result.Winner.Network.Evaluate(validation)).Accuracy, ((ClassificationEvaluation)network.Evaluate(validation)).Accuracy);
        Assert.Contains("sets L2 of Dense", Assert.Throws<ArgumentException>(Search.Over<PenalisedNet>).Message);
    }

    [Fact]
    public void Data_survive_their_bytes_and_damage_is_named()
    {
        SearchData[] all =
        [
            new(Clouds, [.. Enumerable.Range(0, Clouds.Count)]),
            Clouds.WithSampleWeights([.. Enumerable.Range(0, Clouds.Count).Select(static row => (float)row)]),
            Dataset.FromLabels([1, 2, 3, 4], [0, 1, 1, 0], 2),
            Dataset.FromMemory([1f, 2, 3, 4], [5f, 6], 2, 1),
            Dataset.FromMemory([1f, 2, 3, 4], [0f, 1], 2, 1, classNames: ["no", "yes"]),
        ];
        foreach (var data in all)
        {
            using var stream = new MemoryStream();
            data.Write(stream);
            stream.Position = 0;
            Assert.Equal(data.Hash, SearchData.Read(stream).Hash);
            var bytes = stream.ToArray();
            for (var length = 0; length < bytes.Length; length += 1 + bytes.Length / 50)
                Assert.Throws<InvalidDataException>(() => SearchData.Read(new MemoryStream(bytes, 0, length)));
        }
    }

    [Fact]
    public void A_table_is_read_back_as_CSV_and_as_JSON_lines()
    {
        using var folder = new TemporaryFolder();
        var table = Simulation.Run(Small with { Trials = 20 }, static (settings, epochs) => settings["units"].Number == 4 ? double.NaN : Simulation.Bowl(settings, epochs)).Table;
        table.Save(folder.File("table.csv"));
        table.Save(folder.File("table.jsonl"));
        var lines = File.ReadAllLines(folder.File("table.csv"));
        Assert.Equal(21, lines.Length);
        Assert.StartsWith("trial,rate,units,optimizer,state,rung,epochs,best epoch,objective,validation loss,", lines[0]);
        Assert.Equal(table.ToCsv(), File.ReadAllText(folder.File("table.csv")));
        var best = table.Best!;
        Assert.StartsWith($"{best.Index},{best.Settings["rate"]},8,", lines[1 + best.Index]);
        var json = File.ReadAllLines(folder.File("table.jsonl"));
        Assert.Equal(20, json.Length);
        using var document = System.Text.Json.JsonDocument.Parse(json[best.Index]);
        Assert.Equal(best.Objective, document.RootElement.GetProperty("objective").GetDouble());
        Assert.Equal(best.Settings["rate"].Number, document.RootElement.GetProperty("settings").GetProperty("rate").GetDouble());
    }

    private static Trainer TrainerOf(DynamicNetwork network, Trial trial)
    {
        var rate = (float)trial.Settings["rate"].Number;
        return trial.Settings["optimizer"].Text == "adam" ? network.CreateTrainer(new Adam(rate), new() { Seed = 3 }) : network.CreateTrainer(new Sgd(rate), new() { Seed = 3 });
    }

    private static float[] Parameters(DynamicNetwork network)
    {
        var parameters = new float[network.ParameterCount];
        network.CopyParametersTo(parameters);
        return parameters;
    }
}
