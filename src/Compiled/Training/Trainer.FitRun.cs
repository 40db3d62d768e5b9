using Compiled.Runtime;

namespace Compiled;

public abstract partial class Trainer
{
    /// <summary>One run of <see cref="Fit"/>: everything it needs is allocated here, before the first step.</summary>
    private sealed class FitRun
    {
        private readonly Trainer _trainer;
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
        private int _keptEpochsBegun;
        private long _steps;

        public FitRun(Trainer trainer, Dataset data, FitOptions options)
        {
            _trainer = trainer;
            _data = data;
            _options = options;
            var seed = options.Seed ?? trainer._options.Seed;
            _reader = new BatchReader(data, options.BatchSize, seed, options.Shuffle);
            _augmentation = options.Augment is { } augment ? new FitAugmentation(augment, data, _reader.BatchSize, seed) : null;
            _stopping = options.EarlyStopping is { } settings ? new FitStopping(settings, trainer.Parameters) : null;
            _schedule = options.Schedule?.Begin();
            _baseRate = trainer.LearningRate;
            _evaluation = new FitEvaluation(trainer, data, options);
            _reporter = new FitReporter(options, _evaluation.MetricName, data.Count, _reader.BatchCount);
        }

        public History Run()
        {
            var (cancelled, stopped) = (false, false);
            Keep();
            try
            {
                for (var epoch = 1; epoch <= _options.Epochs && !cancelled && !stopped; epoch++)
                {
                    var began = _reporter.Elapsed;
                    Schedule(ScheduleUnit.Epoch, epoch - 1);
                    if (RunEpoch(epoch) is not { } loss)
                        cancelled = true;
                    else
                        stopped = FinishEpoch(epoch, loss, began);
                }
            }
            finally
            {
                if (_schedule is not null)
                    _trainer.LearningRate = _baseRate;
            }

            // Behind the loop: a run that diverged is back at its last good epoch, where the trainer is too.
            var history = new History(_evaluation.MetricName, _epochs, _reporter.Elapsed.TotalSeconds, cancelled) { StoppedEarly = stopped };
            _stopping?.Conclude(history);
            return history;
        }

        /// <summary>The mean loss over the rows, by their weights where they have any, or null when the run was cancelled.</summary>
        private double? RunEpoch(int epoch)
        {
            var inputSize = _data.InputSize;
            var (sum, weight) = (0.0, 0.0);
            long rows = 0;
            var batch = 0;
            if (_options.CancellationToken.IsCancellationRequested)
            {
                _reporter.Stopped(epoch, 0, double.NaN, 0);
                return null;
            }

            var epochNumber = _trainer._epochsBegun++;
            _reader.Begin(epochNumber);
            while (_reader.Next(out var inputs, out var targets, out var weights))
            {
                if (_options.CancellationToken.IsCancellationRequested)
                {
                    _reporter.Stopped(epoch, batch, batch == 0 ? double.NaN : Mean(sum, weight), rows);
                    return null;
                }

                batch++;
                _augmentation?.Apply(epochNumber, batch, ref inputs, ref targets);
                Schedule(ScheduleUnit.Step, _steps++);
                var loss = _trainer.StepIfFinite(inputs, targets, weights);
                if (!float.IsFinite(loss))
                    throw Diverged(epoch, batch, loss, rows);
                rows += inputs.Length / inputSize;
                weight += _trainer.StepWeight;
                sum += loss * _trainer.StepWeight;
                _reporter.BatchFinished(epoch, batch, Mean(sum, weight), rows);
            }

            // The last update of the epoch was followed by no loss that would show what it did.
            if (_trainer.NonFiniteBlock() is not null)
                throw Diverged(epoch, batch, _trainer.Loss, rows);
            return Mean(sum, weight);
        }

        /// <summary>Rows of no weight have no loss.</summary>
        private static double Mean(double sum, double weight) => weight > 0 ? sum / weight : 0;

        /// <summary>Whether the run ends here, before its last epoch.</summary>
        private bool FinishEpoch(int epoch, double loss, TimeSpan began)
        {
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
            _reporter.EpochFinished(record, isLast: isLast || stops);
            return stops;
        }

        private void Schedule(ScheduleUnit unit, long time)
        {
            if (_schedule is not null && unit == _options.ScheduleBy)
                _trainer.LearningRate = (float)_schedule.Rate(time, _baseRate);
        }

        private NonFiniteTrainingException Diverged(int epoch, int batch, float loss, long rows)
        {
            var block = _trainer.NonFiniteBlock() ?? "loss";
            _trainer.RestoreState();
            _trainer._epochsBegun = _keptEpochsBegun;
            _reporter.Stopped(epoch, batch, loss, rows);
            return new NonFiniteTrainingException(epoch, batch, block, loss);
        }

        private void Keep()
        {
            _trainer.KeepState();
            _keptEpochsBegun = _trainer._epochsBegun;
        }
    }

    /// <summary>The first block with a parameter that is not finite, or null.</summary>
    private protected string? NonFiniteBlock()
    {
        var memory = Parameters.Memory;
        foreach (var block in Parameters.Layout.Blocks)
        {
            var weights = memory.Slice(block.WeightsOffset, block.WeightsLength);
            var biases = block.HasBias ? memory.Slice(block.BiasesOffset, block.Outputs) : default;
            if (!FiniteCheck.All(weights) || !FiniteCheck.All(biases))
                return block.Name;
        }

        return null;
    }
}
