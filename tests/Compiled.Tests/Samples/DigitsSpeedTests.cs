using Digits;

namespace Compiled.Tests.Samples;

/// <summary>Runs alone: it takes the process's own processor time, which other tests would add to.</summary>
[CollectionDefinition(nameof(DigitsSpeedTests), DisableParallelization = true)]
public sealed class DigitsSpeedCollection;

/// <summary>The promise of the sample: handwritten digits are learned in less than a second.</summary>
[Collection(nameof(DigitsSpeedTests))]
public sealed class DigitsSpeedTests
{
    [Fact]
    public void A_hundred_epochs_take_less_than_a_second()
    {
        var digits = Dataset.FromCsv(Path.Combine(AppContext.BaseDirectory, "Samples", "digits.csv"), target: "label");
        var (train, test) = digits.Split(0.75, seed: 0);
        var scaler = Standardizer.Fit(train);
        (train, test) = (scaler.Apply(train), scaler.Apply(test));

        // Processor time rather than the clock's, so that a busy machine does not fail it; the best of three, because the first compiles.
        var fastest = TimeSpan.MaxValue;
        var accuracy = 0.0;
        for (var run = 0; run < 3; run++)
        {
            var trainer = new DigitNet(seed: 0).CreateTrainer(new Adam(learningRate: 1e-3f) { WeightDecay = 3e-3f });
            var before = Environment.CpuUsage.TotalTime;
            var history = trainer.Fit(train, new FitOptions { Epochs = 100, BatchSize = 32, Validation = test });
            var taken = Environment.CpuUsage.TotalTime - before;
            fastest = taken < fastest ? taken : fastest;
            accuracy = history.Epochs[^1].ValidationMetric!.Value;
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{fastest.TotalSeconds:0.000} s");
        Assert.True(fastest < TimeSpan.FromSeconds(1), $"100 epochs took {fastest.TotalSeconds:0.000} s of processor time.");
        Assert.True(accuracy > 0.95, $"It learned too little to be worth timing: the accuracy is {accuracy:0.0000}.");
    }
}
