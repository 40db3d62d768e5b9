using Compiled.Dynamic;

namespace Compiled.Tests;

/// <summary>Topologies of a search are compiled for training; what the user gets has the code of a build.</summary>
public class CompilingTests
{
    private static readonly SearchData Data = Problems.Clouds();

    [Fact]
    public void The_winner_has_the_class_of_a_build_and_the_parameters_of_its_trial()
    {
        var result = Problems.Tiny.Run(Data, new() { Threads = 2 });
        var winner = result.Winner!;
        Assert.Same(NetworkCompiler.Compile(winner.Declaration, TestContext.Current.CancellationToken), winner.Network.Type);
        // What a trial is judged by is in the table: the network that comes out has these very outputs.
        var (_, validation) = Data.Dataset.Split(0.75, seed: 3);
        var evaluation = (ClassificationEvaluation)winner.Network.Evaluate(validation);
        Assert.Equal(result.Best!.Objective, evaluation.LogLoss!.Value, 1e-5);
        Assert.Equal(Data.Dataset.ClassNames, winner.Network.ClassNames);
    }

    [Fact]
    public void Settings_that_give_no_network_fail_alone_when_topologies_are_compiled_together()
    {
        var search = Over(units: OneOf(2, 3, 4)) with
        {
            Searcher = new GridSearch(),
            Epochs = 1,
            Topology = static settings => settings.Integer("units", 0) switch
            {
                2 => new NetworkDeclaration(2).Dense(2).Relu().Dense(3).Softmax().CrossEntropy(),
                3 => throw new ArgumentException("no network of 3 units"),
                _ => new NetworkDeclaration(2).Dense(4).CrossEntropy(),
            },
        };
        var table = search.Run(Data, new() { Threads = 1 }).Table;
        Assert.Equal([TrialState.Finished, TrialState.Failed, TrialState.Failed], table.Trials.Select(static trial => trial.State));
        Assert.Equal("no network of 3 units", table.Trials[1].Result!.Failure);
        Assert.Contains("CMP0033", table.Trials[2].Result!.Failure);
    }
}
