namespace Compiled;

/// <summary>Ends a run whose loss or parameters become infinite or NaN without an exception; Keras' <c>TerminateOnNaN</c>.</summary>
/// <remarks>
/// <c>Fit</c> always stops there. Without this callback it throws a <see cref="NonFiniteTrainingException"/>; with it, it returns the history of the epochs before, and
/// <see cref="History.StoppedBecause"/> says where it happened. Unlike in Keras, the network does not keep the broken parameters: they are those of the end of the last good
/// epoch, or of the best one under <see cref="EarlyStopping.RestoreBest"/>.
/// </remarks>
public sealed class TerminateOnNaN : ICallback
{
    /// <inheritdoc/>
    public void OnNonFinite(FitContext context, NonFiniteTrainingException problem)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(problem);
        var what = problem.Block == "loss" ? Wording.Of($"the loss became {problem.Loss}") : $"block {problem.Block} has parameters that are not finite";
        context.Stop(Wording.Of($"{what} in epoch {problem.Epoch}, batch {problem.Batch}; the parameters are those of the last good epoch"));
    }
}
