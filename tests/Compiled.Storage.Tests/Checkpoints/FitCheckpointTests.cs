using Compiled.Tests.Portable;

namespace Compiled.Tests.Checkpoints;

/// <summary>What Fit saves while it runs, and how it goes on.</summary>
public sealed class FitCheckpointTests : IDisposable
{
    private static readonly Dataset Data = Resumption.Data<NoisyNet>(29);
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    private string File1 => Path.Combine(_folder, "run.checkpoint");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static NoisyNet.Trainer<Adam> Trainer(int seed = 3) => new NoisyNet(seed).CreateTrainer(new Adam(0.01f), new TrainerOptions { Seed = 5 });

    private static FitOptions Options(int epochs = 10) => new() { Epochs = epochs, BatchSize = 8, Augment = Augmentations.GaussianNoise(0.1f) };

    private NoisyNet.Trainer<Adam> Resumed()
    {
        var trainer = Trainer(seed: 77);
        trainer.Resume(File1);
        return trainer;
    }

    [Fact]
    public void A_run_of_four_epochs_is_gone_on_with_to_ten()
    {
        var straight = Trainer();
        var history = straight.Fit(Data, Options());
        Trainer().Fit(Data, Options(epochs: 4) with { Checkpoint = new CheckpointOptions(File1) });
        var trainer = Resumed();
        Assert.Equal((4, 0), (trainer.UnfinishedRun!.Epochs.Count, trainer.UnfinishedRun.Batch));
        Assert.Equal(Resumption.Untimed(history), Resumption.Untimed(trainer.Fit(Data, Options())));
        Assert.Equal(Resumption.Saved(straight), Resumption.Saved(trainer));
        // That run is over: the next one is of its own.
        Assert.Equal(2, trainer.Fit(Data, Options(epochs: 2)).Epochs.Count);
    }

    [Fact]
    public void A_finished_run_gives_its_history_again_and_trains_no_more()
    {
        var history = Trainer().Fit(Data, Options() with { EarlyStopping = new EarlyStopping(10), Checkpoint = new CheckpointOptions(File1) });
        var trainer = Resumed();
        var again = trainer.Fit(Data, Options() with { EarlyStopping = new EarlyStopping(10) });
        Assert.Equal(history.Epochs, again.Epochs);
        Assert.Equal((40, history.BestEpoch, true), (trainer.StepCount, again.BestEpoch, again.RestoredBest));
        Assert.InRange(again.Seconds, history.Epochs.Sum(static epoch => epoch.Seconds), double.MaxValue);
    }

    [Fact]
    public void A_run_that_stopped_early_stays_stopped()
    {
        var options = Options(epochs: 200) with { EarlyStopping = new EarlyStopping(2), Augment = null, Validation = Resumption.Data<NoisyNet>(9, seed: 5) };
        var straight = Trainer();
        var history = straight.Fit(Data, options with { Checkpoint = new CheckpointOptions(File1) });
        Assert.True(history.StoppedEarly);
        var trainer = Resumed();
        var again = trainer.Fit(Data, options);
        Assert.True(again.StoppedEarly);
        Assert.Equal((history.Epochs.Count, history.BestEpoch), (again.Epochs.Count, again.BestEpoch));
        Assert.Equal(Resumption.Saved(straight), Resumption.Saved(trainer));
        // Its last epoch is no reason to go on when there are to be more.
        Trainer().Fit(Data, options with { Epochs = history.Epochs.Count, Checkpoint = new CheckpointOptions(File1) });
        Assert.Equal(history.Epochs.Count, Resumed().Fit(Data, options).Epochs.Count);
    }

    [Fact]
    public void A_cancelled_run_is_saved_where_it_stood_by_Fit_and_afterwards()
    {
        var straight = Trainer();
        var history = straight.Fit(Data, Options());
        for (var step = 0; step < 12; step++)
        {
            using var source = new CancellationTokenSource();
            var (trainer, count) = (Trainer(), 0);
            var cancelling = Options() with
            {
                CancellationToken = source.Token,
                Checkpoint = new CheckpointOptions(File1) { EveryEpochs = 100 },
                Augment = Options().Augment! + ((_, _, _, _) =>
                {
                    if (++count == step)
                        source.Cancel();
                }),
            };
            if (step == 0)
                source.Cancel();
            Assert.True(trainer.Fit(Data, cancelling).Cancelled);
            Assert.Null(trainer.UnfinishedRun);
            var later = Path.Combine(_folder, "later");
            trainer.SaveCheckpoint(later);
            foreach (var path in new[] { File1, later })
            {
                var resumed = Trainer(seed: 77);
                resumed.Resume(path);
                Assert.Equal((step, step / 4, step % 4), (resumed.StepCount, resumed.UnfinishedRun!.Epochs.Count, resumed.UnfinishedRun.Batch));
                Assert.Equal(Resumption.Untimed(history), Resumption.Untimed(resumed.Fit(Data, Options())));
                Assert.Equal(Resumption.Saved(straight), Resumption.Saved(resumed));
            }
        }
    }

    [Fact]
    public void After_a_step_by_hand_or_the_return_of_the_best_parameters_a_cancelled_run_is_not_saved()
    {
        using var source = new CancellationTokenSource();
        Augmentation cancelling = (_, _, _, _) => source.Cancel();
        var trainer = Trainer();
        trainer.Fit(Data, Options() with { CancellationToken = source.Token, Augment = cancelling });
        trainer.SaveCheckpoint(File1);
        Assert.NotNull(Resumed().UnfinishedRun);
        trainer.Step(Data.Inputs, Data.Targets);
        trainer.SaveCheckpoint(File1);
        Assert.Null(Resumed().UnfinishedRun);

        using var second = new CancellationTokenSource();
        var (stopping, calls) = (Trainer(), 0);
        var history = stopping.Fit(Data, Options() with
        {
            CancellationToken = second.Token,
            EarlyStopping = new EarlyStopping(),
            Checkpoint = new CheckpointOptions(File1),
            Augment = (_, _, _, _) =>
            {
                if (++calls == 6)
                    second.Cancel();
            },
        });
        Assert.True(history.Cancelled && history.RestoredBest);
        // What Fit wrote was before the best parameters came back.
        Assert.Equal(2, Resumed().UnfinishedRun!.Batch);
        stopping.SaveCheckpoint(File1);
        Assert.Null(Resumed().UnfinishedRun);
    }

    [Fact]
    public void A_progress_report_may_save()
    {
        var straight = Trainer();
        var history = straight.Fit(Data, Options());
        var trainer = Trainer();
        trainer.Fit(Data, Options() with { Progress = new Report(progress => SaveAt(trainer, progress)) });
        var resumed = Resumed();
        Assert.Equal(7, resumed.UnfinishedRun!.Epochs.Count);
        Assert.Equal(Resumption.Untimed(history), Resumption.Untimed(resumed.Fit(Data, Options())));
        Assert.Equal(Resumption.Saved(straight), Resumption.Saved(resumed));

        void SaveAt(Trainer trainer, TrainingProgress progress)
        {
            if (progress is { Epoch: 7, EpochFinished: true })
                trainer.SaveCheckpoint(File1);
        }
    }

    [Fact]
    public void It_is_saved_after_as_many_epochs_and_steps_as_were_asked_for_and_after_the_last()
    {
        List<(int, int)> Seen(CheckpointOptions options)
        {
            File.Delete(File1);
            List<(int, int)> seen = [];
            Trainer().Fit(Data, Options(epochs: 5) with { Checkpoint = options, Augment = (_, _, _, _) => Look(), TrainingMetrics = false });
            Look();
            return seen;

            void Look()
            {
                if (!File.Exists(File1))
                    return;
                var run = Resumed().UnfinishedRun!;
                if (seen.Count == 0 || seen[^1] != (run.Epochs.Count, run.Batch))
                    seen.Add((run.Epochs.Count, run.Batch));
            }
        }

        Assert.Equal([(1, 0), (2, 0), (3, 0), (4, 0), (5, 0)], Seen(new CheckpointOptions(File1)));
        Assert.Equal([(2, 0), (4, 0), (5, 0)], Seen(new CheckpointOptions(File1) { EveryEpochs = 2 }));
        // Step 12 is the last of its epoch: the run stands behind its batches, and the epoch still has to be judged.
        Assert.Equal([(0, 3), (1, 2), (2, 1), (2, 4), (3, 3), (4, 2), (5, 0)], Seen(new CheckpointOptions(File1) { EveryEpochs = 9, EverySteps = 3 }));
    }

    [Fact]
    public void Other_data_or_options_are_all_named_and_the_run_stays_for_the_right_ones()
    {
        var options = Options() with { Schedule = new ReduceOnPlateau(), EarlyStopping = new EarlyStopping(), Validation = Data };
        Trainer().Fit(Data, options with { Epochs = 4, Checkpoint = new CheckpointOptions(File1) });
        var trainer = Resumed();
        var before = Resumption.Saved(trainer);
        var message = Assert.Throws<ArgumentException>(
            () => trainer.Fit(Resumption.Data<NoisyNet>(28),
                new FitOptions { Epochs = 3, BatchSize = 7, Shuffle = false, Seed = 9, Schedule = Schedule.Constant, ScheduleBy = ScheduleUnit.Step })).Message;
        Assert.Contains("The data is 28 rows of 5 features, 2 targets (checksum ", message, StringComparison.Ordinal);
        Assert.Contains(") here and 29 rows of 5 features, 2 targets (checksum ", message, StringComparison.Ordinal);
        foreach (var part in new[]
        {
            "FitOptions.BatchSize is 7 here and 8 in the checkpoint.", "FitOptions.Shuffle is False here and True in the checkpoint.", "FitOptions.Seed is 9 here and 5 in the checkpoint.",
            "FitOptions.Augment is none here and given in the checkpoint.", "FitOptions.Validation is none here and 29 rows", "FitOptions.EarlyStopping is none here and Patience = 10, MinDelta = 0, RestoreBest = True in",
            "The number of ReduceOnPlateau in FitOptions.Schedule is 0 here and 1 in", "FitOptions.ScheduleBy is Step here and Epoch in", "FitOptions.Epochs is 3 here, but the run is in epoch 4.",
            "or call DiscardUnfinishedRun() to begin a new run",
        })
        {
            Assert.Contains(part, message, StringComparison.Ordinal);
        }

        Assert.Equal(4, trainer.UnfinishedRun!.Epochs.Count);
        Assert.Equal(before, Resumption.Saved(trainer));
        Assert.Equal(10, trainer.Fit(Data, options).Epochs.Count);
    }

    [Fact]
    public void One_changed_value_of_the_data_is_other_data()
    {
        Trainer().Fit(Data, Options(epochs: 2) with { Checkpoint = new CheckpointOptions(File1) });
        var inputs = Data.Inputs.ToArray();
        inputs[7] = MathF.BitIncrement(inputs[7]);
        var other = Dataset.FromMemory(inputs, Data.Targets.ToArray(), Data.InputSize, Data.TargetSize);
        Assert.Throws<ArgumentException>(() => Resumed().Fit(other, Options()));
        Assert.Throws<ArgumentException>(() => Resumed().Fit(Data.WithSampleWeights([.. Enumerable.Repeat(1f, 29)]), Options()));
    }

    [Fact]
    public void A_new_run_begins_when_the_unfinished_one_is_discarded()
    {
        Trainer().Fit(Data, Options(epochs: 2) with { Checkpoint = new CheckpointOptions(File1) });
        var trainer = Resumed();
        trainer.DiscardUnfinishedRun();
        Assert.Null(trainer.UnfinishedRun);
        Assert.Equal(3, trainer.Fit(Data, Options(epochs: 3)).Epochs.Count);
        // As in one process: five epochs are two and three.
        var straight = Trainer();
        straight.Fit(Data, Options(epochs: 5));
        Assert.Equal(Resumption.Saved(straight), Resumption.Saved(trainer));
    }

    [Fact]
    public void A_checkpoint_between_two_runs_holds_none()
    {
        var trainer = Trainer();
        trainer.Fit(Data, Options(epochs: 2));
        trainer.SaveCheckpoint(File1);
        var resumed = Resumed();
        Assert.Null(resumed.UnfinishedRun);
        resumed.Fit(Data, Options(epochs: 3));
        trainer.Fit(Data, Options(epochs: 3));
        Assert.Equal(Resumption.Saved(trainer), Resumption.Saved(resumed));
    }

    [Fact]
    public void Steps_or_writes_since_end_the_run()
    {
        Trainer().Fit(Data, Options(epochs: 2) with { Checkpoint = new CheckpointOptions(File1) });
        var trainer = Resumed();
        trainer.Step(Data.Inputs, Data.Targets);
        Assert.Contains("took steps, or its network's parameters were written", Assert.Throws<InvalidOperationException>(() => trainer.Fit(Data, Options())).Message, StringComparison.Ordinal);
        var network = new NoisyNet(1);
        var second = network.CreateTrainer(new Adam(0.01f), new TrainerOptions { Seed = 5 });
        second.Resume(File1);
        network.Dense0.Biases[0] = 1;
        Assert.Throws<InvalidOperationException>(() => second.Fit(Data, Options()));
    }

    [Fact]
    public void A_trainer_cannot_be_resumed_while_it_fits()
    {
        var trainer = Trainer();
        trainer.SaveCheckpoint(File1);
        var exception = Record.Exception(() => trainer.Fit(Data, Options() with { Augment = (_, _, _, _) => trainer.Resume(File1) }));
        Assert.StartsWith("Fit is running", Assert.IsType<InvalidOperationException>(exception).Message, StringComparison.Ordinal);
        trainer.Resume(File1);
    }

    [Fact]
    public void The_rate_in_a_checkpoint_is_the_trainers_own_and_not_the_schedules()
    {
        var options = Options(epochs: 4) with { Schedule = Schedule.Exponential(0.5) };
        Trainer().Fit(Data, options with { Checkpoint = new CheckpointOptions(File1) });
        Assert.Equal(0.01f, Resumed().LearningRate);
        // Without a schedule it is the one that was set meanwhile.
        var trainer = Trainer();
        trainer.Fit(Data, Options(epochs: 4) with { Checkpoint = new CheckpointOptions(File1), Augment = (_, _, _, _) => trainer.LearningRate = 0.125f });
        Assert.Equal(0.125f, Resumed().LearningRate);
    }

    [Fact]
    public void Parameters_that_are_not_finite_are_never_saved()
    {
        static NoisyNet.Trainer<Sgd> Plain() => new NoisyNet(3).CreateTrainer(new Sgd(0.01f));
        var trainer = Plain();
        var exception = Assert.Throws<NonFiniteTrainingException>(() => trainer.Fit(Data, Options() with
        {
            Augment = (inputs, _, _, _) =>
            {
                if (trainer.StepCount != 5)
                    return;
                // A finite loss, and an update that breaks the parameters.
                foreach (ref var x in inputs)
                    x *= 100;
                trainer.LearningRate = float.MaxValue;
            },
            Checkpoint = new CheckpointOptions(File1) { EverySteps = 1 },
        }));
        Assert.Equal((2, 3), (exception.Epoch, exception.Batch));
        Assert.NotEqual("loss", exception.Block);
        var resumed = Plain();
        resumed.Resume(File1);
        Assert.Equal((5, 0.01f), (resumed.StepCount, resumed.LearningRate));
        Assert.True(float.IsFinite(resumed.MeanLoss(Data.Inputs, Data.Targets)));
    }

    [Fact]
    public void A_run_that_was_saved_within_an_epoch_and_diverges_there_goes_back_to_the_checkpoint()
    {
        File.WriteAllBytes(File1, Resumption.Killed(Trainer(), Data, Options(), step: 7));
        var (trainer, calls) = (Resumed(), 0);
        var before = Parameters(trainer);
        Assert.Throws<NonFiniteTrainingException>(() => trainer.Fit(Data, Options() with
        {
            Augment = (inputs, _, _, _) =>
            {
                if (++calls == 2)
                    inputs[0] = float.NaN;
            },
        }));
        Assert.Equal(6, trainer.StepCount);
        Assert.Equal(before, Parameters(trainer));
    }

    [Fact]
    public void A_file_that_cannot_be_written_ends_the_run_where_it_can_be_saved_elsewhere()
    {
        var trainer = Trainer();
        var missing = Path.Combine(_folder, "missing", "run.checkpoint");
        var exception = Assert.ThrowsAny<IOException>(() => trainer.Fit(Data, Options() with { Checkpoint = new CheckpointOptions(missing), Schedule = Schedule.Exponential(0.5) }));
        Assert.Contains($"'{missing}' could not be written", exception.Message, StringComparison.Ordinal);
        Assert.Equal((4, 0.01f), (trainer.StepCount, trainer.LearningRate));
        trainer.SaveCheckpoint(File1);
        var straight = Trainer();
        var history = straight.Fit(Data, Options() with { Schedule = Schedule.Exponential(0.5) });
        Assert.Equal(Resumption.Untimed(history), Resumption.Untimed(Resumed().Fit(Data, Options() with { Schedule = Schedule.Exponential(0.5) })));
    }

    [Fact]
    public void Options_have_their_ranges()
    {
        Assert.Throws<ArgumentException>(() => new CheckpointOptions(""));
        Assert.StartsWith("CheckpointOptions.EveryEpochs is 0, but must be at least 1.", Assert.Throws<ArgumentOutOfRangeException>(() => new CheckpointOptions("x") { EveryEpochs = 0 }).Message, StringComparison.Ordinal);
        Assert.StartsWith("CheckpointOptions.EverySteps is -2, but must be at least 1.", Assert.Throws<ArgumentOutOfRangeException>(() => new CheckpointOptions("x") { EverySteps = -2 }).Message, StringComparison.Ordinal);
        Assert.Equal((1, null), (new CheckpointOptions("x").EveryEpochs, new CheckpointOptions("x").EverySteps));
    }

    private static float[] Parameters(NoisyNet.Trainer<Adam> trainer)
    {
        var network = new NoisyNet(0);
        network.CreateTrainer(new Adam(), new TrainerOptions { Seed = 5 }).Resume(new MemoryStream(Resumption.Saved(trainer)));
        return Resumption.Parameters(network);
    }

    private sealed class Report(Action<TrainingProgress> action) : IProgress<TrainingProgress>
    {
        void IProgress<TrainingProgress>.Report(TrainingProgress value) => action(value);
    }
}
