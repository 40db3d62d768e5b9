using System.Globalization;
using System.Runtime.CompilerServices;

namespace Compiled;

/// <summary>What a trainer is told once, when it is made.</summary>
public sealed record TrainerOptions
{
    /// <summary>A <see cref="Threads"/> that takes every processor.</summary>
    public const int AllProcessors = int.MaxValue;

    /// <summary>
    /// Seeds everything that training draws at random, such as the shuffling of <c>Fit</c> and the masks of <c>Dropout</c>. The same seed gives the same run,
    /// bit for bit, on every machine.
    /// </summary>
    public long Seed { get; init; }

    /// <summary>
    /// A weight for each class of a network with <c>CrossEntropy</c>, in the order of the classes, such as higher ones for rare classes; null, the
    /// default, weighs all alike. Each finite and not negative, and not all 0.
    /// </summary>
    /// <remarks>
    /// The <c>weight</c> of PyTorch's <c>CrossEntropyLoss</c>: with the weights w, a row's loss is −Σ_o w_o · t_o · ln y_o, and a batch's the sum over its
    /// rows divided by the weights of their classes, Σ_r Σ_o w_o · t_ro. (Where targets are probabilities instead of classes, PyTorch divides by the
    /// number of rows.) A sample's own weight multiplies both. Label smoothing changes t in the loss, not in the divisor. It concerns <c>Step</c>,
    /// <c>Fit</c> and <c>MeanLoss</c>; no prediction and no metric.
    /// </remarks>
    public IReadOnlyList<float>? ClassWeights { get; init; }

    /// <summary>
    /// On how many threads a step may run, the calling one among them; at least 1, 1 by default. More than there are processors, or
    /// <see cref="AllProcessors"/>, is as many as there are.
    /// </summary>
    /// <remarks>
    /// Every number of threads gives the same bits. A batch of 256 rows or more is cut into two, four or eight shards that threads share; smaller
    /// ones, and networks so small that threads would cost more than they save, stay on the calling thread. Each thread takes memory for activations
    /// and gradients. The other threads belong to the process and serve one trainer at a time: a trainer that finds them taken does its
    /// work itself. They spin for some 50 microseconds after a step, then sleep.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int Threads
    {
        get;
        init => field = value >= 1
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(Threads), value, string.Create(
                    CultureInfo.InvariantCulture,
                    $"TrainerOptions.Threads is {value}, but must be at least 1: TrainerOptions.AllProcessors uses every processor."));
    } = 1;
    /// <summary>
    /// The largest Euclidean norm of all gradients together; longer ones are scaled down by ClipNorm / (norm + 1e-6), as PyTorch's
    /// <c>clip_grad_norm_</c> does it. Above 0; null, the default, for none.
    /// </summary>
    /// <remarks>
    /// The norm is summed in double in one fixed order, whatever the number of threads. Penalties (<see cref="L1"/>, <see cref="L2"/>) enter before,
    /// frozen blocks do not count, and <see cref="ClipValue"/> comes first. It costs one or two more passes over the gradients in each step.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The value is not finite and above 0.</exception>
    public float? ClipNorm { get; init => field = PositiveOrNull(value); }

    /// <summary>
    /// The largest magnitude of each gradient, as PyTorch's <c>clip_grad_value_</c> has it; NaN stays NaN. Above 0; null, the default, for none.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not finite and above 0.</exception>
    public float? ClipValue { get; init => field = PositiveOrNull(value); }

    /// <summary>
    /// λ of the penalty λ·|w|, which adds λ·sign(w) to every gradient (0 where w is 0); finite and not negative, 0 by default. The loss that a
    /// step returns is without it. Penalties that the network declares, <see cref="L1Attribute"/>, add to it.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public float L1 { get; init => field = NotNegative(value); }

    /// <summary>
    /// λ of the penalty λ/2·w², which adds λ·w to every gradient; finite and not negative, 0 by default. The same as the <c>WeightDecay</c> of
    /// <see cref="Sgd"/>, for every rule. The loss that a step returns is without it. Penalties that the network declares, <see cref="L2Attribute"/>, add to it.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public float L2 { get; init => field = NotNegative(value); }

    /// <summary>
    /// What <see cref="L1"/>, <see cref="L2"/> and the optimiser's own weight decay spare; nothing by default, as in PyTorch.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is no member of the enum.</exception>
    public WeightDecayExclusions WeightDecayExclusions
    {
        get;
        init => field = value is WeightDecayExclusions.None or WeightDecayExclusions.BiasesAndNorms
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(WeightDecayExclusions), value,
                $"TrainerOptions.WeightDecayExclusions is {(int)value}, which is not a member of the enum: use None or BiasesAndNorms.");
    }

    /// <summary>
    /// The largest Euclidean norm of the weights that lead to one unit (a row of the weight matrix, without its bias); longer ones are scaled down to
    /// it after each step. Above 0; null, the default, for none. Source: Srebro and Shraibman 2005; Hinton et al. 2012.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not finite and above 0.</exception>
    public float? MaxNorm { get; init => field = PositiveOrNull(value); }

    /// <summary>
    /// Whether a step whose loss is infinite or NaN throws a <see cref="NonFiniteTrainingException"/> in place of an update, with the last good
    /// parameters; true by default. With false such a step goes through, as in PyTorch.
    /// </summary>
    /// <remarks>
    /// It holds for every overload of <c>Step</c>, and for <c>StepFromGradient</c>, which has no loss and looks at the parameters and at the gradients it is given. The loss that betrays it is computed
    /// before the update, so parameters that are finite are those of the last good step and stay. Where the
    /// step before has broken them (a gradient overflowed under a finite loss), they return to a copy that is at most 256 steps old and keeps
    /// parameters, optimiser and step count. <c>Fit</c> stops on such values always, and returns to the end of the last good epoch.
    /// </remarks>
    public bool StopOnNonFinite { get; init; } = true;

    /// <summary>
    /// In every how many steps <see cref="Trainer"/> is measured; 0, the default, for never, which costs nothing. A measured step runs its batch forward once
    /// more, as a prediction does, and reads all gradients and weights.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int HealthInterval
    {
        get;
        init => field = value >= 0
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(HealthInterval), value,
                string.Create(CultureInfo.InvariantCulture, $"TrainerOptions.HealthInterval is {value}, but must be at least 0; 0 is off."));
    }

    /// <summary>
    /// The most rows of one step of a network with <c>[BatchNorm]</c>, at least 2, 256 by default: such a network needs the activations of the whole batch at
    /// once, and the trainer allocates them when it is made. Other networks take steps of any size and do not read this.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 2.</exception>
    public int MaxBatchSize
    {
        get;
        init => field = value >= 2
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(MaxBatchSize), value,
                string.Create(CultureInfo.InvariantCulture, $"TrainerOptions.MaxBatchSize is {value}, but must be at least 2: one row has no variance."));
    } = 256;

    private static float? PositiveOrNull(float? value, [CallerMemberName] string name = "")
    {
        if (value is { } given)
            OptimizerSetting.Positive($"TrainerOptions.{name}", given);
        return value;
    }

    private static float NotNegative(float value, [CallerMemberName] string name = "")
    {
        OptimizerSetting.NotNegative($"TrainerOptions.{name}", value);
        return value;
    }
}
