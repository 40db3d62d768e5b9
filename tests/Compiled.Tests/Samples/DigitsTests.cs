using System.Text.RegularExpressions;
using Digits;

namespace Compiled.Tests.Samples;

/// <summary>The digits sample keeps its promise: what it trains is trained here, line by line, for five seeds.</summary>
public sealed partial class DigitsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [Trait("Speed", "slow")]
    public void The_samples_network_learns_the_digits(long seed)
    {
        var digits = Dataset.FromCsv(Path.Combine(AppContext.BaseDirectory, "Samples/digits.csv"), target: "label");
        // Begin of the sample's lines.
        var (train, test) = digits.Split(0.75, seed);
        var scaler = Standardizer.Fit(train);
        (train, test) = (scaler.Apply(train), scaler.Apply(test));

        var network = new DigitNet(seed);
        var trainer = network.CreateTrainer(new Adam(learningRate: 1e-3f) { WeightDecay = 3e-3f }, new TrainerOptions { Seed = seed });
        // End of the sample's lines.
        var history = trainer.Fit(train, new FitOptions { Epochs = 100, BatchSize = 32 });
        var evaluation = (ClassificationEvaluation)network.Evaluate(test);

        Assert.Equal(100, history.Epochs.Count);
        Assert.InRange(evaluation.Accuracy, 0.965, 1);
    }

    [Fact]
    public void The_lines_are_the_samples()
    {
        var lines = File.ReadAllText(Path.Combine(Repository.Root, "tests/Compiled.Tests/Samples/DigitsTests.cs"));
        var begin = lines.IndexOf("// Begin of", StringComparison.Ordinal);
        var ours = lines[lines.IndexOf('\n', begin)..lines.IndexOf("// End of", StringComparison.Ordinal)];
        var sample = File.ReadAllText(Path.Combine(Repository.Root, "samples/Digits/Program.cs"));
        Assert.Contains(Flatten(ours), Flatten(sample));
        Assert.Contains("Epochs = 100, BatchSize = 32", sample);
    }

    private static string Flatten(string text) => Space().Replace(text, " ").Trim();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
