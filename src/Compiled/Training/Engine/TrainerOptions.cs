using System.Globalization;
using System.Runtime.CompilerServices;

namespace Compiled;

/// <summary>The options of a trainer, set once when it is created.</summary>
public sealed record TrainerOptions
{
    /// <summary>The value of <see cref="Threads"/> that uses every processor.</summary>
    public const int AllProcessors = int.MaxValue;

    /// <summary>
    /// The seed of all random numbers in training, such as the shuffling of <c>Fit</c> and the masks of <c>Dropout</c>. The same seed gives the same run,
    /// bit for bit, on every machine.
    /// </summary>
    public long Seed { get; init; }

    /// <summary>
    /// A weight for each class of a network with <c>CrossEntropy</c>, in the order of the classes, such as higher ones for rare classes; null, the
    /// default, weighs all classes equally. Each must be finite and not negative, and at least one positive.
    /// </summary>
    /// <remarks>
    /// The <c>weight</c> of PyTorch's <c>CrossEntropyLoss</c>: with the weights w, a row's loss is −Σ_o w_o · t_o · ln y_o, and a batch's the sum over its
    /// rows divided by the weights of their classes, Σ_r Σ_o w_o · t_ro. (Where targets are probabilities instead of classes, PyTorch divides by the
    /// number of rows.) A sample's own weight multiplies both. Label smoothing changes t in the loss, not in the divisor. It concerns <c>Step</c>,
    /// <c>Fit</c> and <c>MeanLoss</c>; no prediction and no metric.
    /// </remarks>
    public IReadOnlyList<float>? ClassWeights { get; init; }

    /// <summary>
    /// The largest number of threads for a step, including the calling thread; at least 1, 1 by default. More than the number of processors, or
    /// <see cref="AllProcessors"/>, means one per processor.
    /// </summary>
    /// <remarks>
    /// The bits are the same for any number of threads. A batch of 256 rows or more is cut into two, four or eight shards that threads share; smaller
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
    /// The largest Euclidean norm of all gradients together; larger ones are scaled down by ClipNorm / (norm + 1e-6), like PyTorch's
    /// <c>clip_grad_norm_</c>. Above 0; null, the default, for no limit.
    /// </summary>
    /// <remarks>
    /// The norm is summed in double in one fixed order, whatever the number of threads. Penalties (<see cref="L1"/>, <see cref="L2"/>) enter before,
    /// frozen blocks do not count, and <see cref="ClipValue"/> comes first. It costs one or two more passes over the gradients in each step.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The value is not finite and above 0.</exception>
    public float? ClipNorm { get; init => field = PositiveOrNull(value); }

    /// <summary>
    /// The largest magnitude of each gradient, like PyTorch's <c>clip_grad_value_</c>; NaN stays NaN. Above 0; null, the default, for no limit.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not finite and above 0.</exception>
    public float? ClipValue { get; init => field = PositiveOrNull(value); }

    /// <summary>
    /// λ of the penalty λ·|w|, which adds λ·sign(w) to every gradient (0 where w is 0); finite and not negative, 0 by default. The loss that a
    /// step returns does not include it. Penalties that the network declares, <see cref="L1Attribute"/>, add to it.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public float L1 { get; init => field = NotNegative(value); }

    /// <summary>
    /// λ of the penalty λ/2·w², which adds λ·w to every gradient; finite and not negative, 0 by default. The same as the <c>WeightDecay</c> of
    /// <see cref="Sgd"/>, for every optimiser. The loss that a step returns does not include it. Penalties that the network declares, <see cref="L2Attribute"/>, add to it.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public float L2 { get; init => field = NotNegative(value); }

    /// <summary>
    /// The parameters that <see cref="L1"/>, <see cref="L2"/> and the optimiser's weight decay do not cover; none by default, as in PyTorch.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a member of the enum.</exception>
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
    /// The largest Euclidean norm of the incoming weights of a unit (a row of the weight matrix, without its bias); larger ones are scaled down to
    /// it after each step. Above 0; null, the default, for no limit. Source: Srebro and Shraibman 2005; Hinton et al. 2012.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not finite and above 0.</exception>
    public float? MaxNorm { get; init => field = PositiveOrNull(value); }

    /// <summary>
    /// Whether the gradients of each step are stored, so that <c>trainer.Gradients</c> and <see cref="Trainer.CopyGradientsTo"/> can be read after it; false by
    /// default. Without it a step updates parameters as soon as their gradients are known and stores none, which saves time, and reading gradients throws.
    /// </summary>
    /// <remarks>No bit of a step depends on it. Clipping, penalties, <see cref="HealthInterval"/> and <see cref="Trainer.Minimize"/> have the gradients that they need without it.</remarks>
    public bool KeepGradients { get; init; }

    /// <summary>
    /// Whether a step whose loss is infinite or NaN throws a <see cref="NonFiniteTrainingException"/> instead of updating, and keeps the last good
    /// parameters; true by default. With false such a step is carried out, as in PyTorch.
    /// </summary>
    /// <remarks>
    /// It holds for every overload of <c>Step</c>, and for <c>StepFromGradient</c>, which has no loss and looks at the parameters and at the gradients it is given. The
    /// loss that betrays it is computed
    /// before the update, so parameters that are finite are those of the last good step and stay. Where the
    /// step before has broken them (a gradient overflowed under a finite loss), they return to a copy that is at most 256 steps old and keeps
    /// parameters, optimiser and step count. <c>Fit</c> stops on such values always, and returns to the end of the last good epoch.
    /// </remarks>
    public bool StopOnNonFinite { get; init; } = true;

    /// <summary>
    /// With n, every n-th step is measured (<see cref="Trainer"/>); 0, the default, for never, which costs nothing. A measured step runs its batch forward once
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
    /// The largest number of rows in a step of a network with <c>[BatchNorm]</c>, at least 2, 256 by default: such a network needs the activations of the whole batch at
    /// once, and the trainer allocates them when it is created. Other networks take steps of any size and ignore this setting.
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
