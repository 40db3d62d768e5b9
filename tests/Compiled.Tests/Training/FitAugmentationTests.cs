using Compiled.Numerics;

namespace Compiled.Tests.Training;

public sealed class FitAugmentationTests
{
    [Fact]
    public void Every_step_takes_the_changed_copy_and_the_dataset_stays()
    {
        foreach (var shuffle in new[] { true, false })
        {
            var data = Linear.Data(rows: 21);
            var (inputs, targets) = (data.Inputs.ToArray(), data.Targets.ToArray());
            var trainer = Linear.Trainer(new Adam(0.05f));
            var history = trainer.Fit(data, new FitOptions { Epochs = 3, BatchSize = 8, Seed = 5, Shuffle = shuffle, Augment = Doubled, TrainingMetrics = false });
            Assert.Equal(inputs, data.Inputs);
            Assert.Equal(targets, data.Targets);

            var doubled = Dataset.FromMemory(inputs.Select(static x => 2 * x).ToArray(), targets.Select(static t => t + 1).ToArray(), 3, 2);
            var expected = Linear.Trainer(new Adam(0.05f));
            var expectedHistory = expected.Fit(doubled, new FitOptions { Epochs = 3, BatchSize = 8, Seed = 5, Shuffle = shuffle, TrainingMetrics = false });
            Assert.Equal(expected.ReadParameters(), trainer.ReadParameters());
            Assert.Equal(expectedHistory.Epochs.Select(static epoch => epoch.Loss), history.Epochs.Select(static epoch => epoch.Loss));
        }
    }

    [Fact]
    public void Validation_and_metrics_see_the_data_unchanged()
    {
        var data = Linear.Data();
        var trainer = Linear.Trainer(new Sgd(0));
        var augmented = trainer.Fit(data, new FitOptions { Epochs = 1, Validation = data, Augment = Doubled }).Epochs[0];
        var plain = trainer.Fit(data, new FitOptions { Epochs = 1, Validation = data }).Epochs[0];
        Assert.Equal((plain.Metric, plain.ValidationLoss, plain.ValidationMetric), (augmented.Metric, augmented.ValidationLoss, augmented.ValidationMetric));
        Assert.NotEqual(plain.Loss, augmented.Loss);
    }

    [Fact]
    public void A_batch_has_random_numbers_of_its_own_whatever_the_others_drew()
    {
        List<ulong> Run(int extra, int epochs = 3, long seed = 5)
        {
            List<ulong> first = [];
            var rows = new List<int>();
            Augmentation watch = (inputs, targets, count, random) =>
            {
                Assert.Equal((3 * count, 2 * count), (inputs.Length, targets.Length));
                rows.Add(count);
                first.Add(random.NextUInt64());
                for (var draw = 0; draw < extra; draw++)
                    random.NextNormal();
            };
            var trainer = Linear.Trainer(new Sgd(0));
            // In two runs: the second goes on counting.
            trainer.Fit(Linear.Data(rows: 21), new FitOptions { Epochs = 1, BatchSize = 8, Seed = seed, Augment = watch });
            trainer.Fit(Linear.Data(rows: 21), new FitOptions { Epochs = epochs - 1, BatchSize = 8, Seed = seed, Augment = watch });
            Assert.Equal([.. Enumerable.Repeat<int[]>([8, 8, 5], epochs).SelectMany(static epoch => epoch)], rows);
            return first;
        }

        Assert.Equal(9, Run(0).Distinct().Count());
        Assert.Equal(Run(0), Run(17));
        Assert.Equal(Run(0), Run(0, epochs: 5).Take(9));
        Assert.Empty(Run(0).Intersect(Run(0, seed: 6)));
    }

    [Fact]
    public void The_same_seed_gives_the_same_bits_and_two_runs_are_one()
    {
        float[] Run(long? seed, long trainerSeed, params int[] epochs)
        {
            var trainer = Linear.Trainer(new Adam(0.05f), options: new TrainerOptions { Seed = trainerSeed });
            foreach (var count in epochs)
                trainer.Fit(Linear.Data(), new FitOptions { Epochs = count, BatchSize = 4, Seed = seed, Augment = Augmentations.GaussianNoise(0.1f), Shuffle = false });
            return trainer.ReadParameters();
        }

        Assert.Equal(Run(5, 0, 4), Run(5, 1, 4));
        Assert.Equal(Run(5, 0, 4), Run(null, 5, 4));
        Assert.Equal(Run(5, 0, 4), Run(5, 0, 1, 3));
        Assert.NotEqual(Run(5, 0, 4), Run(6, 0, 4));
    }

    [Fact]
    public void Two_are_applied_in_their_order()
    {
        Augmentation plusOne = static (inputs, _, _, _) =>
        {
            foreach (ref var x in inputs)
                x += 1;
        };
        var (first, second) = (Seen((Augmentation)Doubled + plusOne), Seen(plusOne + Doubled));
        Assert.Equal(first.Select(static x => x + 1), second);

        static float[] Seen(Augmentation augment)
        {
            float[] seen = [];
            augment += (inputs, _, _, _) => seen = inputs.ToArray();
            Linear.Trainer(new Sgd(0)).Fit(Linear.Data(rows: 4), new FitOptions { Epochs = 1, Shuffle = false, Augment = augment });
            return seen;
        }
    }

    [Fact]
    public void An_exception_of_the_users_ends_the_run_after_its_last_step_with_the_rate_restored()
    {
        var (trainer, calls) = (Linear.Trainer(new Adam(0.05f)), 0);
        Augmentation breaking = (_, _, _, _) =>
        {
            if (++calls == 5)
                throw new NotSupportedException("mine");
        };
        var options = new FitOptions { Epochs = 9, BatchSize = 8, Schedule = Schedule.Exponential(0.5), Augment = breaking };
        Assert.Equal("mine", Assert.Throws<NotSupportedException>(() => trainer.Fit(Linear.Data(rows: 21), options)).Message);
        Assert.Equal((4, 0.05f), (trainer.StepCount, trainer.LearningRate));
        Assert.All(trainer.ReadParameters(), static value => Assert.True(float.IsFinite(value)));
    }

    [Fact]
    public void Rows_that_become_no_numbers_stop_the_run()
    {
        var trainer = Linear.Trainer(new Adam(0.05f));
        var before = trainer.ReadParameters();
        var exception = Assert.Throws<NonFiniteTrainingException>(
            () => trainer.Fit(Linear.Data(), new FitOptions { Augment = static (inputs, _, _, _) => inputs[0] = float.NaN }));
        Assert.Equal(("loss", 1, 1), (exception.Block, exception.Epoch, exception.Batch));
        Assert.Equal(before, trainer.ReadParameters());
    }

    [Fact]
    public void Weights_of_rows_stay_with_their_rows()
    {
        var data = Linear.Data(rows: 8).WithSampleWeights([1, 2, 0, 1, 3, 1, 1, 5]);
        var (augmented, plain) = (Linear.Trainer(new Adam(0.05f)), Linear.Trainer(new Adam(0.05f)));
        var losses = augmented.Fit(data, new FitOptions { Epochs = 2, BatchSize = 3, Augment = static (_, _, _, _) => { } }).Epochs.Select(static epoch => epoch.Loss);
        Assert.Equal(plain.Fit(data, new FitOptions { Epochs = 2, BatchSize = 3 }).Epochs.Select(static epoch => epoch.Loss), losses);
        Assert.Equal(plain.ReadParameters(), augmented.ReadParameters());
    }

    private static void Doubled(Span<float> inputs, Span<float> targets, int rows, SeededRandom random)
    {
        foreach (ref var x in inputs)
            x *= 2;
        foreach (ref var t in targets)
            t += 1;
    }
}
