namespace Compiled;

/// <content>Who follows a run, and why it ends.</content>
internal sealed partial class FitRun
{
    /// <summary>Whether a callback has ended the run.</summary>
    private bool IsStopped => _callbacks is { Context.IsStopping: true };

    int IFitRun.Batches => _reader.BatchCount;

    int IFitRun.BatchesDone => _epoch.Batch;

    long IFitRun.Steps => _epoch.Steps;

    double IFitRun.EpochLoss => _epoch.Batch > 0 ? _epoch.Mean : _epoch.HasBegun || _epochs.Count == 0 ? double.NaN : _epochs[^1].Loss;

    IReadOnlyList<EpochRecord> IFitRun.FinishedEpochs => _epochs;

    string IFitRun.MetricName => _evaluation.MetricName;

    TimeSpan IFitRun.Elapsed => _reporter.Elapsed;

    /// <summary>Whether the network has averaged parameters at the moment, which are not those that steps go on from.</summary>
    public bool IsAveraging { get; private set; }

    /// <inheritdoc/>
    public TimeSpan ElapsedBefore { get; }

    /// <inheritdoc/>
    public bool IsResumed { get; }

    /// <summary>Tells the callbacks that the run has ended by an exception, and gives it the history, if it is a callback's.</summary>
    public void Abort(Exception exception)
    {
        var reason = exception switch
        {
            CallbackException callback => callback.Reason,
            NonFiniteTrainingException problem => new StopReason(StopCause.NonFinite, problem.Message, problem.Epoch, problem.Batch),
            _ => new StopReason(StopCause.Failed, exception.Message, _epochs.Count + (_epoch.Batch > 0 ? 1 : 0), _epoch.Batch),
        };
        var history = NewHistory(reason);
        if (exception is CallbackException failed)
            failed.History = history;
        _reporter.Aborted(Math.Max(1, reason.Epoch), _epoch.Batch, _epoch.Batch == 0 ? double.NaN : _epoch.Mean, _epoch.Rows);

        if (_callbacks is null)
            return;
        Place(reason.Epoch, reason.Batch);
        (_callbacks.Context.StoppedBecause, _callbacks.Context.History) = (reason, history);
        // The first exception is the one to tell.
        _ = _callbacks.RunEnd();
    }

    private static EarlyStopping? EarlyStoppingOf(FitOptions options)
    {
        var listed = options.Callbacks.OfType<EarlyStopping>().ToList();
        if (listed.Count + (options.EarlyStopping is null ? 0 : 1) > 1)
            throw new ArgumentException("The run has more than one EarlyStopping: give it once, as FitOptions.EarlyStopping or in FitOptions.Callbacks.", nameof(options));
        return options.EarlyStopping ?? listed.FirstOrDefault();
    }

    private static WeightAverage? AverageOf(FitOptions options)
    {
        var listed = options.Callbacks.OfType<WeightAverage>().ToList();
        if (listed.Count > 1)
        {
            throw new ArgumentException(
                $"FitOptions.Callbacks has {string.Join(" and ", listed.Select(static average => average.GetType().Name))}, but a network can have only one average of its parameters: remove the others.", nameof(options));
        }

        return listed.FirstOrDefault();
    }

    /// <summary>The schedule, times every plateau among the callbacks.</summary>
    private static Schedule? ScheduleOf(FitOptions options)
    {
        var schedule = options.Schedule;
        foreach (var plateau in options.Callbacks.OfType<ReduceOnPlateau>())
            schedule = schedule is null ? plateau : schedule.Times(plateau);
        return schedule;
    }

    private void RunBegin()
    {
        if (_callbacks is null)
            return;
        Place(_epochs.Count, 0);
        _callbacks.RunBegin();
    }

    private void EpochBegin(int epoch)
    {
        if (_callbacks is null)
            return;
        Place(epoch, _epoch.Batch);
        _callbacks.EpochBegin();
    }

    /// <summary>Whether the step is to be taken.</summary>
    private bool BatchBegin(int epoch, int batch)
    {
        if (_callbacks is null)
            return true;
        Place(epoch, batch);
        _callbacks.BatchBegin();
        return !IsStopped || !IsCancelled(epoch);
    }

    private void EpochEnd(int epoch)
    {
        if (_callbacks is null)
            return;
        Place(epoch, _reader.BatchCount);
        _callbacks.EpochEnd();
    }

    /// <summary>Whether a callback ends the run because it diverged.</summary>
    private bool IsHandled(NonFiniteTrainingException problem)
    {
        if (_callbacks is null)
            return false;
        // Whatever was to end the run, this is what ends it.
        _callbacks.Context.StoppedBecause = null;
        Place(_epochs.Count, 0);
        _callbacks.NonFinite(problem);
        return IsStopped;
    }

    private void Place(int epoch, int batch) => (_callbacks!.Context.Epoch, _callbacks.Context.Batch) = (epoch, batch);

    private StopReason ReasonOfEnd()
    {
        var epoch = _epochs.Count;
        if (_isCancelled)
            return new StopReason(StopCause.Cancelled, "cancelled", epoch + (_epoch.Batch > 0 ? 1 : 0), _epoch.Batch);
        if (_stopsEarly)
        {
            return new StopReason(
                StopCause.EarlyStopping,
                Wording.Of($"the {(_options.Validation is null ? "loss" : "validation loss")} has not improved for {_earlyStopping!.Patience} {(_earlyStopping.Patience == 1 ? "epoch" : "epochs")}"), epoch);
        }

        return _callbacks?.Context.StoppedBecause ?? StopReason.AllDone(epoch);
    }

    private History NewHistory(StopReason reason) => new(_evaluation.MetricName, [.. _epochs], _reporter.Elapsed.TotalSeconds, _isCancelled)
    {
        StoppedEarly = _stopsEarly,
        StoppedBecause = reason,
    };

    private void RunEnd(History history)
    {
        if (_callbacks is null)
            return;
        Place(_epochs.Count, _epoch.Batch);
        (_callbacks.Context.StoppedBecause, _callbacks.Context.History) = (history.StoppedBecause, history);
        if (_callbacks.RunEnd() is not { } failure)
            return;
        failure.History = history;
        throw failure;
    }
}
