namespace Compiled;

/// <summary>What ended a run of <see cref="Trainer.Fit"/>.</summary>
public enum StopCause
{
    /// <summary>All <see cref="FitOptions.Epochs"/> are done.</summary>
    AllEpochs = 0,

    /// <summary><see cref="EarlyStopping"/>.</summary>
    EarlyStopping = 1,

    /// <summary><see cref="FitOptions.CancellationToken"/>.</summary>
    Cancelled = 2,

    /// <summary>A callback that called <see cref="FitContext.Stop"/>: <see cref="StopReason.Callback"/>.</summary>
    Callback = 3,

    /// <summary>A loss or a parameter that became infinite or NaN: <c>Fit</c> throws a <see cref="NonFiniteTrainingException"/>.</summary>
    NonFinite = 4,

    /// <summary>An exception, such as one of a callback or of a checkpoint that could not be written: <c>Fit</c> throws it.</summary>
    Failed = 5,
}

/// <summary>Why a run of <see cref="Trainer.Fit"/> ended: <see cref="History.StoppedBecause"/>. <c>ToString</c> gives a sentence.</summary>
public sealed record StopReason
{
    internal StopReason(StopCause cause, string text, int epoch = 0, int batch = 0)
    {
        Cause = cause;
        Text = text;
        Epoch = epoch;
        Batch = batch;
    }

    /// <summary>The kind of end.</summary>
    public StopCause Cause { get; }

    /// <summary>The name of the callback that ended the run, such as "TargetLoss", or that failed; null if it was none.</summary>
    public string? Callback { get; internal init; }

    /// <summary>The reason in words, such as "the validation loss 0.0192 reached the target 0.02".</summary>
    public string Text { get; }

    /// <summary>The epoch in which the run ended, or after which if <see cref="Batch"/> is 0; 0 if no batch was done.</summary>
    public int Epoch { get; }

    /// <summary>The number of batches of that epoch that were done; 0 if it ended between two epochs.</summary>
    public int Batch { get; }

    internal static StopReason AllDone(int epochs) => new(StopCause.AllEpochs, epochs == 1 ? "the epoch is done" : Wording.Of($"all {epochs} epochs are done"), epochs);

    /// <summary>"TargetLoss, after epoch 7: the validation loss 0.0192 reached the target 0.02".</summary>
    public override string ToString()
    {
        var place = Epoch == 0 ? "before the first step" : Batch == 0 ? Wording.Of($"after epoch {Epoch}") : Wording.Of($"in epoch {Epoch}, after batch {Batch}");
        return Callback is null ? $"{place}: {Text}" : $"{Callback}, {place}: {Text}";
    }
}
