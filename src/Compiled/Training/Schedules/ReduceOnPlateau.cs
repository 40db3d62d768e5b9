using Compiled.Storage;

namespace Compiled;

/// <summary>Lowers the rate when a figure, such as the validation loss, has stopped improving; PyTorch's <c>ReduceLROnPlateau</c>.</summary>
/// <remarks>
/// <para>
/// After more than <see cref="Patience"/> epochs without a better figure the rate is multiplied by <see cref="Factor"/>, down to <see cref="Minimum"/>.
/// Better is less than the best · (1 − <see cref="Threshold"/>), or with <see cref="LargerIsBetter"/> more than the best · (1 + Threshold). NaN is
/// never better.
/// </para>
/// <para>
/// In <see cref="FitOptions.Schedule"/> it monitors the validation loss, or the training loss without validation data, and every run starts afresh. Among
/// the <see cref="FitOptions.Callbacks"/>, as in Keras, it multiplies the rate of the schedule, or the trainer's own rate if there is none:
/// <c>Schedule.Cosine(50).Times(plateau)</c> in other words. By
/// hand: <c>plateau.Observe(loss); trainer.LearningRate = (float)plateau.Rate(0, baseRate);</c>. It has state: use it on one thread, for one run.
/// </para>
/// </remarks>
public sealed class ReduceOnPlateau : Schedule, ICallback
{
    private double _best = double.NaN;
    private int _bad;
    private int _resting;
    private int _reductions;

    /// <summary>The factor for the rate; at least 0 and below 1, 0.1 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of its range.</exception>
    public double Factor { get; init => field = value is >= 0 and < 1 ? value : throw Error(value, nameof(Factor), "at least 0 and less than 1"); } = 0.1;

    /// <summary>The number of epochs without improvement that are tolerated; not negative, 10 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int Patience { get; init => field = (int)NotNegative(value, nameof(Patience)); } = 10;

    /// <summary>The relative change that counts as an improvement; finite and not negative, 1e-4 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public double Threshold { get; init => field = NotNegative(value, nameof(Threshold)); } = 1e-4;

    /// <summary>The number of epochs after a reduction that do not count; not negative, 0 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int Cooldown { get; init => field = (int)NotNegative(value, nameof(Cooldown)); }

    /// <summary>The smallest rate; PyTorch's <c>min_lr</c>. Finite and not negative, 0 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public double Minimum { get; init => field = NotNegative(value, nameof(Minimum)); }

    /// <summary>A reduction by less than this is skipped; PyTorch's <c>eps</c>. Finite and not negative, 1e-8 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public double SmallestChange { get; init => field = NotNegative(value, nameof(SmallestChange)); } = 1e-8;

    /// <summary>Whether the figure should rise, like an accuracy; false by default. <c>Fit</c> passes a loss.</summary>
    public bool LargerIsBetter { get; init; }

    /// <inheritdoc/>
    public override double Rate(long time, double baseRate)
    {
        for (var reduction = 0; reduction < _reductions; reduction++)
        {
            var reduced = Math.Max(baseRate * Factor, Minimum);
            if (!(baseRate - reduced > SmallestChange))
                break;
            baseRate = reduced;
        }

        return baseRate;
    }

    /// <summary>Takes the figure after an epoch.</summary>
    public void Observe(double figure)
    {
        var isBetter = LargerIsBetter ? figure > _best * (1 + Threshold) : figure < _best * (1 - Threshold);
        if (isBetter || (double.IsNaN(_best) && !double.IsNaN(figure)))
        {
            _best = figure;
            _bad = 0;
        }
        else
        {
            _bad++;
        }

        if (_resting > 0)
        {
            _resting--;
            _bad = 0;
        }

        if (_bad > Patience)
        {
            _reductions++;
            _resting = Cooldown;
            _bad = 0;
        }
    }

    internal override Schedule Begin() => new ReduceOnPlateau
    {
        Factor = Factor,
        Patience = Patience,
        Threshold = Threshold,
        Cooldown = Cooldown,
        Minimum = Minimum,
        SmallestChange = SmallestChange,
        LargerIsBetter = LargerIsBetter,
    };

    internal override void Watch(double loss) => Observe(loss);

    internal override IEnumerable<ReduceOnPlateau> Plateaus => [this];

    /// <summary>What it has seen, for checkpoints.</summary>
    internal PlateauState State
    {
        get => new(_best, _bad, _resting, _reductions);
        set => (_best, _bad, _resting, _reductions) = value;
    }
}
