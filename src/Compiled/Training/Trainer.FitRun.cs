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
        private int _keptEpochsBegun;

        public FitRun(Trainer trainer, Dataset data, FitOptions options)
        {
            _trainer = trainer;
            _data = data;
            _options = options;
            _reader = new BatchReader(data, options.BatchSize, options.Seed ?? trainer._options.Seed, options.Shuffle);
            _evaluation = new FitEvaluation(trainer, data, options);
            _reporter = new FitReporter(options, _evaluation.MetricName, data.Count, _reader.BatchCount);
        }

        public History Run()
        {
            var cancelled = false;
            Keep();
            for (var epoch = 1; epoch <= _options.Epochs && !cancelled; epoch++)
            {
                var began = _reporter.Elapsed;
                if (RunEpoch(epoch) is not { } loss)
                    cancelled = true;
                else
                    FinishEpoch(epoch, loss, began);
            }

            return new History(_evaluation.MetricName, _epochs, _reporter.Elapsed.TotalSeconds, cancelled);
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

            _reader.Begin(_trainer._epochsBegun++);
            while (_reader.Next(out var inputs, out var targets, out var weights))
            {
                if (_options.CancellationToken.IsCancellationRequested)
                {
                    _reporter.Stopped(epoch, batch, batch == 0 ? double.NaN : Mean(sum, weight), rows);
                    return null;
                }

                batch++;
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

        private void FinishEpoch(int epoch, double loss, TimeSpan began)
        {
            Keep();
            var record = new EpochRecord
            {
                Epoch = epoch,
                Loss = loss,
                Metric = _evaluation.TrainingMetric(),
                ValidationLoss = _evaluation.ValidationLoss(),
                ValidationMetric = _evaluation.ValidationMetric(),
                Seconds = (_reporter.Elapsed - began).TotalSeconds,
            };
            _epochs.Add(record);
            _reporter.EpochFinished(record);
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
    private string? NonFiniteBlock()
    {
        var memory = Parameters.Memory;
        foreach (var block in Parameters.Layout.Blocks)
        {
            var weights = memory.Slice(block.WeightsOffset, block.WeightsLength);
            var biases = block.HasBias ? memory.Slice(block.BiasesOffset, block.Outputs) : default;
            if (!AllFinite(weights) || !AllFinite(biases))
                return block.Name;
        }

        return null;
    }

    private static bool AllFinite(ReadOnlySpan<float> values)
    {
        // An exponent of all ones is NaN or infinity: the greatest magnitude, compared as an integer, says whether there is one.
        var greatest = 0;
        foreach (var value in values)
            greatest = Math.Max(greatest, BitConverter.SingleToInt32Bits(value) & int.MaxValue);
        return greatest < 0x7F80_0000;
    }
}
