using Compiled.Numerics;

namespace Compiled;

public abstract partial class Schedule
{
    /// <summary>
    /// Half a cosine from the base rate to the minimum: η = min + (base − min) · (1 + cos(π·t / duration)) / 2; PyTorch's
    /// <c>CosineAnnealingLR</c>, except that the rate stays at the minimum after the duration (there it rises again).
    /// </summary>
    /// <param name="duration">The time at which the minimum is reached; PyTorch's <c>T_max</c>. Above 0.</param>
    /// <param name="minimum">The last rate; PyTorch's <c>eta_min</c>. Finite and not negative, 0 by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    /// <remarks>Source: Loshchilov and Hutter 2017.</remarks>
    public static Schedule Cosine(long duration, double minimum = 0) =>
        new CosineSchedule(Positive(duration, nameof(duration)), NotNegative(minimum, nameof(minimum)));

    /// <summary>The same curve repeatedly, each time longer; PyTorch's <c>CosineAnnealingWarmRestarts</c>.</summary>
    /// <param name="first">The length of the first curve; PyTorch's <c>T_0</c>. Above 0.</param>
    /// <param name="growth">The ratio of each length to the previous one; PyTorch's <c>T_mult</c>. Above 0, 1 by default.</param>
    /// <param name="minimum">The minimum of each curve; PyTorch's <c>eta_min</c>. Finite and not negative, 0 by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    /// <remarks>Source: Loshchilov and Hutter 2017 (SGDR).</remarks>
    public static Schedule CosineWarmRestarts(long first, long growth = 1, double minimum = 0) =>
        new RestartSchedule(Positive(first, nameof(first)), Positive(growth, nameof(growth)), NotNegative(minimum, nameof(minimum)));

    /// <summary>
    /// Up from maximum / startDivisor to the maximum and down to maximum / startDivisor / endDivisor, both along a cosine; PyTorch's
    /// <c>OneCycleLR</c> with <c>total_steps</c> = duration + 1. The base rate is ignored; the momentum does not change.
    /// </summary>
    /// <param name="duration">The time at which the last rate is reached; it stays constant afterwards. Above 0.</param>
    /// <param name="maximum">The largest rate; finite and above 0.</param>
    /// <param name="warmUp">The fraction of the time in which the rate rises, from 0 to 1; PyTorch's <c>pct_start</c>, 0.3 by default.</param>
    /// <param name="startDivisor">PyTorch's <c>div_factor</c>; finite and above 0, 25 by default.</param>
    /// <param name="endDivisor">PyTorch's <c>final_div_factor</c>; finite and above 0, 10,000 by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    /// <remarks>Source: Smith and Topin 2018.</remarks>
    public static Schedule OneCycle(long duration, double maximum, double warmUp = 0.3, double startDivisor = 25, double endDivisor = 1e4) =>
        new OneCycleSchedule(
            Positive(duration, nameof(duration)), Positive(maximum, nameof(maximum)), Within(warmUp, 0, 1, nameof(warmUp)),
            Positive(startDivisor, nameof(startDivisor)), Positive(endDivisor, nameof(endDivisor)));

    /// <summary>η = base · (start + (1 − start) · min(t, duration) / duration); PyTorch's <c>LinearLR</c>. Continue with <see cref="Then"/>.</summary>
    /// <param name="duration">The time at which the base rate is reached; above 0.</param>
    /// <param name="start">The initial fraction of the base rate, from 0 to 1; PyTorch's <c>start_factor</c>, a third by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public static Schedule LinearWarmUp(long duration, double start = 1.0 / 3) =>
        new WarmUpSchedule(Positive(duration, nameof(duration)), Within(start, 0, 1, nameof(start)));

    /// <summary>η = base · (1 − min(t, duration) / duration)^power; PyTorch's <c>PolynomialLR</c>.</summary>
    /// <param name="duration">The time at which 0 is reached; above 0.</param>
    /// <param name="power">Finite and above 0; 1, a straight line, by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public static Schedule Polynomial(long duration, double power = 1) =>
        new PolynomialSchedule(Positive(duration, nameof(duration)), Positive(power, nameof(power)));

    /// <summary>From one rate to another along half a cosine, as the part goes from 0 to 1.</summary>
    private static double Along(double from, double to, double part) =>
        to + (from - to) * (1 + ScalarMath.CosinePi(Math.Clamp(part, 0, 1))) / 2;

    private sealed class CosineSchedule(long duration, double minimum) : Schedule
    {
        public override double Rate(long time, double baseRate) => Along(baseRate, minimum, (double)time / duration);
    }

    private sealed class RestartSchedule(long first, long growth, double minimum) : Schedule
    {
        public override double Rate(long time, double baseRate)
        {
            var length = first;
            if (growth == 1)
                time %= length;
            // A length beyond any time ends the search before it can overflow.
            while (time >= length)
            {
                time -= length;
                length = length > long.MaxValue / growth ? long.MaxValue : length * growth;
            }

            return Along(baseRate, minimum, (double)time / length);
        }
    }

    private sealed class OneCycleSchedule(long duration, double maximum, double warmUp, double startDivisor, double endDivisor) : Schedule
    {
        private readonly double _start = maximum / startDivisor;
        private readonly double _end = maximum / startDivisor / endDivisor;
        private readonly double _top = Math.Max(warmUp * (duration + 1.0) - 1, 0);

        public override double Rate(long time, double baseRate) =>
            time < _top ? Along(_start, maximum, time / _top) : Along(maximum, _end, duration > _top ? (time - _top) / (duration - _top) : 1);
    }

    private sealed class WarmUpSchedule(long duration, double start) : Schedule
    {
        public override double Rate(long time, double baseRate) => baseRate * (start + (1 - start) * ((double)Math.Min(time, duration) / duration));
    }

    private sealed class PolynomialSchedule(long duration, double power) : Schedule
    {
        public override double Rate(long time, double baseRate) =>
            baseRate * ScalarMath.Power(1 - (double)Math.Min(time, duration) / duration, power);
    }
}
