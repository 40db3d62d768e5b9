using Compiled.Dynamic;
using Playground.Data;
using Playground.Protocol;
using Playground.Training;

namespace Compiled.Tests;

/// <summary>Everything that can be chosen can be trained.</summary>
public sealed class CatalogueTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Data => [.. Catalogue.Data.Select(static entry => entry.Id).Where(static id => id is not "own" and not "digits")];

    public static TheoryData<string> Optimizers => [.. Catalogue.Optimizers.Select(static entry => entry.Id)];

    [Fact]
    public void Every_block_and_loss_is_valid_and_named_as_it_is_written()
    {
        foreach (var block in Catalogue.Blocks)
        {
            var chain = block.Kind switch
            {
                "Standardize" => "[Standardize] [Dense(2), Softmax] [CrossEntropy]",
                "StandardizeTargets" => "[Dense(1), StandardizeTargets] [MeanSquaredError]",
                "BeginResidual" or "EndResidual" => "[Dense(4), Relu] [BeginResidual, Dense(4), Relu, EndResidual] [Dense(2), Softmax] [CrossEntropy]",
                "Softmax" => "[Dense(2), Softmax] [CrossEntropy]",
                "LogSoftmax" => "[Dense(2), LogSoftmax] [CrossEntropy]",
                _ => $"[Dense(4), {block.Example}] [Dense(2), Softmax] [CrossEntropy]",
            };
            var topology = NetworkCompiler.Outline(NetworkDeclaration.Parse("[Network(inputs: 2)] " + chain), Cancellation).Topology;
            Assert.Contains(topology.Blocks, known => known.Kind == block.Kind);
            Assert.StartsWith(block.Kind, block.Example);
        }

        foreach (var loss in Catalogue.Losses)
        {
            var last = loss.Kind switch { "BinaryCrossEntropy" => "Dense(1), Sigmoid", "CrossEntropy" or "KullbackLeibler" => "Dense(2), Softmax", _ => "Dense(1)" };
            Assert.Equal(loss.Kind, NetworkCompiler.Outline(NetworkDeclaration.Parse($"[Network(inputs: 2)] [{last}] [{loss.Example}]"), Cancellation).Topology.Loss);
        }

        foreach (var initializer in Catalogue.Initializers)
            _ = NetworkCompiler.Outline(NetworkDeclaration.Parse($"[Network(inputs: 2)] [Dense(4, Initializer = Initializer.{initializer.Id}), Relu] [Dense(1)]"), Cancellation);
    }

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Every_optimiser_lowers_the_loss(string optimizer)
    {
        var entry = Catalogue.Optimizers.First(entry => entry.Id == optimizer);
        var run = Run(new SessionState { Optimizer = optimizer, Rate = entry.Rate, Momentum = entry.Momentum ? 0.5 : 0, WeightDecay = entry.WeightDecay ? 1e-4 : 0, Batch = 0 });
        var before = run.Trainer.MeanLoss(run.Train.Inputs, run.Train.Targets);
        for (var step = 0; step < 200; step++)
            Assert.True(run.Step());
        Assert.InRange(run.Trainer.MeanLoss(run.Train.Inputs, run.Train.Targets), 0, before * 0.99f);
    }

    [Fact]
    public void Every_schedule_has_a_rate_for_every_step()
    {
        foreach (var schedule in Catalogue.Schedules)
        {
            var run = Run(new SessionState { Schedule = schedule.Id, ScheduleSteps = 40, Rate = 0.01 });
            for (var step = 0; step < 60; step++)
            {
                Assert.True(run.Step());
                Assert.InRange(run.Trainer.LearningRate, 0, 0.1f);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Data))]
    public void Every_data_set_has_both_classes_in_the_square_and_its_seed_decides_it(string data)
    {
        var state = new SessionState { Data = data, Points = 200, Noise = 0.1, TestShare = 0.3 };
        var samples = SampleSource.Of(state);
        Assert.Equal((140, 60, 2), (samples.Train.Count, samples.Test.Count, samples.Classes));
        Assert.All(samples.Train.Inputs, static value => Assert.InRange(value, -1, 1));
        Assert.InRange(samples.Train.Labels.Count(static label => label == 1), 20, 120);
        Assert.Equal(samples.Train.Inputs, SampleSource.Of(state).Train.Inputs);
        Assert.NotEqual(samples.Train.Inputs, SampleSource.Of(state with { DataSeed = 1 }).Train.Inputs);
    }

    /// <summary>A point that is added is added: the others stay where they are.</summary>
    [Fact]
    public void An_own_point_moves_no_other_from_training_to_test()
    {
        var state = new SessionState { Points = 50 };
        var (before, after) = (SampleSource.Of(state), SampleSource.Of(state with { Own = [[0.25, -0.5, 1]] }));
        Assert.Equal(before.Train.Inputs, after.Train.Inputs[..before.Train.Inputs.Length]);
        Assert.Equal(before.Test.Inputs, after.Test.Inputs[..before.Test.Inputs.Length]);
        Assert.Equal(51, after.Train.Count + after.Test.Count);
    }

    /// <summary>The first bits of each shape, so that links made on one machine are good on every other.</summary>
    [Fact]
    public void The_spiral_is_the_same_on_every_machine() =>
        Assert.Equal("644048B5", Fingerprint(SampleSource.Of(new SessionState { Data = "spiral", Points = 500, Noise = 0.02, DataSeed = 9 }).Train.Inputs));

    private static string Fingerprint(float[] values) =>
        Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(System.Runtime.InteropServices.MemoryMarshal.AsBytes(values.AsSpan())))[..8];

    private static TrainingRun Run(SessionState state)
    {
        var samples = SampleSource.Of(state);
        return new(state, samples, DeclaredNetwork.Compile(state.Declaration, samples, Cancellation).Type);
    }
}
