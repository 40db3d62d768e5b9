namespace Compiled.Tests.Training;

/// <summary>Alone on the machine: a tier change in the measured window would count as an allocation.</summary>
[CollectionDefinition(nameof(StepAllocationTests), DisableParallelization = true)]
[Collection(nameof(StepAllocationTests))]
public sealed class StepAllocationTests
{
    [Fact]
    public void Steps_allocate_nothing()
    {
        var data = Linear.Data(rows: 8);
        Check(Linear.Trainer(new Adam()), data);
        Check(Linear.Trainer(new Sgd { Momentum = 0.9f }), data);

        static void Check<TOptimizer>(LinearTrainer<TOptimizer> trainer, Dataset data)
            where TOptimizer : struct, IOptimizer
        {
            var gradients = new float[data.Targets.Length];
            AssertNone(() => trainer.Step(data.Inputs, data.Targets));
            AssertNone(() => trainer.MeanLoss(data.Inputs, data.Targets));
            AssertNone(() => trainer.StepFromGradient(data.Inputs, gradients));
        }
    }

    [Fact]
    public void Fit_allocates_the_same_for_one_batch_an_epoch_and_for_many()
    {
        var trainer = Linear.Trainer(new Adam());
        var data = Linear.Data(rows: 256);
        var few = Least(() => trainer.Fit(data, new FitOptions { Epochs = 2, BatchSize = 128, Shuffle = false, Progress = new Silent() }));
        var many = Least(() => trainer.Fit(data, new FitOptions { Epochs = 2, BatchSize = 1, Shuffle = false, Progress = new Silent() }));
        Assert.Equal(few, many);
    }

    [Fact]
    public void Augmenting_allocates_the_same_for_one_batch_an_epoch_and_for_many()
    {
        var trainer = Linear.Trainer(new Adam(), inputs: 4);
        var data = Linear.Data(rows: 256, inputs: 4);
        var options = new FitOptions
        {
            Epochs = 2,
            BatchSize = 64,
            Augment = Augmentations.Shift(2, 2, 1) + Augmentations.Mixup() + Augmentations.GaussianNoise(0.01f),
        };
        var (once, twice) = (data, Dataset.FromMemory(data.Inputs[..(4 * 128)].ToArray(), data.Targets[..(2 * 128)].ToArray(), 4, 2));
        // The data's size is in the shuffled order and the metric's buffer too: the difference must be that without augmentation.
        var more = Least(() => trainer.Fit(once, options)) - Least(() => trainer.Fit(twice, options));
        var plain = options with { Augment = null };
        Assert.Equal(Least(() => trainer.Fit(once, plain)) - Least(() => trainer.Fit(twice, plain)), more);
    }

    [Fact]
    public void Early_stopping_allocates_nothing_per_epoch()
    {
        var data = Linear.Data(rows: 8);
        long Cost(int epochs)
        {
            // Every epoch improves, and is copied.
            var options = new FitOptions { Epochs = epochs, EarlyStopping = new EarlyStopping(1) };
            var (with, without) = (Linear.Trainer(new Sgd(1e-3f)), Linear.Trainer(new Sgd(1e-3f)));
            Assert.Equal((epochs, epochs), (with.Fit(data, options).Epochs.Count, with.Fit(data, options).BestEpoch));
            return Least(() => with.Fit(data, options)) - Least(() => without.Fit(data, options with { EarlyStopping = null }));
        }

        Assert.Equal(Cost(2), Cost(100));
    }

    private static void AssertNone(Action action) => Assert.Equal(0, Least(action));

    private static long Least(Action action)
    {
        var least = long.MaxValue;
        for (var batch = 0; batch < 20; batch++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 10; i++)
                action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }

    private sealed class Silent : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
        }
    }
}
