using Compiled.Tests.Networks;

namespace Compiled.Tests.Law;

/// <summary>Law 4 for L-BFGS: a line search decides by comparisons, so one bit would part the paths.</summary>
[Collection(nameof(ProcessorsCollection))]
public sealed class MinimizeThreadTests
{
    [Theory]
    [InlineData("Digits64x32x10", 1100)]
    [InlineData("Lanes32x64x128", 515)]
    public void Any_number_of_threads_gives_the_same_bits(string name, int rows)
    {
        var of = DenseNetworks.Get(name);
        using var pretended = new Pretended(8);
        var data = new TestData(3);
        var set = Dataset.FromMemory(data.Inputs(of, rows), data.Targets(of, rows), of.InputSize, of.OutputSize);
        var (expected, result) = Run(threads: 1);
        Assert.True(result.Loss < result.InitialLoss, result.ToString());
        foreach (var threads in new[] { 2, 3, 4, 8 })
        {
            var (actual, other) = Run(threads);
            Bits.Equal(expected, actual, $"parameters on {threads} threads");
            Assert.Equal(result with { Seconds = 0 }, other with { Seconds = 0 });
        }

        (float[] Parameters, LbfgsResult Result) Run(int threads)
        {
            var network = of.CreateRandom(1);
            var trainer = network.CreateTrainer(new Sgd(1), new TrainerOptions { Threads = threads, L2 = 0.01f });
            var ended = trainer.Minimize(set, new Lbfgs { MaxIterations = 12 });
            return (network.GetParameters(of), ended);
        }
    }
}
