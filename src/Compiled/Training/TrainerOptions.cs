using System.Globalization;

namespace Compiled;

/// <summary>What a trainer is told once, when it is made.</summary>
public sealed record TrainerOptions
{
    /// <summary>A <see cref="Threads"/> that takes every processor.</summary>
    public const int AllProcessors = int.MaxValue;

    /// <summary>
    /// Seeds everything that training draws at random, such as the shuffling of <c>Fit</c>. The same seed gives the same run,
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
                    $"TrainerOptions.Threads is {value}, but must be at least 1: TrainerOptions.AllProcessors takes every processor."));
    } = 1;
}
