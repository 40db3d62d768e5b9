using Compiled.Tests.Networks;

namespace Compiled.Tests.Training.Minimization;

/// <summary>Each way in which a run ends.</summary>
public sealed class MinimizeStopTests
{
    private static readonly Dataset Data = Linear.Data(rows: 40);

    /// <summary>No tolerance ends the run.</summary>
    private static readonly Lbfgs Endless = new() { GradientTolerance = 0, ChangeTolerance = 0, MaxIterations = 500, MaxEvaluations = 1_000_000 };

    [Fact]
    public void At_the_limits() => Assert.Multiple(
        () => Check(Endless with { MaxIterations = 3 }, LbfgsStop.MaxIterations, result => result is { Iterations: 3, Converged: false }),
        () => Check(Endless with { MaxEvaluations = 3 }, LbfgsStop.MaxEvaluations, result => result is { Evaluations: >= 3, Iterations: < 5, Converged: false }),
        // 5/4 of 4, of which the start is one.
        () => Check(Endless with { MaxIterations = 4, MaxEvaluations = null, LearningRate = 1e-3f }, LbfgsStop.MaxEvaluations, result => result.Evaluations >= 5));

    [Fact]
    public void At_each_tolerance() => Assert.Multiple(
        () => Check(Endless with { GradientTolerance = 1e-3 }, LbfgsStop.GradientTolerance, result => result is { LargestGradient: <= 1e-3f, Converged: true }),
        () => Check(Endless with { GradientTolerance = 100 }, LbfgsStop.GradientTolerance, result => result is { Iterations: 0, Evaluations: 1 }),
        () => Check(Endless with { ChangeTolerance = 100 }, LbfgsStop.SlopeTolerance, result => result is { Iterations: 0, Converged: true }),
        // The first step is as long as the rate, all parameters together, and the slope at the start steeper than that.
        () => Check(Endless with { ChangeTolerance = 1 }, LbfgsStop.StepTolerance, result => result is { Iterations: 1, Converged: true }),
        () => Check(Endless with { ChangeTolerance = 0.25, LearningRate = 0.3f }, LbfgsStop.StepTolerance, result => result is { Iterations: 1, Converged: true }));

    [Fact]
    public void Where_the_loss_hardly_changes()
    {
        // (100·w + b − t)², an error of 1e-3 away from its minimum: the slope is −0.04, the way to the minimum 1e-5 long and worth 1e-6.
        var trainer = Linear.Trainer(new Sgd(1), inputs: 1, outputs: 1);
        trainer.Store.CopyFrom([0, 0]);
        var result = trainer.Minimize(Dataset.FromMemory([100], [1e-3f], 1, 1), Endless with { ChangeTolerance = 5e-6, LearningRate = 1e-4f });
        Assert.Equal((LbfgsStop.LossTolerance, 1, true), (result.Stop, result.Iterations, result.Converged));
        Assert.True(result.Loss < 1e-8, result.ToString());
    }

    [Fact]
    public void Where_float32_can_tell_no_lower_point()
    {
        // Targets that no line fits: the gradient never becomes 0 but for rounding.
        var (x, t) = (new TestData(1).Uniforms(3 * 40), new TestData(2).Uniforms(2 * 40));
        var result = Linear.Trainer(new Sgd(1)).Minimize(Dataset.FromMemory(x, t, 3, 2), Endless);
        Assert.Equal(LbfgsStop.NoLowerPoint, result.Stop);
        Assert.False(result.Converged);
        Assert.Contains("the line search found no lower point", result.ToString());
    }

    [Fact]
    public void At_once_when_cancelled_before()
    {
        var trainer = Linear.Trainer(new Sgd(1));
        var before = trainer.ReadParameters();
        var result = trainer.Minimize(Data, new Lbfgs { CancellationToken = new CancellationToken(canceled: true) });
        Assert.Equal((LbfgsStop.Cancelled, 0, 0L), (result.Stop, result.Iterations, result.Evaluations));
        Assert.True(double.IsNaN(result.Loss) && float.IsNaN(trainer.Loss));
        Assert.Equal(before, trainer.ReadParameters());
    }

    [Fact]
    public void After_the_iteration_in_which_it_is_cancelled()
    {
        using var source = new CancellationTokenSource();
        var (cancelled, limited) = (Linear.Trainer(new Sgd(1)), Linear.Trainer(new Sgd(1)));
        var result = cancelled.Minimize(Data, Endless with { CancellationToken = source.Token, Progress = new Told(told => Cancel(told.Iteration == 3)) });
        var expected = limited.Minimize(Data, Endless with { MaxIterations = 3 });
        Assert.Equal(expected with { Seconds = 0, Stop = LbfgsStop.Cancelled }, result with { Seconds = 0 });
        Assert.Equal(limited.ReadParameters(), cancelled.ReadParameters());

        void Cancel(bool now)
        {
            if (now)
                source.Cancel();
        }
    }

    [Fact]
    public void Within_a_line_search_with_the_parameters_of_the_last_iteration()
    {
        using var source = new CancellationTokenSource();
        var trainer = Linear.Trainer(new Sgd(1));
        var before = trainer.ReadParameters();
        var evaluations = 0;
        trainer.BeforeStep = () =>
        {
            if (++evaluations == 3)
                source.Cancel();
        };
        // A first step this short must be lengthened several times.
        var result = trainer.Minimize(Data, Endless with { CancellationToken = source.Token, LearningRate = 1e-6f });
        Assert.Equal((LbfgsStop.Cancelled, 0, 3L), (result.Stop, result.Iterations, result.Evaluations));
        Assert.Equal(before, trainer.ReadParameters());
        Assert.Equal(result.InitialLoss, result.Loss);
    }

    [Fact]
    public void The_result_is_a_sentence()
    {
        var result = Linear.Trainer(new Sgd(1)).Minimize(Data, Endless with { MaxIterations = 1 });
        Assert.StartsWith($"Stopped after 1 iteration and {result.Evaluations} evaluations: MaxIterations was reached. Loss ", result.ToString());
        Assert.StartsWith("Converged after ", (result with { Stop = LbfgsStop.LossTolerance }).ToString());
        var sentences = Enum.GetValues<LbfgsStop>().Select(stop => (result with { Stop = stop }).ToString()).ToList();
        Assert.Equal(sentences.Count, sentences.Distinct().Count());
    }

    [Fact]
    public void Progress_is_told_of_every_iteration()
    {
        List<LbfgsProgress> told = [];
        var result = Linear.Trainer(new Sgd(1)).Minimize(Data, Endless with { MaxIterations = 6, Progress = new Told(told.Add) });
        Assert.Equal([1, 2, 3, 4, 5, 6], told.Select(one => one.Iteration));
        Assert.Equal((result.Loss, result.LargestGradient, result.Evaluations), (told[^1].Loss, told[^1].LargestGradient, told[^1].Evaluations));
        Assert.Equal(told.Select(one => one.Loss).OrderDescending(), told.Select(one => one.Loss));
        Assert.All(told, one => Assert.True(one.StepLength > 0));
    }

    private static void Check(Lbfgs settings, LbfgsStop stop, Func<LbfgsResult, bool> holds)
    {
        var result = Linear.Trainer(new Sgd(1)).Minimize(Data, settings);
        Assert.Equal(stop, result.Stop);
        Assert.True(holds(result), result.ToString());
    }

    private sealed class Told(Action<LbfgsProgress> action) : IProgress<LbfgsProgress>
    {
        public void Report(LbfgsProgress value) => action(value);
    }
}
