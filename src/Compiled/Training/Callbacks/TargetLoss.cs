namespace Compiled;

/// <summary>Ends a run when its loss has reached a target: after the first epoch whose validation loss, or training loss without validation data, is at most the target.</summary>
/// <remarks>A resumed run whose last epoch had reached the target ends before its first step.</remarks>
public sealed class TargetLoss : ICallback
{
    /// <summary>Sets the target.</summary>
    /// <param name="target">The loss that is good enough; finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">The target is not finite.</exception>
    public TargetLoss(double target)
    {
        if (!double.IsFinite(target))
            throw new ArgumentOutOfRangeException(nameof(target), target, Wording.Of($"TargetLoss.Target is {target}, but must be a finite loss, such as 0.02."));
        Target = target;
    }

    /// <summary>The loss that is good enough.</summary>
    public double Target { get; }

    /// <inheritdoc/>
    public void OnRunBegin(FitContext context) => Check(context);

    /// <inheritdoc/>
    public void OnEpochEnd(FitContext context) => Check(context);

    private void Check(FitContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.MonitoredLoss is { } loss && loss <= Target)
            context.Stop(Wording.Of($"the {context.MonitoredName} {loss:G6} reached the target {Target:G6}"));
    }
}
