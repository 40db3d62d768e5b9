using Compiled.Runtime;

namespace Compiled;

/// <summary>What a callback sees of a run of <see cref="Trainer.Fit"/>, and how it ends the run. One object per run, filled again before each call.</summary>
/// <remarks>Valid only during the calls of <see cref="ICallback"/>, on the training thread.</remarks>
public sealed class FitContext
{
    private readonly IFitRun _run;

    internal FitContext(IFitRun run, Trainer trainer, FitOptions options)
    {
        _run = run;
        Trainer = trainer;
        Options = options;
    }

    /// <summary>The trainer. Its learning rate may be set; without a <see cref="FitOptions.Schedule"/> it stays until it is set again.</summary>
    public Trainer Trainer { get; }

    /// <summary>The options of the run. The validation data has its columns in the order of the network's inputs.</summary>
    public FitOptions Options { get; }

    /// <summary>The shape of the network.</summary>
    public Topology Topology => Trainer.Topology;

    /// <summary>The network's parameters and statistics by name, to be read or saved: a new list of views at each call.</summary>
    public IReadOnlyList<NetworkTensor> Tensors => NetworkTensor.Of(Topology, Parameters);

    /// <summary>The number of the epoch that is under way or was just finished, from 1; at the beginning and at the end of the run that of the last finished epoch, 0 if there is none.</summary>
    public int Epoch { get; internal set; }

    /// <summary>The number of epochs requested.</summary>
    public int Epochs => Options.Epochs;

    /// <summary>The number of the batch that is under way or was just finished, from 1; at the beginning of an epoch the number of batches that a resumed run has already done.</summary>
    public int Batch { get; internal set; }

    /// <summary>Batches in an epoch.</summary>
    public int Batches => _run.Batches;

    /// <summary>Steps done in this run, those before a resumption among them.</summary>
    public long Steps => _run.Steps;

    /// <summary>The mean loss of the last step; NaN before the first.</summary>
    public float Loss => Trainer.Loss;

    /// <summary>The mean loss of the rows of the current epoch so far; NaN at its beginning. After an epoch its <see cref="EpochRecord.Loss"/>.</summary>
    public double EpochLoss => _run.EpochLoss;

    /// <summary>The records of the finished epochs, in order; after a resumption the earlier ones too.</summary>
    public IReadOnlyList<EpochRecord> FinishedEpochs => _run.FinishedEpochs;

    /// <summary>The record of the last finished epoch; null before there is one.</summary>
    public EpochRecord? LastEpoch => FinishedEpochs.Count == 0 ? null : FinishedEpochs[^1];

    /// <summary>The figure that stopping and schedules watch: the validation loss of the last finished epoch, or its training loss without validation data; null before there is one.</summary>
    public double? MonitoredLoss => LastEpoch is { } last ? last.ValidationLoss ?? last.Loss : null;

    /// <summary>"validation loss" or "loss": what <see cref="MonitoredLoss"/> is.</summary>
    public string MonitoredName => Options.Validation is null ? "loss" : "validation loss";

    /// <summary>The kind of metric: <see cref="History.MetricName"/>.</summary>
    public string MetricName => _run.MetricName;

    /// <summary>The time since the run began, that before a resumption included.</summary>
    public TimeSpan Elapsed => _run.Elapsed;

    /// <summary>The time that the run had taken before it was resumed; zero for a new run.</summary>
    public TimeSpan ElapsedBefore => _run.ElapsedBefore;

    /// <summary>Whether the run continues one from a checkpoint.</summary>
    public bool IsResumed => _run.IsResumed;

    /// <summary>Whether the run is about to end.</summary>
    public bool IsStopping => StoppedBecause is not null;

    /// <summary>Why the run ends or has ended; null while it goes on.</summary>
    public StopReason? StoppedBecause { get; internal set; }

    /// <summary>The result of the run in <see cref="ICallback.OnRunEnd"/>; null before.</summary>
    public History? History { get; internal set; }

    /// <summary>The name of the callback that is being called.</summary>
    internal string Caller { get; set; } = "";

    /// <summary>The parameters that the network has now.</summary>
    internal ParameterStore Parameters => ((IFitTrainer)Trainer).Parameters;

    /// <summary>
    /// Ends the run before its next step: after the last batch of an epoch the epoch is still evaluated and recorded. <c>Fit</c> returns as usual,
    /// <see cref="History.StoppedBecause"/> names this callback, a <see cref="FitOptions.Checkpoint"/> is written, and early stopping restores its best parameters. The first
    /// call of a run counts.
    /// </summary>
    /// <param name="reason">The reason in words, without a period at the end, such as "the target 0.02 was reached".</param>
    /// <exception cref="ArgumentException">The reason is empty.</exception>
    public void Stop(string reason)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        StoppedBecause ??= Reason(StopCause.Callback, reason);
    }

    /// <summary>A reason of the callback that is being called, at the place that the training has reached.</summary>
    internal StopReason Reason(StopCause cause, string text) =>
        new(cause, text, FinishedEpochs.Count + (_run.BatchesDone > 0 ? 1 : 0), _run.BatchesDone) { Callback = Caller };
}

/// <summary>What a context reads of its run.</summary>
internal interface IFitRun
{
    int Batches { get; }

    /// <summary>Batches of the epoch that is under way; 0 between two epochs.</summary>
    int BatchesDone { get; }

    long Steps { get; }

    double EpochLoss { get; }

    IReadOnlyList<EpochRecord> FinishedEpochs { get; }

    string MetricName { get; }

    TimeSpan Elapsed { get; }

    TimeSpan ElapsedBefore { get; }

    bool IsResumed { get; }
}
