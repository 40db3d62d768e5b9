using System.Runtime.CompilerServices;
using Compiled.Runtime;

namespace Compiled;

/// <summary>
/// Trains one network: holds the gradients, the optimiser's memory and the activations, none of which burden the network itself. Every
/// network with a loss has a trainer of its own that derives from this class; <c>network.CreateTrainer(new Adam())</c> makes one.
/// </summary>
/// <remarks>
/// Not thread-safe, and no other thread may predict with the network while a step runs. The parameters may be written between steps by any
/// route (views, <c>CopyParametersFrom</c>, another trainer): the next step sees them.
/// </remarks>
public abstract partial class Trainer
{
    private readonly TrainerOptions _options;
    private readonly double[] _headSums;
    private readonly float[] _headLosses;

    private protected Trainer(ParameterStore parameters, Topology topology, TrainerOptions? options)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(topology);
        parameters.ThrowIfFrozen();
        Parameters = parameters;
        Topology = topology;
        _options = options ?? new TrainerOptions();
        _headSums = new double[topology.Heads.Count];
        _headLosses = new float[topology.Heads.Count];
        Array.Fill(_headLosses, float.NaN);
    }

    /// <summary>The shape of the network that this trainer trains.</summary>
    public Topology Topology { get; }

    /// <summary>η, the optimiser's rate; may be changed between steps.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public abstract float LearningRate { get; set; }

    /// <summary>The mean loss of the last step, or at the end of the last <see cref="Minimize"/>; NaN before the first.</summary>
    public float Loss { get; private protected set; } = float.NaN;

    /// <summary>
    /// The mean loss of each head in the last step, in the order of <see cref="Topology.Heads"/>, as the head's loss averages and without its weight; NaN before
    /// the first step. Empty for a network without heads.
    /// </summary>
    public ReadOnlySpan<float> HeadLosses => _headLosses;

    /// <summary>How many steps were taken.</summary>
    public long StepCount { get; private protected set; }

    /// <summary>What the rows of the last step weighed together: their number, where neither they nor their classes have weights.</summary>
    private protected double StepWeight { get; set; }

    /// <summary>What is to live as long as this trainer: a class that was compiled while the program runs is found by its declaration as long.</summary>
    internal object? Companion { get; set; }

    private protected ParameterStore Parameters { get; }

    /// <summary>The sums of the heads' losses over the rows of the last gradient.</summary>
    private protected Span<double> HeadSums => _headSums;

    private protected TrainerOptions Options => _options;

    /// <summary>On how many threads this trainer may run, the calling one among them.</summary>
    protected int Threads => _options.Threads;

    /// <summary>
    /// One mini-batch: forward, loss, backward, update. Any number of rows (with <c>[BatchNorm]</c> from 2 to <see cref="TrainerOptions.MaxBatchSize"/>); the
    /// gradient is that of the loss averaged over the batch. Allocates nothing.
    /// </summary>
    /// <remarks>
    /// The values are taken as they are: whether the targets of a cross-entropy are probabilities is checked by <c>Fit</c>, once, and not
    /// here, where it would cost time in every step.
    /// </remarks>
    /// <param name="inputs">Rows of <c>InputSize</c> floats, row-major.</param>
    /// <param name="targets">As many rows of <c>OutputSize</c> floats: what the outputs should have been.</param>
    /// <returns>The mean loss of the batch, before the update.</returns>
    /// <exception cref="ArgumentException">A span is empty, holds no whole rows, or the row counts differ; nothing is changed.</exception>
    /// <exception cref="NonFiniteTrainingException">The loss is infinite or NaN: nothing was updated, and the parameters are those of
    /// the last good step (see <see cref="TrainerOptions.StopOnNonFinite"/>).</exception>
    // Floats before labels: a list of numbers in brackets, empty too, is a row of targets.
    [OverloadResolutionPriority(1)]
    public abstract float Step(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets);

    /// <summary>
    /// The same with a weight for each row: the loss is the weighted mean, Σ_r w_r · L_r / Σ_r w_r, and so is its gradient. A row of weight 2
    /// counts as two rows, one of weight 0 as none; weights that are all 0 give a loss of 0 and no gradient.
    /// </summary>
    /// <remarks>Weights may have any size. Where their mean is beyond 2⁻⁶⁰ … 2⁶⁰, they are first multiplied by a power of two, in memory that the trainer then keeps.</remarks>
    /// <param name="inputs">Rows of <c>InputSize</c> floats, row-major.</param>
    /// <param name="targets">As many rows of <c>OutputSize</c> floats.</param>
    /// <param name="sampleWeights">As many weights: finite, not negative.</param>
    /// <returns>The weighted mean loss of the batch, before the update.</returns>
    /// <exception cref="ArgumentException">The row counts differ, or a weight is negative, infinite or NaN; nothing is changed.</exception>
    /// <exception cref="NonFiniteTrainingException">The loss is infinite or NaN: see the first overload.</exception>
    // Floats before labels: a list of numbers in brackets, empty too, is a row of targets.
    [OverloadResolutionPriority(1)]
    public abstract float Step(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> sampleWeights);

    /// <summary>
    /// One mini-batch with the number of its class for each row, in place of one-hot targets, whose bits it gives. For networks with
    /// <c>CrossEntropy</c>.
    /// </summary>
    /// <param name="inputs">Rows of <c>InputSize</c> floats, row-major.</param>
    /// <param name="labels">As many classes, from 0 to <c>OutputSize</c> − 1.</param>
    /// <returns>The mean loss of the batch, before the update.</returns>
    /// <exception cref="ArgumentException">The row counts differ, or a label is no class; nothing is changed.</exception>
    /// <exception cref="InvalidOperationException">The network has another loss.</exception>
    /// <exception cref="NonFiniteTrainingException">The loss is infinite or NaN: see the first overload.</exception>
    public abstract float Step(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels);

    /// <summary>One mini-batch with a class and a weight for each row: see the overloads with either.</summary>
    /// <param name="inputs">Rows of <c>InputSize</c> floats, row-major.</param>
    /// <param name="labels">As many classes, from 0 to <c>OutputSize</c> − 1.</param>
    /// <param name="sampleWeights">As many weights: finite, not negative.</param>
    /// <returns>The weighted mean loss of the batch, before the update.</returns>
    /// <exception cref="ArgumentException">
    /// The row counts differ, a label is no class, or a weight is negative, infinite or NaN; nothing is changed.
    /// </exception>
    /// <exception cref="InvalidOperationException">The network has another loss than <c>CrossEntropy</c>.</exception>
    /// <exception cref="NonFiniteTrainingException">The loss is infinite or NaN: see the first overload.</exception>
    public abstract float Step(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels, ReadOnlySpan<float> sampleWeights);

    /// <summary>
    /// One mini-batch with the caller's own gradient at the outputs, as reinforcement learning and custom losses need it: forward,
    /// backward from <paramref name="outputGradients"/>, update. The declared loss is not used, and nothing is averaged.
    /// </summary>
    /// <remarks>
    /// Blocks for training only (<c>Dropout</c>, <c>GaussianNoise</c>) take part: what they make of the outputs is not what <c>Predict</c> gives. With
    /// <c>[StandardizeTargets]</c> the outputs are in the targets' own units, and so is their gradient.
    /// </remarks>
    /// <param name="inputs">Rows of <c>InputSize</c> floats, row-major.</param>
    /// <param name="outputGradients">As many rows of <c>OutputSize</c> floats: ∂L/∂output, the outputs being those of
    /// <c>Predict</c>.</param>
    /// <exception cref="ArgumentException">A span is empty, holds no whole rows, or the row counts differ; nothing is changed.</exception>
    /// <exception cref="NonFiniteTrainingException">An output gradient is infinite or NaN, or the update before broke the parameters: nothing was updated, and the parameters are those
    /// of the last good state (see <see cref="TrainerOptions.StopOnNonFinite"/>).</exception>
    public abstract void StepFromGradient(ReadOnlySpan<float> inputs, ReadOnlySpan<float> outputGradients);

    /// <summary>The mean loss over the rows, without a step. Allocates nothing.</summary>
    /// <param name="inputs">Rows of <c>InputSize</c> floats, row-major.</param>
    /// <param name="targets">As many rows of <c>OutputSize</c> floats.</param>
    /// <exception cref="ArgumentException">A span is empty, holds no whole rows, or the row counts differ.</exception>
    // Floats before labels: a list of numbers in brackets, empty too, is a row of targets.
    [OverloadResolutionPriority(1)]
    public abstract float MeanLoss(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets);

    /// <summary>The weighted mean loss over the rows, without a step; see <c>Step</c> with weights.</summary>
    /// <exception cref="ArgumentException">The row counts differ, or a weight is negative, infinite or NaN.</exception>
    // Floats before labels: a list of numbers in brackets, empty too, is a row of targets.
    [OverloadResolutionPriority(1)]
    public abstract float MeanLoss(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> sampleWeights);

    /// <summary>The mean loss over rows with a class each, without a step; see <c>Step</c> with labels.</summary>
    /// <exception cref="ArgumentException">The row counts differ, or a label is no class.</exception>
    /// <exception cref="InvalidOperationException">The network has another loss than <c>CrossEntropy</c>.</exception>
    public abstract float MeanLoss(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels);

    /// <summary>The weighted mean loss over rows with a class and a weight each, without a step.</summary>
    /// <exception cref="ArgumentException">The row counts differ, a label is no class, or a weight is negative, infinite or NaN.</exception>
    /// <exception cref="InvalidOperationException">The network has another loss than <c>CrossEntropy</c>.</exception>
    public abstract float MeanLoss(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels, ReadOnlySpan<float> sampleWeights);

    /// <summary>Writes the last step's gradients as the flat canonical vector: per block, weights [output][input] row-major, then biases.</summary>
    /// <exception cref="ArgumentException">The span does not hold exactly as many floats as the network has parameters.</exception>
    public abstract void CopyGradientsTo(Span<float> destination);

    /// <summary>What the heads lost in the last step: their sums over what the rows weighed. Rows of no weight have no loss.</summary>
    private protected void KeepHeadLosses()
    {
        for (var head = 0; head < _headLosses.Length; head++)
            _headLosses[head] = StepWeight > 0 ? (float)(_headSums[head] / StepWeight) : 0;
    }

    /// <summary>The network's own <c>PredictBatch</c>.</summary>
    private protected abstract void PredictBatch(ReadOnlySpan<float> inputs, Span<float> outputs);
}
