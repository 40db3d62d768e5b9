using Compiled.Tests.Portable;
using Compiled.Tests.Training;

namespace Compiled.Tests.Checkpoints;

/// <summary>Ten epochs are four, an interruption and six, bit for bit.</summary>
public sealed class ResumedRunTests
{
    private static FitOptions Everything(Dataset validation) => new()
    {
        Epochs = 10,
        BatchSize = 8,
        Seed = 11,
        Validation = validation,
        Schedule = Schedule.Cosine(40, 1e-4).Times(new ReduceOnPlateau { Patience = 0, Threshold = 0.02, Factor = 0.7 }),
        ScheduleBy = ScheduleUnit.Step,
        EarlyStopping = new EarlyStopping(4) { MinDelta = 1e-3 },
        Augment = Augmentations.GaussianNoise(0.1f),
    };

    [Fact]
    public void Every_optimiser_goes_on_with_the_same_bits()
    {
        OptimizerZoo.Visit(new Rule());
        OptimizerZoo.Visit(new Rule(), decay: 0.01f);
    }

    [Fact]
    public void At_every_step_of_a_run_of_everything_it_can_be_killed()
    {
        var data = Resumption.Data<EverythingNet>(29).WithSampleWeights([.. Enumerable.Range(0, 29).Select(static row => row % 3f)]);
        var options = Everything(Resumption.Data<EverythingNet>(9, seed: 2));
        var trainerOptions = new TrainerOptions { Seed = 6, ClipNorm = 1, L2 = 1e-3f };
        // Those of the first step of an epoch, of its last, and in between.
        for (var step = 1; step <= 16; step++)
            Resumption.Compare<EverythingNet, Adam>(new Adam(0.01f), data, options, [step], trainerOptions);
        Resumption.Compare<EverythingNet, Adam>(new Adam(0.01f), data, options, [3, 4, 9, 17, 20], trainerOptions);
    }

    [Fact]
    public void Statistics_of_batches_and_slopes_go_on()
    {
        Resumption.Compare<BatchNormNet, Adam>(new Adam(0.01f), Resumption.Data<BatchNormNet>(30), new FitOptions { Epochs = 10, BatchSize = 8 }, [17]);
        Resumption.Compare<SlopesNet, RAdam>(new RAdam(0.01f), Resumption.Data<SlopesNet>(30), new FitOptions { Epochs = 10, BatchSize = 8 }, [17]);
        Resumption.Compare<TargetsNet, Adam>(new Adam(0.01f), Resumption.Data<TargetsNet>(30), new FitOptions { Epochs = 10, BatchSize = 8 }, [17]);
        Resumption.Compare<ScaledNet, Adam>(new Adam(0.01f), Resumption.Data<ScaledNet>(30), new FitOptions { Epochs = 10, BatchSize = 8 }, [17]);
    }

    [Fact]
    public void Early_stopping_counts_on_and_brings_the_same_parameters_back()
    {
        var data = Resumption.Data<ClassicNet>(24);
        var options = new FitOptions { Epochs = 40, BatchSize = 8, Validation = Resumption.Data<ClassicNet>(9, seed: 2), EarlyStopping = new EarlyStopping(4) };
        var trainer = new ClassicNet(3).CreateTrainer(new Adam(0.03f));
        var history = trainer.Fit(data, options);
        Assert.True(history.StoppedEarly && history.RestoredBest);
        // While it waits for a better epoch: the best parameters are in the checkpoint alone.
        Resumption.Compare<ClassicNet, Adam>(new Adam(0.03f), data, options, [(history.BestEpoch!.Value + 2) * 3 + 2]);
        Resumption.Compare<ClassicNet, Adam>(
            new Adam(0.03f), data, options with { EarlyStopping = new EarlyStopping(4) { RestoreBest = false } }, [(history.BestEpoch!.Value + 2) * 3 + 2]);
    }

    [Fact]
    public void A_plateau_is_remembered()
    {
        var data = Resumption.Data<ClassicNet>(24);
        foreach (var unit in new[] { ScheduleUnit.Epoch, ScheduleUnit.Step })
        {
            var options = new FitOptions
            {
                Epochs = 10,
                BatchSize = 8,
                Schedule = Schedule.LinearWarmUp(2).Then(2, new ReduceOnPlateau { Patience = 1, Cooldown = 2, Threshold = 0.5 }),
                ScheduleBy = unit,
            };
            Assert.True(new ClassicNet(3).CreateTrainer(new Adam(0.03f)).Fit(data, options).Epochs.Select(static epoch => epoch.LearningRate).Distinct().Count() > 2);
            for (var step = 1; step <= 30; step += 4)
                Resumption.Compare<ClassicNet, Adam>(new Adam(0.03f), data, options, [step]);
        }
    }

    [Fact]
    public void One_thread_goes_on_where_several_were_and_the_other_way_round()
    {
        var data = Resumption.Data<NoisyNet>(1100);
        var options = new FitOptions { Epochs = 3, BatchSize = 512 };
        var (one, many) = (new TrainerOptions { Seed = 2 }, new TrainerOptions { Seed = 2, Threads = TrainerOptions.AllProcessors });
        Resumption.Compare<NoisyNet, Adam>(new Adam(0.01f), data, options, [5], one, many);
        Resumption.Compare<NoisyNet, Adam>(new Adam(0.01f), data, options, [5], many, one);
    }

    [Fact]
    public void What_was_set_block_by_block_holds_on()
    {
        static void Tune(Trainer trainer)
        {
            trainer.SetRate("Dense0", 0.5f);
            trainer.SetMaxNorm("Dense0", 0.8f);
            trainer.SetWeightDecay("Dense1", decays: false);
            trainer.Freeze("Dense2");
        }

        var options = new TrainerOptions { Seed = 8, WeightDecayExclusions = WeightDecayExclusions.BiasesAndNorms };
        Resumption.Compare<NoisyNet, AdamW>(new AdamW(0.05f) { WeightDecay = 0.1f }, Resumption.Data<NoisyNet>(24), new FitOptions { Epochs = 6, BatchSize = 8 }, [8], tune: Tune);
        Resumption.Compare<NoisyNet, AdamW>(new AdamW(0.05f) { WeightDecay = 0.1f }, Resumption.Data<NoisyNet>(24), new FitOptions { Epochs = 6, BatchSize = 8 }, [8], options, tune: Tune);
    }

    [Fact]
    public void A_block_that_was_frozen_for_a_while_has_its_own_count_of_steps()
    {
        var data = Resumption.Data<NoisyNet>(8);
        float[] Run(bool isResumed)
        {
            var network = new NoisyNet(1);
            var trainer = network.CreateTrainer(new NAdam(0.05f));
            trainer.Freeze("Dense1");
            for (var step = 0; step < 5; step++)
                trainer.Step(data.Inputs, data.Targets);
            if (isResumed)
            {
                var saved = Resumption.Saved(trainer);
                network = new NoisyNet(7);
                trainer = network.CreateTrainer(new NAdam(0.05f));
                trainer.SetRate("Dense0", 0);
                trainer.Resume(new MemoryStream(saved));
            }

            trainer.Unfreeze("Dense1");
            for (var step = 0; step < 5; step++)
                trainer.Step(data.Inputs, data.Targets);
            return Resumption.Parameters(network);
        }

        Assert.Equal(Resumption.Bits(Run(false)), Resumption.Bits(Run(true)));
    }

    [Fact]
    public void What_was_set_on_a_trainer_before_it_is_resumed_is_gone()
    {
        var data = Resumption.Data<ClassicNet>(8);
        var (network, other) = (new ClassicNet(1), new ClassicNet(2));
        var (trainer, resumed) = (network.CreateTrainer(new Adam(0.05f)), other.CreateTrainer(new Adam(0.5f)));
        resumed.Freeze("Dense0");
        resumed.Step(data.Inputs, data.Targets);
        trainer.Step(data.Inputs, data.Targets);
        resumed.Resume(new MemoryStream(Resumption.Saved(trainer)));
        Assert.Equal((1, trainer.Loss, 0.05f), (resumed.StepCount, resumed.Loss, resumed.LearningRate));
        trainer.Step(data.Inputs, data.Targets);
        resumed.Step(data.Inputs, data.Targets);
        Assert.Equal(Resumption.Saved(trainer), Resumption.Saved(resumed));
    }

    [Fact]
    public void The_losses_of_heads_can_be_read_again()
    {
        var data = Resumption.Data<HeadsNet>(8);
        var (trainer, resumed) = (new HeadsNet(1).CreateTrainer(new Adam()), new HeadsNet(1).CreateTrainer(new Adam()));
        trainer.Step(data.Inputs, data.Targets);
        resumed.Resume(new MemoryStream(Resumption.Saved(trainer)));
        Assert.Equal(trainer.HeadLosses, resumed.HeadLosses);
        Assert.All(resumed.HeadLosses.ToArray(), static loss => Assert.True(float.IsFinite(loss)));
    }

    [Fact]
    public void What_a_rule_has_written_beside_the_parameters_comes_back()
    {
        // Adamax and Rprop remember something of the padding, which must not reach a parameter.
        var data = Resumption.Data<NamedNet>(8);
        var (trainer, resumed) = (new NamedNet(1).CreateTrainer(new Adamax(0.01f)), new NamedNet(1).CreateTrainer(new Adamax(0.01f)));
        for (var step = 0; step < 3; step++)
            trainer.Step(data.Inputs, data.Targets);
        resumed.Resume(new MemoryStream(Resumption.Saved(trainer)));
        Assert.Equal(Resumption.Saved(trainer), Resumption.Saved(resumed));
    }

    private sealed class Rule : OptimizerZoo.IVisitor
    {
        public void Visit<TOptimizer>(string name, TOptimizer optimizer)
            where TOptimizer : struct, IOptimizer =>
            Resumption.Compare<NoisyNet, TOptimizer>(optimizer, Resumption.Data<NoisyNet>(29),
                Everything(Resumption.Data<NoisyNet>(9, seed: 2)) with { EarlyStopping = null }, [17], new TrainerOptions { Seed = 4 });
    }
}
