using System.Text.RegularExpressions;
using Digits;

namespace Compiled.Tests.Training.Minimization;

/// <summary>docs/lbfgs.md shows no code that is not run here, and names every setting and every end.</summary>
public sealed partial class LbfgsPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "lbfgs.md"));

    [Fact]
    public void Its_code_learns_the_digits()
    {
        var (train, test) = Dataset.FromCsv(Path.Combine(AppContext.BaseDirectory, "Samples", "digits.csv"), target: "label").Split(0.75, seed: 0);
        var scaler = Standardizer.Fit(train);
        (train, test) = (scaler.Apply(train), scaler.Apply(test));

        var network = new DigitNet(seed: 0);
        var result = network.Minimize(train, new Lbfgs { MaxIterations = 30 }, new TrainerOptions { L2 = 1e-2f });
        Console.WriteLine(result);      // Stopped after 30 iterations and … evaluations: MaxIterations was reached. Loss …
        Assert.Equal(LbfgsStop.MaxIterations, result.Stop);
        Assert.True(((ClassificationEvaluation)network.Evaluate(test)).Accuracy > 0.95, result.ToString());

        var trainer = network.CreateTrainer(new Adam(learningRate: 1e-3f));
        trainer.Fit(train, new FitOptions { Epochs = 5 });
        var polished = trainer.Minimize(train, new Lbfgs { MaxIterations = 20 });
        Assert.True(polished.Loss < polished.InitialLoss && polished.InitialLoss < result.Loss, polished.ToString());
    }

    [Fact]
    public void Its_code_stands_here()
    {
        var code = Flatten(File.ReadAllText(Path.Combine(Repository.Root, "tests/Compiled.Tests/Training/Minimization/LbfgsPageTests.cs")));
        // The network is the sample's own.
        var blocks = CodeBlock().Matches(Page).Select(match => Flatten(match.Groups[1].Value)).Where(static block => !block.Contains("[Network", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, blocks.Count);
        Assert.All(blocks, block => Assert.Contains(block, code, StringComparison.Ordinal));
    }

    [Fact]
    public void It_names_every_setting_and_every_end()
    {
        Assert.All(typeof(Lbfgs).GetProperties().Where(one => one.CanWrite), one => Assert.Contains($"`{one.Name}`", Page, StringComparison.Ordinal));
        Assert.All(Enum.GetNames<LbfgsStop>(), name => Assert.Contains($"`{name}`", Page, StringComparison.Ordinal));
    }

    private static string Flatten(string text) => Space().Replace(text, " ").Trim();

    [GeneratedRegex(@"```csharp[^\n]*\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
