using System.Globalization;
using System.Numerics;

namespace Compiled;

/// <summary>A learning rate as a function of time, with PyTorch's semantics. Assign it to <see cref="FitOptions.Schedule"/>, or set
/// <see cref="Trainer.LearningRate"/> from <see cref="Rate"/> by hand.</summary>
/// <remarks>
/// <para>
/// Time counts from 0, in epochs or in steps, as chosen by the caller. Schedules are joined with <see cref="Then"/> (PyTorch's
/// <c>SequentialLR</c>) and <see cref="Times"/> (<c>ChainedScheduler</c>):
/// <c>Schedule.LinearWarmUp(5).Then(5, Schedule.Cosine(55))</c>. All except <see cref="ReduceOnPlateau"/> are stateless and may be shared by threads.
/// </para>
/// <para>
/// Computed in double from exact operations only, so every machine has the same bits. To define your own schedule, derive from this class.
/// </para>
/// </remarks>
public abstract partial class Schedule
{
    /// <summary>The rate at a time.</summary>
    /// <param name="time">Epochs or steps so far, from 0.</param>
    /// <param name="baseRate">The rate that the optimiser was created with.</param>
    /// <returns>The rate; not negative if the base rate is not.</returns>
    public abstract double Rate(long time, double baseRate);

    /// <summary>Follows this schedule until a time, and from then on another one, whose own time begins at 0; PyTorch's <c>SequentialLR</c>.</summary>
    /// <param name="time">When the other begins; above 0.</param>
    /// <param name="next">What follows.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is not above 0.</exception>
    public Schedule Then(long time, Schedule next)
    {
        ArgumentNullException.ThrowIfNull(next);
        return new SequentialSchedule(this, Positive(time, nameof(time)), next);
    }

    /// <summary>Multiplies what two schedules make of the base rate; PyTorch's <c>ChainedScheduler</c> for schedules that multiply.</summary>
    /// <param name="other">The other factor.</param>
    public Schedule Times(Schedule other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new ProductSchedule(this, other);
    }

    /// <summary>What one run of <c>Fit</c> follows: the schedule itself, or a copy of its beginning where it has a state.</summary>
    internal virtual Schedule Begin() => this;

    /// <summary>The loss after an epoch.</summary>
    internal virtual void Watch(double loss)
    {
    }

    /// <summary>The parts of this schedule that hold a state, in their order.</summary>
    internal virtual IEnumerable<ReduceOnPlateau> Plateaus => [];

    private protected static T Positive<T>(T value, string name)
        where T : INumber<T> =>
        value > T.Zero && T.IsFinite(value) ? value : throw Error(value, name, "finite and greater than 0");

    private protected static double NotNegative(double value, string name) =>
        value >= 0 && double.IsFinite(value) ? value : throw Error(value, name, "finite and at least 0");

    private protected static double Within(double value, double least, double most, string name) =>
        value >= least && value <= most
            ? value
            : throw Error(value, name, string.Create(CultureInfo.InvariantCulture, $"from {least} to {most}"));

    private protected static ArgumentOutOfRangeException Error<T>(T value, string name, string range) =>
        new(name, value, string.Create(CultureInfo.InvariantCulture, $"The schedule's {name} is {value}, but must be {range}."));

    private sealed class SequentialSchedule(Schedule first, long time, Schedule next) : Schedule
    {
        public override double Rate(long now, double baseRate) => now < time ? first.Rate(now, baseRate) : next.Rate(now - time, baseRate);

        internal override Schedule Begin() => new SequentialSchedule(first.Begin(), time, next.Begin());

        internal override void Watch(double loss)
        {
            first.Watch(loss);
            next.Watch(loss);
        }

        internal override IEnumerable<ReduceOnPlateau> Plateaus => first.Plateaus.Concat(next.Plateaus);
    }

    private sealed class ProductSchedule(Schedule first, Schedule second) : Schedule
    {
        public override double Rate(long time, double baseRate) =>
            baseRate == 0 ? 0 : first.Rate(time, baseRate) * (second.Rate(time, baseRate) / baseRate);

        internal override Schedule Begin() => new ProductSchedule(first.Begin(), second.Begin());

        internal override void Watch(double loss)
        {
            first.Watch(loss);
            second.Watch(loss);
        }

        internal override IEnumerable<ReduceOnPlateau> Plateaus => first.Plateaus.Concat(second.Plateaus);
    }
}
