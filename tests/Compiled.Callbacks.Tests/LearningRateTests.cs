namespace Compiled.Callbacks.Tests;

public sealed class LearningRateTests
{
    public static TheoryData<string> Ends => ["all steps", "diverged", "non-finite", "cancelled", "exception"];

    /// <summary>A checkpoint holds all that decides the next bits: two that are equal mean that nothing has changed.</summary>
    [Theory]
    [MemberData(nameof(Ends))]
    public void Network_and_trainer_are_as_before(string end)
    {
        using var source = new CancellationTokenSource();
        foreach (var isFresh in (bool[])[true, false])
        {
            var network = new Mixed(1);
            var trainer = network.CreateTrainer(new Adam(0.01f), new TrainerOptions { Seed = 3 });
            if (!isFresh)
                _ = trainer.Fit(Given.Numbers(), new FitOptions { Epochs = 2, BatchSize = 7 });
            var (before, calls) = (Given.State(trainer), 0);
            var search = new LearningRateSearch
            {
                Highest = end switch { "non-finite" => 1e30f, "diverged" => 100, _ => 0.1f },
                DivergenceFactor = end == "non-finite" ? double.PositiveInfinity : 4,
                Smoothing = 0.5,
                CancellationToken = source.Token,
                Augment = (inputs, _, _, random) =>
                {
                    inputs[0] += random.NextSingle();
                    if (++calls % 20 != 0)
                        return;
                    if (end == "cancelled")
                        source.Cancel();
                    if (end == "exception")
                        throw new InvalidOperationException("mine");
                },
            };
            LearningRateCurve? curve = null;
            if (end == "cancelled")
                Assert.Throws<OperationCanceledException>(() => trainer.FindLearningRate(Given.Numbers(), search));
            else if (end == "exception")
                Assert.Throws<InvalidOperationException>(() => trainer.FindLearningRate(Given.Numbers(), search));
            else
                curve = trainer.FindLearningRate(Given.Numbers(), search);
            Assert.Equal(before, Given.State(trainer));
            if (curve is not null)
                Assert.Equal((end != "all steps", end == "all steps"), (curve.Diverged, curve.Points.Count == 100));

            // And so is what comes after.
            var other = new Mixed(1);
            var expected = other.CreateTrainer(new Adam(0.01f), new TrainerOptions { Seed = 3 });
            if (!isFresh)
                _ = expected.Fit(Given.Numbers(), new FitOptions { Epochs = 2, BatchSize = 7 });
            _ = expected.Fit(Given.Numbers(), new FitOptions { Epochs = 2, BatchSize = 7 });
            _ = trainer.Fit(Given.Numbers(), new FitOptions { Epochs = 2, BatchSize = 7 });
            Assert.Equal(Given.State(expected), Given.State(trainer));
            Assert.Equal(Given.Parameters(other), Given.Parameters(network));
        }
    }

    [Fact]
    public void Frozen_and_tuned_blocks_and_every_optimizer_are_as_before()
    {
        Check(static network => network.CreateTrainer(new NAdam(0.01f)));
        Check(static network => network.CreateTrainer(new RAdam(0.01f)));
        Check(static network => network.CreateTrainer(new Rprop()));
        Check(static network => network.CreateTrainer(new Sgd(0.01f) { Momentum = 0.9f }));

        static void Check(Func<Small, Trainer> create)
        {
            var trainer = create(new Small(1));
            trainer.Freeze("Dense0");
            trainer.SetRate("Dense1", 0.5f);
            _ = trainer.Step(Given.Classes().Inputs, Given.Classes().Targets);
            var before = Given.State(trainer);
            _ = trainer.FindLearningRate(Given.Classes());
            Assert.Equal(before, Given.State(trainer));
        }
    }

    [Fact]
    public void A_resumed_run_can_still_go_on()
    {
        using var folder = new Folder();
        var options = new FitOptions { Epochs = 4, BatchSize = 7, Checkpoint = new CheckpointOptions(folder["run.checkpoint"]) };
        var whole = new Mixed(1);
        _ = whole.CreateTrainer(new Adam(0.01f)).Fit(Given.Numbers(), options with { Checkpoint = null });
        _ = new Mixed(1).CreateTrainer(new Adam(0.01f)).Fit(Given.Numbers(), options with { Callbacks = [new StopWhen(static context => context.Steps == 8) { EveryStep = true }] });
        var resumed = new Mixed(1);
        var trainer = resumed.ResumeTrainer(new Adam(0.01f), folder["run.checkpoint"]);
        _ = trainer.FindLearningRate(Given.Numbers());
        Assert.NotNull(trainer.UnfinishedRun);
        _ = trainer.Fit(Given.Numbers(), options);
        Assert.Equal(Given.Parameters(whole), Given.Parameters(resumed));
    }

    [Fact]
    public void Rates_grow_by_a_factor_and_losses_are_smoothed_as_fastai_does()
    {
        var curve = new Line(1).CreateTrainer(new Sgd(0.1f)).FindLearningRate(Given.Line(), new LearningRateSearch { Lowest = 1e-5f, Highest = 1e-1f, Steps = 41, BatchSize = 6, Smoothing = 0.9 });
        Assert.Equal(41, curve.Points.Count);
        Assert.Equal((1e-5f, 1e-1f), (curve.Points[0].Rate, curve.Points[^1].Rate));
        double average = 0;
        for (var step = 0; step < 41; step++)
        {
            Assert.Equal(1e-5 * Math.Pow(10, step / 10.0), curve.Points[step].Rate, 1e-5 * curve.Points[step].Rate);
            average = 0.9 * average + 0.1 * curve.Points[step].Loss;
            Assert.Equal(average / (1 - Math.Pow(0.9, step + 1)), curve.Points[step].SmoothedLoss, 1e-12);
        }
    }

    [Fact]
    public void The_suggestion_trains_and_a_hundred_times_as_much_does_not()
    {
        var data = Given.Line(rows: 400);
        var curve = new Line(1).CreateTrainer(new Sgd(1e-3f)).FindLearningRate(data, new LearningRateSearch { BatchSize = 20 });
        double Loss(float rate) => new Line(1).CreateTrainer(new Sgd(rate)).Fit(data, new FitOptions { Epochs = 5, BatchSize = 20, Callbacks = [new TerminateOnNaN()] }).Epochs is [..,
            var last] ? last.Loss : double.PositiveInfinity;
        foreach (var rate in (float?[])[curve.Suggestion, curve.TenthOfMinimum])
            Assert.True(Loss(rate!.Value) < Math.Min(Loss(100 * rate.Value), Loss(rate.Value / 1000)), $"{rate}: {Loss(rate.Value)} {Loss(100 * rate.Value)} {Loss(rate.Value / 1000)} {curve}");
        Assert.Contains(FormattableString.Invariant($"suggested learning rate {curve.Suggestion:G2} (valley)"), curve.ToString(), StringComparison.Ordinal);
    }

    /// <summary>Against every subsequence, one by one.</summary>
    [Fact]
    public void The_valley_is_that_of_the_longest_falling_subsequence()
    {
        var random = new Random(1);
        for (var attempt = 0; attempt < 200; attempt++)
        {
            var losses = new double[random.Next(2, 11)];
            foreach (ref var loss in losses.AsSpan())
                loss = random.Next(6);
            var (longest, end) = (1, 0);
            for (var last = 0; last < losses.Length; last++)
            {
                for (var subset = 0; subset < 1 << last; subset++)
                {
                    var places = Enumerable.Range(0, last).Where(index => (subset >> index & 1) == 1).Append(last).ToArray();
                    if (places.Length > longest && places.Zip(places.Skip(1)).All(pair => losses[pair.Second] < losses[pair.First]))
                        (longest, end) = (places.Length, last);
                }
            }

            int? expected = longest < 2 ? null : Math.Max(0, end - longest + (int)(longest / 3.0) + (int)(longest / 3.0 / 2));
            Assert.Equal(expected, RateSuggestion.Valley(losses));
        }

        // A long slope of 30 losses: half way between its first and its second third.
        double[] slope = [.. Enumerable.Repeat(1.0, 10), .. Enumerable.Range(0, 30).Select(static index => 0.9 - index / 100.0), .. Enumerable.Range(0, 5).Select(static index => 1.0 + index)];
        Assert.Equal(39 - 31 + 10 + 5, RateSuggestion.Valley(slope));
        double[] rates = [.. Enumerable.Range(0, slope.Length).Select(static index => Math.Pow(1.1, index))];
        Assert.Equal(9, RateSuggestion.Steepest(slope, rates));
        Assert.Null(RateSuggestion.Steepest([1, 2, 3], [1, 2, 4]));
    }

    [Fact]
    public void A_loss_that_never_falls_suggests_nothing()
    {
        var curve = new Line(1).CreateTrainer(new Sgd(0.1f)).FindLearningRate(Given.Line(), new LearningRateSearch { Lowest = 100, Highest = 1000, DivergenceFactor = 1.0001 });
        Assert.True(curve is { Suggestion: null, Steepest: null, TenthOfMinimum: null, Diverged: true });
        Assert.StartsWith("no suggestion, because the loss never fell over enough steps", curve.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_curve_says_what_it_suggests_and_how_far_it_went()
    {
        LearningRatePoint[] points = [.. Enumerable.Range(0, 20).Select(static step => new LearningRatePoint(0.001f * (step + 1), 20 - step, 20 - step))];
        var falling = new LearningRateCurve(points, 20, diverged: false);
        Assert.Equal(falling.Valley, falling.Suggestion);
        Assert.Equal(0.0015f, falling.TenthOfMinimum!.Value, 1e-6f);
        Assert.Matches("^suggested learning rate 0[.]0[0-9]+ [(]valley[)]; steepest 0[.]0[0-9]+, a tenth of the minimum 0[.]0015; 20 steps from 0[.]001 to 0[.]02$", falling.ToString());
        Assert.EndsWith("20 steps from 0.001 to 0.02, then the loss diverged", new LearningRateCurve(points, 20, diverged: true).ToString(), StringComparison.Ordinal);
        Assert.EndsWith("1 step from 0.001 to 0.001", new LearningRateCurve(points[..1], 20, diverged: false).ToString(), StringComparison.Ordinal);
        Assert.EndsWith("0 steps, then the loss diverged", new LearningRateCurve([], 20, diverged: true).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Wrong_options_are_named()
    {
        Assert.Contains("LearningRateSearch.Steps is 9", Assert.Throws<ArgumentOutOfRangeException>(static () => new LearningRateSearch { Steps = 9 }).Message, StringComparison.Ordinal);
        Assert.Contains("LearningRateSearch.Lowest", Assert.Throws<ArgumentOutOfRangeException>(static () => new LearningRateSearch { Lowest = 0 }).Message, StringComparison.Ordinal);
        Assert.Contains("DivergenceFactor is 1", Assert.Throws<ArgumentOutOfRangeException>(static () => new LearningRateSearch { DivergenceFactor = 1 }).Message, StringComparison.Ordinal);
        Assert.Contains("Smoothing is 1", Assert.Throws<ArgumentOutOfRangeException>(static () => new LearningRateSearch { Smoothing = 1 }).Message, StringComparison.Ordinal);
        Assert.Contains("LearningRateSearch.Steps is 10001", Assert.Throws<ArgumentOutOfRangeException>(static () => new LearningRateSearch { Steps = 10_001 }).Message, StringComparison.Ordinal);
        Assert.Contains("LearningRateSearch.BatchSize is 0", Assert.Throws<ArgumentOutOfRangeException>(static () => new LearningRateSearch { BatchSize = 0 }).Message, StringComparison.Ordinal);
        Assert.Contains("Smoothing is -0.1", Assert.Throws<ArgumentOutOfRangeException>(static () => new LearningRateSearch { Smoothing = -0.1 }).Message, StringComparison.Ordinal);
        Assert.Contains("Smoothing is NaN", Assert.Throws<ArgumentOutOfRangeException>(static () => new LearningRateSearch { Smoothing = double.NaN }).Message, StringComparison.Ordinal);
        Assert.Contains("must be below Highest, 10", Assert.Throws<ArgumentException>(static () => new Line(1).CreateTrainer(new Sgd(1)).FindLearningRate(Given.Line(),
            new LearningRateSearch { Lowest = 10 })).Message, StringComparison.Ordinal);
        var exception = Assert.Throws<CallbackException>(static () => new Line(1).CreateTrainer(new Sgd(0.1f)).Fit(
            Given.Line(), new FitOptions { Callbacks = [new Recorder { Does = static (_, context) => context.Trainer.FindLearningRate(Given.Line()) }] }));
        Assert.Contains("Fit is running: call FindLearningRate before or after it.", exception.Message, StringComparison.Ordinal);
    }
}
