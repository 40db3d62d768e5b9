namespace Compiled;

/// <summary>Ends a run after the first epoch, or the first step, for which a condition holds: <c>new StopWhen(run => run.LastEpoch!.Metric >= 0.99, "the accuracy is 0.99")</c>.</summary>
public sealed class StopWhen : ICallback
{
    private readonly Func<FitContext, bool> _condition;

    /// <summary>Sets the condition.</summary>
    /// <param name="condition">Whether the run is to end; called on the training thread after every epoch. If it throws, <c>Fit</c> throws a <see cref="CallbackException"/>.</param>
    /// <param name="reason">The reason in words, for <see cref="History.StoppedBecause"/>.</param>
    public StopWhen(Func<FitContext, bool> condition, string reason = "the condition was met")
    {
        ArgumentNullException.ThrowIfNull(condition);
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        _condition = condition;
        Reason = reason;
    }

    /// <summary>The reason in words.</summary>
    public string Reason { get; }

    /// <summary>Whether the condition is checked after every step too; false by default. It should not allocate then.</summary>
    public bool EveryStep { get; init; }

    /// <inheritdoc/>
    public void OnBatchEnd(FitContext context)
    {
        if (EveryStep)
            Check(context);
    }

    /// <inheritdoc/>
    public void OnEpochEnd(FitContext context) => Check(context);

    private void Check(FitContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (_condition(context))
            context.Stop(Reason);
    }
}
