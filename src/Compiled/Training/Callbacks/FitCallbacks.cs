namespace Compiled;

/// <summary>Calls the callbacks of one run, in order, and says which of them has thrown.</summary>
internal sealed class FitCallbacks(IReadOnlyList<ICallback> callbacks, FitContext context)
{
    private readonly ICallback[] _callbacks = [.. callbacks];

    /// <summary>Asked once: a name may be put together each time.</summary>
    private readonly string[] _names = [.. callbacks.Select(static callback => callback.Name)];

    /// <summary>How many have begun: those are told the end.</summary>
    private int _begun;

    public FitContext Context => context;

    public void RunBegin()
    {
        try
        {
            while (_begun < _callbacks.Length)
                Next(_begun++).OnRunBegin(context);
        }
        catch (Exception exception)
        {
            throw Failure(exception, "at the beginning of the run");
        }
    }

    public void EpochBegin()
    {
        try
        {
            for (var index = 0; index < _callbacks.Length; index++)
                Next(index).OnEpochBegin(context);
        }
        catch (Exception exception)
        {
            throw Failure(exception, Wording.Of($"at the beginning of epoch {context.Epoch}"));
        }
    }

    public void BatchBegin()
    {
        try
        {
            for (var index = 0; index < _callbacks.Length; index++)
                Next(index).OnBatchBegin(context);
        }
        catch (Exception exception)
        {
            throw Failure(exception, Wording.Of($"in epoch {context.Epoch}, before batch {context.Batch}"));
        }
    }

    public void BatchEnd()
    {
        try
        {
            for (var index = 0; index < _callbacks.Length; index++)
                Next(index).OnBatchEnd(context);
        }
        catch (Exception exception)
        {
            throw Failure(exception, Wording.Of($"in epoch {context.Epoch}, after batch {context.Batch}"));
        }
    }

    public void EpochEnd()
    {
        try
        {
            for (var index = 0; index < _callbacks.Length; index++)
                Next(index).OnEpochEnd(context);
        }
        catch (Exception exception)
        {
            throw Failure(exception, Wording.Of($"at the end of epoch {context.Epoch}"));
        }
    }

    public void NonFinite(NonFiniteTrainingException problem)
    {
        try
        {
            for (var index = 0; index < _callbacks.Length; index++)
                Next(index).OnNonFinite(context, problem);
        }
        catch (Exception exception)
        {
            throw Failure(exception, Wording.Of($"after the training diverged in epoch {context.Epoch}"));
        }
    }

    /// <summary>Tells the end to all that have begun, whatever one of them throws.</summary>
    /// <returns>The first that has thrown, or null.</returns>
    public CallbackException? RunEnd()
    {
        CallbackException? first = null;
        for (var index = 0; index < _begun; index++)
        {
            try
            {
                Next(index).OnRunEnd(context);
            }
            catch (Exception exception)
            {
                first ??= Failure(exception, "at the end of the run");
            }
        }

        _begun = 0;
        return first;
    }

    private ICallback Next(int index)
    {
        context.Caller = _names[index];
        return _callbacks[index];
    }

    private CallbackException Failure(Exception exception, string place)
    {
        var epochs = context.FinishedEpochs.Count;
        var kept = context.Steps == 0
            ? "No step was taken."
            : Wording.Of($"No training is lost: the network is in the state after step {context.Steps}, and CallbackException.History has the {epochs} finished {(epochs == 1 ? "epoch" : "epochs")}.");
        var message = exception.Message.TrimEnd();
        var end = message.EndsWith('.') ? "" : ".";
        return new CallbackException(
            context.Caller,
            context.Reason(StopCause.Failed, exception.Message),
            $"The callback {context.Caller} failed {place}: {message}{end} {kept}",
            exception);
    }
}
