using Compiled.Tests.Networks;

namespace Compiled.Tests.Law;

/// <summary>Law 4 on whole runs: neither what augmentations draw nor where early stopping ends depends on the number of threads.</summary>
[Collection(nameof(ProcessorsCollection))]
public sealed class FitThreadTests
{
    [Fact]
    public void A_run_with_augmentation_that_stops_early_has_the_same_bits_on_any_number_of_threads()
    {
        using var pretended = new Pretended(8);
        var expected = Run(threads: 1);
        Assert.True(expected.History is { StoppedEarly: true, RestoredBest: true, BestEpoch: > 1 });
        foreach (var threads in new[] { 2, 8 })
        {
            var actual = Run(threads);
            Assert.Equal((expected.History.Epochs.Count, expected.History.BestEpoch), (actual.History.Epochs.Count, actual.History.BestEpoch));
            Assert.Equal(Losses(expected.History), Losses(actual.History));
            Bits.Equal(expected.Parameters, actual.Parameters, $"parameters after a run on {threads} threads");
        }

        static IEnumerable<(double, double?)> Losses(History history) => history.Epochs.Select(static epoch => (epoch.Loss, epoch.ValidationLoss));
    }

    private static (History History, float[] Parameters) Run(int threads)
    {
        var of = BlockNetworks.Get(nameof(Networks.Declared.Plain));
        var network = of.CreateRandom(1);
        var trainer = network.CreateTrainer(new Adam(learningRate: 0.02f), new TrainerOptions { Threads = threads });
        // Targets that have nothing to do with the inputs: what is learned of one part is wrong for the other, soon.
        var (train, validation) = (new TestData(1), new TestData(2));
        var history = trainer.Fit(Set(of, train, 600), new FitOptions
        {
            Epochs = 60,
            BatchSize = 300,
            Validation = Set(of, validation, 300),
            EarlyStopping = new EarlyStopping(patience: 3),
            Augment = Augmentations.Mixup(0.4f) + Augmentations.Shift(5, 4, 1) + Augmentations.GaussianNoise(0.1f),
        });
        return (history, network.GetParameters(of));
    }

    private static Dataset Set(NetworkCase of, TestData data, int rows) =>
        Dataset.FromMemory(data.Inputs(of, rows), data.Targets(of, rows), of.InputSize, of.OutputSize);
}
