namespace Compiled.Tests.Training.Minimization;

/// <summary>Alone on the machine: a tier change in the measured window would count as an allocation.</summary>
[CollectionDefinition(nameof(MinimizeAllocationTests), DisableParallelization = true)]
[Collection(nameof(MinimizeAllocationTests))]
public sealed class MinimizeAllocationTests
{
    [Fact]
    public void Few_iterations_and_many_allocate_the_same()
    {
        var data = Linear.Data(rows: 40, inputs: 8);
        // Tiny first steps make every line search interpolate; the history comes round many times.
        var settings = new Lbfgs { HistorySize = 4, GradientTolerance = 0, ChangeTolerance = 0, MaxEvaluations = 100_000, LearningRate = 0.001f };
        var few = Least(settings with { MaxIterations = 4 });
        var many = Least(settings with { MaxIterations = 24 });
        Assert.Equal(few, many);

        long Least(Lbfgs settings)
        {
            var least = long.MaxValue;
            for (var run = 0; run < 30; run++)
            {
                var trainer = Linear.Trainer(new Sgd(1), inputs: 8);
                var before = GC.GetAllocatedBytesForCurrentThread();
                var result = trainer.Minimize(data, settings);
                least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
                Assert.Equal(settings.MaxIterations, result.Iterations);
            }

            return least;
        }
    }
}
