namespace Compiled;

/// <summary>Ends a run after a given time, between two steps; Lightning's <c>Timer</c>.</summary>
/// <remarks>
/// The clock is looked at after every step and every evaluation, so the run takes at most one step or one evaluation longer. It counts the time before a resumption too: a run
/// that is stopped and resumed ten times has the same limit as an uninterrupted one. With <see cref="IncludesEarlierTime"/> false each <c>Fit</c> has the whole limit, such as
/// in jobs of an hour each.
/// </remarks>
public sealed class TimeLimit : ICallback
{
    /// <summary>Sets the limit.</summary>
    /// <param name="limit">The longest time; above zero.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is not above zero.</exception>
    public TimeLimit(TimeSpan limit)
    {
        if (limit <= TimeSpan.Zero)
            throw new ArgumentOutOfRangeException(nameof(limit), limit, Wording.Of($"TimeLimit.Limit is {limit}, but must be above zero, such as TimeSpan.FromMinutes(10)."));
        Limit = limit;
    }

    /// <summary>The longest time.</summary>
    public TimeSpan Limit { get; }

    /// <summary>Whether the time before a resumption counts; true by default.</summary>
    public bool IncludesEarlierTime { get; init; } = true;

    /// <inheritdoc/>
    public void OnRunBegin(FitContext context) => Check(context);

    /// <inheritdoc/>
    public void OnBatchEnd(FitContext context) => Check(context);

    /// <inheritdoc/>
    public void OnEpochEnd(FitContext context) => Check(context);

    private void Check(FitContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var elapsed = IncludesEarlierTime ? context.Elapsed : context.Elapsed - context.ElapsedBefore;
        if (elapsed >= Limit && !context.IsStopping)
            context.Stop(Wording.Of($"the time limit of {Limit:c} was reached after {elapsed.TotalSeconds:0.00} s"));
    }
}
