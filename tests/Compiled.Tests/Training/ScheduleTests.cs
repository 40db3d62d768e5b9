namespace Compiled.Tests.Training;

public sealed class ScheduleTests
{
    [Fact]
    public void A_warm_up_goes_over_into_another_schedule_whose_time_begins_anew()
    {
        var schedule = Schedule.LinearWarmUp(4, 0.5).Then(4, Schedule.Step(2, 0.1));
        Assert.Equal([0.5, 0.625, 0.75, 0.875, 1, 1, 0.1, 0.1, 0.01], Rates(schedule, 9), Near);
    }

    [Fact]
    public void Factors_multiply() =>
        Assert.Equal([0.5, 0.75 * 0.9, 0.81, 0.729], Rates(Schedule.LinearWarmUp(2, 0.5).Times(Schedule.Exponential(0.9)), 4), Near);

    [Fact]
    public void Factors_of_a_rate_of_zero_are_zero() => Assert.Equal(0, Schedule.Constant.Times(Schedule.Exponential(0.9)).Rate(3, 0));

    [Fact]
    public void Curves_stay_where_they_end()
    {
        Assert.Equal(0.25, Schedule.Cosine(10, 0.25).Rate(1_000_000_000_000, 1), 1e-15);
        Assert.Equal(0, Schedule.Polynomial(10, 0.5).Rate(11, 1));
        Assert.Equal(1, Schedule.LinearWarmUp(10).Rate(11, 1));
        Assert.Equal(0.04 / 1e4, Schedule.OneCycle(10, 1).Rate(11, 1), 1e-15);
        Assert.Equal(1, Schedule.CosineWarmRestarts(10).Rate(1_000_000_000_000, 1), 1e-15);
        Assert.InRange(Schedule.CosineWarmRestarts(10, 3).Rate(long.MaxValue, 1), 0, 1);
    }

    [Fact]
    public void A_plateau_lowers_the_rate_when_patience_ends()
    {
        var plateau = new ReduceOnPlateau { Patience = 2, Factor = 0.5, Minimum = 0.2 };
        var rates = new List<double>();
        foreach (var loss in new[] { 5, 4, 4, 4, 4, 3.9999, double.NaN, 4, 4, 4, 1, 1, 1, 1, 1 })
        {
            plateau.Observe(loss);
            rates.Add(plateau.Rate(0, 1));
        }

        Assert.Equal([1, 1, 1, 1, 0.5, 0.5, 0.5, 0.25, 0.25, 0.25, 0.25, 0.25, 0.25, 0.2, 0.2], rates, Near);
    }

    [Fact]
    public void A_plateau_rests_after_a_reduction_and_may_watch_what_should_rise()
    {
        var plateau = new ReduceOnPlateau { Patience = 0, Factor = 0.5, Cooldown = 2, LargerIsBetter = true };
        var rates = new List<double>();
        foreach (var accuracy in new[] { 0.5, 0.5, 0.5, 0.5, 0.5, 0.9 })
        {
            plateau.Observe(accuracy);
            rates.Add(plateau.Rate(0, 1));
        }

        Assert.Equal([1, 0.5, 0.5, 0.5, 0.25, 0.25], rates, Near);
    }

    [Fact]
    public void Fit_follows_the_schedule_by_epochs_and_returns_to_its_rate()
    {
        var trainer = Linear.Trainer(new Sgd(0.25f));
        var history = trainer.Fit(Linear.Data(), new FitOptions { Epochs = 4, BatchSize = 8, Schedule = Schedule.Step(2, 0.5) });
        Assert.Equal([0.25f, 0.25f, 0.125f, 0.125f], history.Epochs.Select(epoch => epoch.LearningRate));
        Assert.Equal(0.25f, trainer.LearningRate);
    }

    [Fact]
    public void Fit_by_steps_is_setting_the_rate_by_hand()
    {
        var schedule = Schedule.LinearWarmUp(4, 0.1).Then(4, Schedule.Cosine(8));
        var (fitted, stepped) = (Linear.Trainer(new Adam(0.1f)), Linear.Trainer(new Adam(0.1f)));
        var data = Linear.Data(rows: 12);
        fitted.Fit(data, new FitOptions { Epochs = 5, BatchSize = 4, Shuffle = false, Schedule = schedule, ScheduleBy = ScheduleUnit.Step });
        for (var step = 0; step < 15; step++)
        {
            stepped.LearningRate = (float)schedule.Rate(step, 0.1f);
            var row = step % 3 * 4;
            stepped.Step(data.Inputs.Slice(row * 3, 12), data.Targets.Slice(row * 2, 8));
        }

        Assert.Equal(stepped.ReadParameters(), fitted.ReadParameters());
    }

    [Fact]
    public void A_plateau_in_Fit_watches_the_validation_loss_and_begins_anew_in_every_run()
    {
        // A rate of 0 never improves.
        var trainer = Linear.Trainer(new Sgd(0f));
        var plateau = new ReduceOnPlateau { Patience = 1, Factor = 0.5, SmallestChange = 0 };
        var options = new FitOptions { Epochs = 6, Schedule = plateau.Then(100, Schedule.Constant), Validation = Linear.Data(rows: 5) };
        trainer.Fit(Linear.Data(), options);
        trainer.LearningRate = 1e-30f;
        for (var run = 0; run < 2; run++)
        {
            var rates = trainer.Fit(Linear.Data(), options).Epochs.Select(epoch => epoch.LearningRate).ToArray();
            Assert.Equal([1e-30f, 1e-30f, 1e-30f, 0.5e-30f, 0.5e-30f, 0.25e-30f], rates);
        }
    }

    [Fact]
    public void Bad_settings_are_worded()
    {
        Rejects(() => Schedule.Step(0), "The schedule's size is 0, but must be finite and greater than 0.");
        Rejects(() => Schedule.Exponential(double.NaN), "The schedule's gamma is NaN, but must be finite and at least 0.");
        Rejects(() => Schedule.Cosine(10, -1), "The schedule's minimum is -1");
        Rejects(() => Schedule.LinearWarmUp(5, 1.5), "The schedule's start is 1.5, but must be from 0 to 1.");
        Rejects(() => Schedule.OneCycle(10, 0), "The schedule's maximum is 0");
        Rejects(() => Schedule.CosineWarmRestarts(10, 0), "The schedule's growth is 0");
        Rejects(() => Schedule.Polynomial(10, double.PositiveInfinity), "The schedule's power is ");
        Rejects(() => Schedule.Constant.Then(0, Schedule.Constant), "The schedule's time is 0");
        Rejects(() => new ReduceOnPlateau { Factor = 1 }, "The schedule's Factor is 1, but must be at least 0 and less than 1.");
        Rejects(() => new FitOptions { ScheduleBy = (ScheduleUnit)7 }, "FitOptions.ScheduleBy is 7");
        Assert.Contains(
            "The milestone 2 comes after 5: list them in ascending order.", Assert.Throws<ArgumentException>(() => Schedule.MultiStep([5, 2])).Message);
    }

    [Fact]
    public void A_schedule_of_the_users_own_that_fails_is_worded_and_changes_nothing()
    {
        var trainer = Linear.Trainer(new Sgd(0.1f));
        var before = trainer.ReadParameters();
        var exception = Assert.Throws<ArgumentOutOfRangeException>(() => trainer.Fit(Linear.Data(), new FitOptions { Schedule = new Broken() }));
        Assert.Contains("Sgd.LearningRate is NaN", exception.Message);
        Assert.Equal(before, trainer.ReadParameters());
        Assert.Equal(0.1f, trainer.LearningRate);
    }

    private static bool Near(double expected, double actual) => Math.Abs(expected - actual) <= 1e-12;

    private static double[] Rates(Schedule schedule, int count)
    {
        var rates = new double[count];
        for (var time = 0; time < count; time++)
            rates[time] = schedule.Rate(time, 1);
        return rates;
    }

    private static void Rejects(Func<object> make, string message) =>
        Assert.Contains(message, Assert.Throws<ArgumentOutOfRangeException>(make).Message);

    private sealed class Broken : Schedule
    {
        public override double Rate(long time, double baseRate) => double.NaN;
    }
}
