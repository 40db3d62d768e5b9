namespace Compiled;

/// <summary>
/// A callback of <see cref="FitOptions.Callbacks"/> has thrown. No training is lost: network and trainer are in the state of the last finished step, <see cref="History"/> has
/// the finished epochs, and the <see cref="FitOptions.Checkpoint"/>, if there is one, was written.
/// </summary>
/// <remarks>The trainer can go on: <c>SaveCheckpoint</c> saves the unfinished run with it, and another <c>Fit</c> trains from where this one ended.</remarks>
public sealed class CallbackException : Exception
{
    internal CallbackException(string callback, StopReason reason, string message, Exception inner)
        : base(message, inner)
    {
        Callback = callback;
        Reason = reason;
    }

    /// <summary>The name of the callback: <see cref="ICallback.Name"/>.</summary>
    public string Callback { get; }

    /// <summary>Where the run ended: <see cref="StopReason.Epoch"/> and <see cref="StopReason.Batch"/>.</summary>
    public StopReason Reason { get; }

    /// <summary>The epochs that were finished, those of a resumed run among them.</summary>
    public History History { get; internal set; } = null!;
}
