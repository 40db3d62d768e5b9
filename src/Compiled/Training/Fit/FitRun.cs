using Compiled.Runtime;
using Compiled.Storage;

namespace Compiled;

/// <summary>One run of <see cref="Trainer.Fit"/>: everything it needs is allocated here, before the first step.</summary>
internal sealed partial class FitRun
{
    private readonly IFitTrainer _trainer;
    private readonly Dataset _data;
    private readonly FitOptions _options;
    private readonly BatchReader _reader;
    private readonly FitEvaluation _evaluation;
    private readonly FitReporter _reporter;
    private readonly List<EpochRecord> _epochs = [];
    private readonly Schedule? _schedule;
    private readonly FitAugmentation? _augmentation;
    private readonly FitStopping? _stopping;
    private readonly float _baseRate;
    private EpochPosition _epoch;
    private EpochPosition _keptEpoch;
    private int _keptEpochsBegun;

    private bool _isCancelled;
    private bool _stopsEarly;

    /// <summary>Prepares a run.</summary>
    /// <param name="trainer">Who trains.</param>
    /// <param name="data">What to learn.</param>
    /// <param name="options">How.</param>
    /// <param name="resumed">The run to go on with; null for a new one.</param>
    public FitRun(IFitTrainer trainer, Dataset data, FitOptions options, FitPosition? resumed)
    {
        _trainer = trainer;
        _data = data;
        _options = options;
        var seed = options.Seed ?? trainer.Seed;
        _reader = new BatchReader(data, options.BatchSize, seed, options.Shuffle);
        _augmentation = options.Augment is { } augment ? new FitAugmentation(augment, data, _reader.BatchSize, seed) : null;
        _stopping = options.EarlyStopping is { } settings ? new FitStopping(settings, trainer.Parameters) : null;
        _schedule = options.Schedule?.Begin();
        _baseRate = trainer.LearningRate;
        _evaluation = new FitEvaluation(trainer, data, options);
        if (resumed is not null)
            GoOn(resumed);
        _reporter = new FitReporter(
            options, _evaluation.MetricName, data.Count, _reader.BatchCount, resumed?.Elapsed ?? TimeSpan.Zero, _epochs.Count == 0 ? null : _epochs[^1]);
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
            while (_epochs.Count < _options.Epochs && !_isCancelled && !_stopsEarly)
            {
                var epoch = _epochs.Count + 1;
                Schedule(ScheduleUnit.Epoch, epoch - 1);
                if (RunEpoch(epoch) is not { } loss)
                    _isCancelled = true;
                else
                    _stopsEarly = FinishEpoch(epoch, loss);
            }

            CanGoOn = _isCancelled;
            if (_isCancelled)
                Save();
        }
        finally
        {
            if (_schedule is not null)
                _trainer.LearningRate = _baseRate;
        }
    }

    /// <summary>The history of a run that has ended; brings back the best parameters, where early stopping does.</summary>
    public History Conclude()
    {
        var history = new History(_evaluation.MetricName, _epochs, _reporter.Elapsed.TotalSeconds, _isCancelled) { StoppedEarly = _stopsEarly };
        _stopping?.Conclude(history);
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

        var epochNumber = _trainer.EpochsBegun - 1;
        _reader.Begin(epochNumber, _epoch.Batch);
        while (_reader.Next(out var inputs, out var targets, out var weights))
        {
            if (IsCancelled(epoch))
                return null;
            var batch = _epoch.Batch + 1;
            _augmentation?.Apply(epochNumber, batch, ref inputs, ref targets);
            Schedule(ScheduleUnit.Step, _epoch.Steps);
            var loss = _trainer.StepIfFinite(inputs, targets, weights);
            if (!float.IsFinite(loss))
                throw Diverged(epoch, batch, loss);
            _epoch = _epoch with
            {
                Batch = batch,
                Rows = _epoch.Rows + inputs.Length / inputSize,
                Sum = _epoch.Sum + loss * _trainer.StepWeight,
                Weight = _epoch.Weight + _trainer.StepWeight,
                Steps = _epoch.Steps + 1,
            };
            SaveAfterStep();
            _reporter.BatchFinished(epoch, batch, _epoch.Mean, _epoch.Rows);
        }

        // The last update of the epoch was followed by no loss that would show what it did.
        if (_trainer.NonFiniteBlock() is not null)
            throw Diverged(epoch, _epoch.Batch, _trainer.Loss);
        return _epoch.Mean;
    }

    private bool IsCancelled(int epoch)
    {
        if (!_options.CancellationToken.IsCancellationRequested)
            return false;
        _reporter.Stopped(epoch, _epoch.Batch, _epoch.Batch == 0 ? double.NaN : _epoch.Mean, _epoch.Rows);
        return true;
    }

    /// <summary>Whether the run ends here, before its last epoch.</summary>
    private bool FinishEpoch(int epoch, double loss)
    {
        var began = _epoch.Began;
        _epoch = new EpochPosition { Steps = _epoch.Steps };
        Keep();
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
        var isLast = epoch == _options.Epochs;
        var stops = (_stopping?.Ends(epoch, watched) ?? false) && !isLast;
        SaveAfterEpoch(epoch, isLast || stops);
        _reporter.EpochFinished(record, isLast: isLast || stops);
        return stops;
    }

    private void Schedule(ScheduleUnit unit, long time)
    {
        if (_schedule is not null && unit == _options.ScheduleBy)
            _trainer.LearningRate = (float)_schedule.Rate(time, _baseRate);
    }

    private NonFiniteTrainingException Diverged(int epoch, int batch, float loss)
    {
        var rows = _epoch.Rows;
        var block = _trainer.NonFiniteBlock() ?? "loss";
        _trainer.RestoreState();
        (_trainer.EpochsBegun, _epoch) = (_keptEpochsBegun, _keptEpoch);
        _reporter.Stopped(epoch, batch, loss, rows);
        return new NonFiniteTrainingException(epoch, batch, block, loss);
    }

    private void Keep()
    {
        _trainer.KeepState();
        (_keptEpochsBegun, _keptEpoch) = (_trainer.EpochsBegun, _epoch);
    }
}
