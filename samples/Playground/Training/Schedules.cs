using Compiled;
using Playground.Protocol;

namespace Playground.Training;

/// <summary>The schedule of a state: the learning rate of each step.</summary>
internal static class Schedules
{
    /// <summary>The schedule, or null for a rate that stays.</summary>
    public static Schedule? Of(SessionState state)
    {
        long steps = state.ScheduleSteps;
        return state.Schedule switch
        {
            "Constant" => null,
            "Step" => Schedule.Step(Math.Max(1, steps / 3), 0.1),
            "Exponential" => new Grouped(Schedule.Exponential(0.955), Group(state)),
            "Polynomial" => Schedule.Polynomial(steps, 2),
            "Cosine" => Schedule.Cosine(steps),
            "CosineWarmRestarts" => Schedule.CosineWarmRestarts(Math.Max(1, steps / 4)),
            "OneCycle" => Schedule.OneCycle(steps, 10 * state.Rate),
            "LinearWarmUp" => Schedule.LinearWarmUp(Math.Max(1, steps / 10)).Then(Math.Max(1, steps / 10), Schedule.Cosine(Math.Max(1, steps - steps / 10))),
            _ => throw new RejectedException("schedule", $"schedule is '{state.Schedule}', which is not known."),
        };
    }

    /// <summary>Steps of which an exponential schedule counts one: a hundredth of its duration.</summary>
    public static long Group(SessionState state) => Math.Max(1, state.ScheduleSteps / 100);

    /// <summary>A schedule that counts groups of steps.</summary>
    private sealed class Grouped(Schedule schedule, long group) : Schedule
    {
        public override double Rate(long time, double baseRate) => schedule.Rate(time / group, baseRate);
    }
}
