using System.Runtime.CompilerServices;

namespace Compiled;

/// <summary>Options for <see cref="Trainer.FindLearningRate"/>; the defaults are fastai's <c>lr_find</c>.</summary>
public sealed record LearningRateSearch
{
    /// <summary>The first rate; above 0 and below <see cref="Highest"/>, 1e-7 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not finite and above 0.</exception>
    public float Lowest { get; init => field = Positive(value); } = 1e-7f;

    /// <summary>The rate of the last step; finite, 10 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not finite and above 0.</exception>
    public float Highest { get; init => field = Positive(value); } = 10;

    /// <summary>The number of steps, from 10 to 10000; 100 by default. The data is repeated if it has fewer batches.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of its range.</exception>
    public int Steps
    {
        get;
        init => field = value is >= 10 and <= 10_000
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Steps), value, Wording.Of($"LearningRateSearch.Steps is {value}, but must be from 10 to 10000."));
    } = 100;

    /// <summary>Rows in one step, as in the run that the rate is for: <see cref="FitOptions.BatchSize"/>; at least 1, 32 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int BatchSize
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(BatchSize), value, Wording.Of($"LearningRateSearch.BatchSize is {value}, but must be at least 1."));
    } = 32;

    /// <summary>Whether the rows are taken in random order; true by default.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>The seed of the order and of <see cref="Augment"/>; null, the default, uses <see cref="TrainerOptions.Seed"/>.</summary>
    public long? Seed { get; init; }

    /// <summary>The augmentation of the run that the rate is for: <see cref="FitOptions.Augment"/>.</summary>
    public Augmentation? Augment { get; init; }

    /// <summary>How much of the smoothed loss each step keeps, from 0, no smoothing, to below 1; 0.98 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of its range.</exception>
    public double Smoothing
    {
        get;
        init => field = value is >= 0 and < 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Smoothing), value, Wording.Of($"LearningRateSearch.Smoothing is {value}, but must be from 0 to below 1."));
    } = 0.98;

    /// <summary>The search ends when the smoothed loss exceeds its lowest value times this; above 1, 4 by default. Infinity ends it only when a loss is not finite.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not above 1.</exception>
    public double DivergenceFactor
    {
        get;
        init => field = value > 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(DivergenceFactor), value, Wording.Of($"LearningRateSearch.DivergenceFactor is {value}, but must be above 1."));
    } = 4;

    /// <summary>Ends the search between two steps with an <see cref="OperationCanceledException"/>; the trainer is as before it.</summary>
    public CancellationToken CancellationToken { get; init; }

    private static float Positive(float value, [CallerMemberName] string name = "")
    {
        OptimizerSetting.Positive($"LearningRateSearch.{name}", value);
        return value;
    }
}
