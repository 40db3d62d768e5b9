namespace Compiled;

/// <summary>Follows a run of <see cref="Trainer.Fit"/>, and may end it: <see cref="FitOptions.Callbacks"/>. Keras' and Lightning's <c>Callback</c>.</summary>
/// <remarks>
/// <para>
/// Implement the methods that you need; the others do nothing. In a run of N epochs with B batches each, the methods for epochs are called N times and those for batches N · B
/// times. They are called on the training thread, in the order of the list, and nothing is allocated for a call. A callback may be a class or a struct: a struct is boxed
/// once, when it is put into the list, and its methods change that copy. To read its figures later, use a class.
/// </para>
/// <para>
/// A callback may read the network, save it, set <see cref="Trainer.LearningRate"/> and call <see cref="FitContext.Stop"/>. It must not take steps with the same trainer. If
/// it throws, <c>Fit</c> throws a <see cref="CallbackException"/>; network, trainer and history are as they were after the last step.
/// </para>
/// <para>
/// A run that is resumed from a checkpoint begins again: <see cref="OnRunBegin"/> with <see cref="FitContext.IsResumed"/>, and <see cref="OnEpochBegin"/> for the epoch in
/// which it continues. Write a callback so that it restores what it needs from <see cref="FitContext.FinishedEpochs"/>, as the built-in ones do.
/// </para>
/// </remarks>
public interface ICallback
{
    /// <summary>The name in messages and in <see cref="StopReason.Callback"/>; by default that of the type.</summary>
    string Name => GetType().Name;

    /// <summary>Before the first step of the run.</summary>
    /// <param name="context">The run.</param>
    void OnRunBegin(FitContext context)
    {
    }

    /// <summary>Before the first step of an epoch.</summary>
    /// <param name="context">The run.</param>
    void OnEpochBegin(FitContext context)
    {
    }

    /// <summary>Before a step. If it calls <see cref="FitContext.Stop"/>, the step is not taken.</summary>
    /// <param name="context">The run.</param>
    void OnBatchBegin(FitContext context)
    {
    }

    /// <summary>After a step.</summary>
    /// <param name="context">The run; its <see cref="FitContext.Loss"/> is that of the step.</param>
    void OnBatchEnd(FitContext context)
    {
    }

    /// <summary>After an epoch and its evaluation. An epoch that is cancelled or stopped between two batches does not get here.</summary>
    /// <param name="context">The run; its <see cref="FitContext.LastEpoch"/> is the record of the epoch.</param>
    void OnEpochEnd(FitContext context)
    {
    }

    /// <summary>
    /// A loss or a parameter became infinite or NaN, and network and trainer have returned to the end of the last good epoch. If a callback calls
    /// <see cref="FitContext.Stop"/> here, as <see cref="TerminateOnNaN"/> does, <c>Fit</c> returns a history; otherwise it throws the exception.
    /// </summary>
    /// <param name="context">The run.</param>
    /// <param name="problem">Where it happened.</param>
    void OnNonFinite(FitContext context, NonFiniteTrainingException problem)
    {
    }

    /// <summary>
    /// After the run, however it ended: <see cref="FitContext.StoppedBecause"/> says how. The network has its final parameters. Called once for every callback whose
    /// <see cref="OnRunBegin"/> was called, so it is where files are closed.
    /// </summary>
    /// <param name="context">The run.</param>
    void OnRunEnd(FitContext context)
    {
    }
}
