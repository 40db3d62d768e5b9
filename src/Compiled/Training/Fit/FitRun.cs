using Compiled.Runtime;
using Compiled.Storage;

namespace Compiled;

/// <summary>One run of <see cref="Trainer.Fit"/>: everything it needs is allocated here, before the first step.</summary>
internal sealed partial class FitRun : IFitRun
{
    private readonly IFitTrainer _trainer;
    private readonly Dataset _data;
    private readonly FitOptions _options;
    private readonly IFitBatches _reader;
    private readonly StreamBatches? _stream;
    private readonly FitEvaluation _evaluation;
    private readonly FitReporter _reporter;
    private readonly List<EpochRecord> _epochs = [];
    private readonly Schedule? _schedule;
    private readonly FitAugmentation? _augmentation;
    private readonly EarlyStopping? _earlyStopping;
    private readonly FitStopping? _stopping;
    private readonly WeightAverage? _average;
    private readonly FitCallbacks? _callbacks;
    private readonly float _baseRate;
    private EpochPosition _epoch;
    private EpochPosition _keptEpoch;
    private int _keptEpochsBegun;

    private bool _isCancelled;
    private bool _stopsEarly;
    private bool _patienceIsOver;
    private bool _bestIsAveraged;

    /// <summary>Prepares a run.</summary>
    /// <param name="trainer">Who trains.</param>
    /// <param name="data">What to learn; of a stream its first rows.</param>
    /// <param name="options">How.</param>
    /// <param name="resumed">The run to go on with; null for a new one.</param>
    /// <param name="stream">The batches of a stream; null for those of the data.</param>
    public FitRun(IFitTrainer trainer, Dataset data, FitOptions options, FitPosition? resumed, StreamBatches? stream = null)
    {
        _trainer = trainer;
        _data = data;
        _options = options;
        var seed = options.Seed ?? trainer.Seed;
        _stream = stream;
        _reader = (IFitBatches?)stream ?? new BatchReader(data, options.BatchSize, seed, options.Shuffle);
        _augmentation = options.Augment is { } augment ? new FitAugmentation(augment, data, _reader.BatchSize, seed) : null;
        _earlyStopping = EarlyStoppingOf(options);
        _stopping = _earlyStopping is null ? null : new FitStopping(_earlyStopping, trainer.Parameters);
        _schedule = ScheduleOf(options)?.Begin();
        _average = AverageOf(options);
        _average?.Begin(trainer.Parameters);
        _baseRate = trainer.LearningRate;
        _evaluation = new FitEvaluation(trainer, data, options);
        (IsResumed, ElapsedBefore) = (resumed is not null, resumed?.Elapsed ?? TimeSpan.Zero);
        if (resumed is not null)
            GoOn(resumed);
        _reporter = new FitReporter(
            options, _evaluation.MetricName, _reader.Count, _reader.BatchCount, ElapsedBefore, _epochs.Count == 0 ? null : _epochs[^1]);
        _callbacks = options.Callbacks.Count == 0 ? null : new FitCallbacks(options.Callbacks, new FitContext(this, (Trainer)trainer, options));
    }

    /// <summary>Whether the run ended before its last epoch, between two steps: another one can go on from there.</summary>
    public bool CanGoOn { get; private set; }

    /// <summary>Trains through the epochs, until the last one or an early end.</summary>
    public void Run()
    {
        // A run that was resumed with more epochs than it began with may have had its last one.
        _stopsEarly = _stopping?.IsOver == true && _epochs.Count < _options.Epochs;
        Keep();
        // The rate of the last step, which the record of an epoch shows.
        if (_epoch.Steps > 0)
            Schedule(ScheduleUnit.Step, _epoch.Steps - 1);
        try
        {
            RunBegin();
            while (_epochs.Count < _options.Epochs && !_stopsEarly && !IsStopped)
            {
                var epoch = _epochs.Count + 1;
                Schedule(ScheduleUnit.Epoch, epoch - 1);
                if (RunEpoch(epoch) is not { } loss)
                    break;
                _stopsEarly = FinishEpoch(epoch, loss);
            }

            CanGoOn = _isCancelled || IsStopped && !_stopsEarly && _epochs.Count < _options.Epochs;
            if (CanGoOn)
                Save();
        }
        catch (Exception exception) when (exception is CallbackException || _stream is { HasFailed: true })
        {
            SaveWhatThereIs();
            throw;
        }
        finally
        {
            if (_schedule is not null)
                _trainer.LearningRate = _baseRate;
        }
    }

    /// <summary>The history of a run that has ended; brings back the best parameters, where early stopping does, or the averaged ones.</summary>
    /// <exception cref="CallbackException">A callback has thrown when it was told the end.</exception>
    public History Conclude()
    {
        var history = NewHistory(ReasonOfEnd());
        _stopping?.Conclude(history);
        history.HasAveragedParameters = _average is { Count: > 0 } && (history.RestoredBest ? _bestIsAveraged : _average.Apply());
        RunEnd(history);
        return history;
    }

    /// <summary>The mean loss over the rows, by their weights where they have any, or null when the run was cancelled.</summary>
    private double? RunEpoch(int epoch)
    {
        var inputSize = _data.InputSize;
        if (IsCancelled(epoch))
            return null;
        if (!_epoch.HasBegun)
        {
            _epoch = new EpochPosition { HasBegun = true, Steps = _epoch.Steps, Began = _reporter.Elapsed };
            _trainer.EpochsBegun++;
        }

        EpochBegin(epoch);
        var epochNumber = _trainer.EpochsBegun - 1;
        _reader.Begin(epochNumber, _epoch.Batch);
        while (_reader.Next(out var inputs, out var targets, out var weights))
        {
            if (IsCancelled(epoch))
                return null;
            var batch = _epoch.Batch + 1;
            if (!BatchBegin(epoch, batch))
                return null;
            _augmentation?.Apply(epochNumber, batch, ref inputs, ref targets);
            Schedule(ScheduleUnit.Step, _epoch.Steps);
            var loss = _trainer.StepIfFinite(inputs, targets, weights);
            if (!float.IsFinite(loss))
            {
                Diverged(epoch, batch, loss);
                return null;
            }

            _epoch = _epoch with
            {
                Batch = batch,
                Rows = _epoch.Rows + inputs.Length / inputSize,
                Sum = _epoch.Sum + loss * _trainer.StepWeight,
                Weight = _epoch.Weight + _trainer.StepWeight,
                Steps = _epoch.Steps + 1,
            };
            _average?.StepFinished();
            _callbacks?.BatchEnd();
            SaveAfterStep();
            _reporter.BatchFinished(epoch, batch, _epoch.Mean, _epoch.Rows);
        }

        // The last update of the epoch was followed by no loss that would show what it did.
        if (_trainer.NonFiniteBlock() is not null)
        {
            Diverged(epoch, _epoch.Batch, _trainer.Loss);
            return null;
        }

        return _epoch.Mean;
    }

    /// <summary>Whether the run ends before the next step.</summary>
    private bool IsCancelled(int epoch)
    {
        if (_options.CancellationToken.IsCancellationRequested)
            _isCancelled = true;
        else if (!IsStopped)
            return false;
        _reporter.Stopped(epoch, _epoch.Batch, _epoch.Batch == 0 ? double.NaN : _epoch.Mean, _epoch.Rows);
        return true;
    }

    /// <summary>Whether the run ends here, before its last epoch.</summary>
    private bool FinishEpoch(int epoch, double loss)
    {
        var began = _epoch.Began;
        _epoch = new EpochPosition { Steps = _epoch.Steps };
        _average?.EpochFinished(epoch, _options.Epochs);
        Keep();
        _average?.Enter();
        IsAveraging = _average is { Count: > 0 };
        try
        {
            Judge(epoch, loss, began);
        }
        finally
        {
            IsAveraging = false;
            _average?.Leave();
        }

        var isLast = epoch == _options.Epochs;
        var stops = _patienceIsOver && !isLast;
        SaveAfterEpoch(epoch, isLast || stops);
        _reporter.EpochFinished(_epochs[^1], isLast: isLast || stops || IsStopped);
        return stops;
    }

    /// <summary>Evaluates the network after an epoch, and tells everybody.</summary>
    private void Judge(int epoch, double loss, TimeSpan began)
    {
        var record = new EpochRecord
        {
            Epoch = epoch,
            Loss = loss,
            Metric = _evaluation.TrainingMetric(),
            ValidationLoss = _evaluation.ValidationLoss(),
            ValidationMetric = _evaluation.ValidationMetric(),
            LearningRate = _trainer.LearningRate,
            Seconds = (_reporter.Elapsed - began).TotalSeconds,
        };
        _epochs.Add(record);
        var watched = record.ValidationLoss ?? record.Loss;
        _schedule?.Watch(watched);
        _patienceIsOver = _stopping?.Ends(epoch, watched) ?? false;
        if (_stopping?.BestEpoch == epoch)
            _bestIsAveraged = _average is { Count: > 0 };
        EpochEnd(epoch);
    }

    private void Schedule(ScheduleUnit unit, long time)
    {
        if (_schedule is not null && unit == _options.ScheduleBy)
            _trainer.LearningRate = (float)_schedule.Rate(time, _baseRate);
    }

    /// <summary>Goes back to the last good epoch; returns where a callback ends the run for it.</summary>
    /// <exception cref="NonFiniteTrainingException">No callback does.</exception>
    private void Diverged(int epoch, int batch, float loss)
    {
        var rows = _epoch.Rows;
        var block = _trainer.NonFiniteBlock() ?? "loss";
        _trainer.RestoreState();
        (_trainer.EpochsBegun, _epoch) = (_keptEpochsBegun, _keptEpoch);
        _average?.GoBack();
        _reporter.Stopped(epoch, batch, loss, rows);
        var problem = new NonFiniteTrainingException(epoch, batch, block, loss);
        if (!IsHandled(problem))
            throw problem;
    }

    private void Keep()
    {
        _trainer.KeepState();
        _average?.Keep();
        (_keptEpochsBegun, _keptEpoch) = (_trainer.EpochsBegun, _epoch);
    }
}
