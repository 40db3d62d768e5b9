using Compiled.Numerics;
using Compiled.Runtime;

namespace Compiled;

/// <content>The search for a learning rate.</content>
public abstract partial class Trainer
{
    /// <summary>
    /// Takes steps with rates that grow from step to step, from very low to too high, and suggests one of them; fastai's <c>lr_find</c>, Lightning's <c>Tuner.lr_find</c>.
    /// Afterwards network and trainer are as before, bit for bit.
    /// </summary>
    /// <remarks>
    /// <para>
    /// The rate of step i of n is lowest · (highest / lowest)^(i / (n − 1)). The search ends early when the loss diverges. Source: Smith, "Cyclical Learning Rates for Training Neural Networks", 2017.
    /// </para>
    /// <para>
    /// Restored are the parameters and statistics, the optimiser's state, the step and epoch counts, which determine all random numbers, the learning rate and the last loss,
    /// and an unfinished run that was resumed: also after divergence, cancellation or an exception. (<c>Gradients</c> and <see cref="Health"/> are those of the search.) The
    /// network keeps the names that it has, and a <c>Standardize</c> that was not fitted yet is fitted to the data for the search only. It takes memory for a copy of
    /// parameters and optimiser state. To follow the suggestion, set <see cref="LearningRate"/>.
    /// </para>
    /// </remarks>
    /// <param name="data">The training data, matched as in <see cref="Fit"/>.</param>
    /// <param name="options">Rates, steps, batch size …; null for the defaults.</param>
    /// <returns>The losses over the rates, and suggestions.</returns>
    /// <exception cref="ArgumentException">The data does not fit the network, as in <see cref="Fit"/>, or the lowest rate is not below the highest one. Nothing is changed.</exception>
    /// <exception cref="InvalidOperationException">The network is frozen, or <see cref="Fit"/> is running. Nothing is changed.</exception>
    /// <exception cref="OperationCanceledException">The search was cancelled.</exception>
    public LearningRateCurve FindLearningRate(Dataset data, LearningRateSearch? options = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        options ??= new LearningRateSearch();
        if (options.Lowest >= options.Highest)
        {
            throw new ArgumentException(
                Wording.Of($"LearningRateSearch.Lowest is {options.Lowest}, but must be below Highest, {options.Highest}, such as 1e-7 and 10."), nameof(options));
        }

        if (_run is not null)
            throw new InvalidOperationException("Fit is running: call FindLearningRate before or after it.");
        Parameters.ThrowIfFrozen();
        var matched = Match(data, null).Data;
        CheckBatches(matched.Count, options.BatchSize, nameof(data));
        var seed = options.Seed ?? _options.Seed;
        var reader = new BatchReader(matched, options.BatchSize, seed, options.Shuffle);
        var augmentation = options.Augment is { } augment ? new FitAugmentation(augment, matched, reader.BatchSize, seed) : null;
        var (before, left) = (CaptureState(), _left?.IsCurrent(this) == true ? _left : null);
        try
        {
            Parameters.StandardizeIfNew(matched);
            return Search(reader, augmentation, options);
        }
        finally
        {
            Restore(before);
            // What was left between two steps is there again.
            _left = left is null ? _left : left with { Version = Parameters.Version };
        }
    }

    private LearningRateCurve Search(BatchReader reader, FitAugmentation? augmentation, LearningRateSearch options)
    {
        var points = new List<LearningRatePoint>(options.Steps);
        var growth = ScalarMath.Log((double)options.Highest / options.Lowest);
        var (epoch, batch) = (_epochsBegun, 0);
        var (average, forgotten, lowest) = (0.0, 1.0, double.PositiveInfinity);
        reader.Begin(epoch);
        for (var step = 0; step < options.Steps; step++)
        {
            options.CancellationToken.ThrowIfCancellationRequested();
            if (!reader.Next(out var inputs, out var targets, out var weights))
            {
                reader.Begin(++epoch);
                batch = 0;
                _ = reader.Next(out inputs, out targets, out weights);
            }

            augmentation?.Apply(epoch, ++batch, ref inputs, ref targets);
            // Not below the highest by a rounding.
            LearningRate = step == options.Steps - 1 ? options.Highest : (float)(options.Lowest * ScalarMath.Exp(growth * step / (options.Steps - 1)));
            var loss = StepIfFinite(inputs, targets, weights);
            if (!float.IsFinite(loss))
                return new LearningRateCurve(points, options.Steps, diverged: true);
            average = options.Smoothing * average + (1 - options.Smoothing) * loss;
            forgotten *= options.Smoothing;
            var smoothed = average / (1 - forgotten);
            points.Add(new LearningRatePoint(LearningRate, loss, smoothed));
            lowest = Math.Min(lowest, smoothed);
            if (smoothed > lowest * options.DivergenceFactor)
                return new LearningRateCurve(points, options.Steps, diverged: true);
        }

        return new LearningRateCurve(points, options.Steps, diverged: false);
    }
}
