using Compiled.Numerics;

namespace Compiled;

public abstract partial class Schedule
{
    /// <summary>η = base, always; PyTorch's <c>LambdaLR</c> with 1.</summary>
    public static Schedule Constant { get; } = new ConstantSchedule();

    /// <summary>η = base · gamma^⌊t / size⌋; PyTorch's <c>StepLR</c>.</summary>
    /// <param name="size">The time between reductions; above 0.</param>
    /// <param name="gamma">The factor at each reduction; finite and not negative, 0.1 by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public static Schedule Step(long size, double gamma = 0.1) => new StepSchedule(Positive(size, nameof(size)), NotNegative(gamma, nameof(gamma)));

    /// <summary>η = base · gamma^(milestones reached); PyTorch's <c>MultiStepLR</c>.</summary>
    /// <param name="milestones">Times above 0 in ascending order; a time that appears twice counts twice.</param>
    /// <param name="gamma">The factor at each milestone; finite and not negative, 0.1 by default.</param>
    /// <exception cref="ArgumentException">A milestone is not above 0, or is below the previous one.</exception>
    public static Schedule MultiStep(ReadOnlySpan<long> milestones, double gamma = 0.1)
    {
        var last = 0L;
        foreach (var milestone in milestones)
        {
            if (Positive(milestone, nameof(milestones)) < last)
                throw new ArgumentException($"The milestone {milestone} comes after {last}: list them in ascending order.", nameof(milestones));
            last = milestone;
        }

        return new MultiStepSchedule(milestones.ToArray(), NotNegative(gamma, nameof(gamma)));
    }

    /// <summary>η = base · gammaᵗ; PyTorch's <c>ExponentialLR</c>.</summary>
    /// <param name="gamma">Finite and not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">gamma is negative or not finite.</exception>
    public static Schedule Exponential(double gamma) => new StepSchedule(1, NotNegative(gamma, nameof(gamma)));

    private sealed class ConstantSchedule : Schedule
    {
        public override double Rate(long time, double baseRate) => baseRate;
    }

    private sealed class StepSchedule(long size, double gamma) : Schedule
    {
        public override double Rate(long time, double baseRate) => baseRate * ScalarMath.Power(gamma, time / size);
    }

    private sealed class MultiStepSchedule(long[] milestones, double gamma) : Schedule
    {
        public override double Rate(long time, double baseRate)
        {
            var rate = baseRate;
            foreach (var milestone in milestones)
            {
                if (time >= milestone)
                    rate *= gamma;
            }

            return rate;
        }
    }
}
