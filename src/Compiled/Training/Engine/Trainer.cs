using System.Runtime.CompilerServices;
using Compiled.Runtime;

namespace Compiled;

/// <summary>
/// Trains one network. The trainer owns the gradients, the optimiser state and the activations, so the network itself stays small. Every
/// network with a loss has its own trainer class, derived from this one; <c>network.CreateTrainer(new Adam())</c> creates one.
/// </summary>
/// <remarks>
/// Not thread-safe. No other thread may predict with the network while a step runs. The parameters may be written between steps by any
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

    /// <summary>η, the learning rate; may be changed between steps.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public abstract float LearningRate { get; set; }

    /// <summary>The mean loss of the last step, or at the end of the last <see cref="Minimize"/>; NaN before the first.</summary>
    public float Loss { get; private protected set; } = float.NaN;

    /// <summary>
    /// The mean loss of each head in the last step, in the order of <see cref="Topology.Heads"/>, without the head's weight; NaN before
    /// the first step. Empty for a network without heads.
    /// </summary>
    public ReadOnlySpan<float> HeadLosses => _headLosses;

    /// <summary>The number of steps taken.</summary>
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
    /// The values are used as they are: <c>Fit</c> checks once that the targets of a cross-entropy are probabilities, but this method does
    /// not, because that would cost time in every step.
    /// </remarks>
    /// <param name="inputs">Rows of <c>InputSize</c> floats, row-major.</param>
    /// <param name="targets">The same number of rows of <c>OutputSize</c> floats: the desired outputs.</param>
    /// <returns>The mean loss of the batch, before the update.</returns>
    /// <exception cref="ArgumentException">A span is empty or not a whole number of rows, or the row counts differ; nothing is changed.</exception>
    /// <exception cref="NonFiniteTrainingException">The loss is infinite or NaN: nothing was updated, and the parameters are those of
    /// the last good step (see <see cref="TrainerOptions.StopOnNonFinite"/>).</exception>
    // Floats before labels: a list of numbers in brackets, empty too, is a row of targets.
    [OverloadResolutionPriority(1)]
    public abstract float Step(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets);

    /// <summary>
    /// The same with a weight for each row: the loss is the weighted mean, Σ_r w_r · L_r / Σ_r w_r, and so is its gradient. A row of weight 2
    /// counts as two rows, a row of weight 0 does not count; if all weights are 0, the loss is 0 and there is no gradient.
    /// </summary>
    /// <remarks>Weights may have any magnitude. If their mean is outside 2⁻⁶⁰ … 2⁶⁰, they are first multiplied by a power of two, in memory that the trainer then keeps.</remarks>
    /// <param name="inputs">Rows of <c>InputSize</c> floats, row-major.</param>
    /// <param name="targets">The same number of rows of <c>OutputSize</c> floats.</param>
    /// <param name="sampleWeights">One weight per row: finite, not negative.</param>
    /// <returns>The weighted mean loss of the batch, before the update.</returns>
    /// <exception cref="ArgumentException">The row counts differ, or a weight is negative, infinite or NaN; nothing is changed.</exception>
    /// <exception cref="NonFiniteTrainingException">The loss is infinite or NaN: see the first overload.</exception>
    // Floats before labels: a list of numbers in brackets, empty too, is a row of targets.
    [OverloadResolutionPriority(1)]
    public abstract float Step(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> sampleWeights);

    /// <summary>
    /// One mini-batch with a class number for each row instead of one-hot targets, with the same bits. For networks with
    /// <c>CrossEntropy</c>.
    /// </summary>
    /// <param name="inputs">Rows of <c>InputSize</c> floats, row-major.</param>
    /// <param name="labels">One class per row, from 0 to <c>OutputSize</c> − 1.</param>
    /// <returns>The mean loss of the batch, before the update.</returns>
    /// <exception cref="ArgumentException">The row counts differ, or a label is not a class; nothing is changed.</exception>
    /// <exception cref="InvalidOperationException">The network has another loss.</exception>
    /// <exception cref="NonFiniteTrainingException">The loss is infinite or NaN: see the first overload.</exception>
    public abstract float Step(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels);

    /// <summary>One mini-batch with a class and a weight for each row: see the overloads with either.</summary>
    /// <param name="inputs">Rows of <c>InputSize</c> floats, row-major.</param>
    /// <param name="labels">One class per row, from 0 to <c>OutputSize</c> − 1.</param>
    /// <param name="sampleWeights">One weight per row: finite, not negative.</param>
    /// <returns>The weighted mean loss of the batch, before the update.</returns>
    /// <exception cref="ArgumentException">
    /// The row counts differ, a label is not a class, or a weight is negative, infinite or NaN; nothing is changed.
    /// </exception>
    /// <exception cref="InvalidOperationException">The loss of the network is not <c>CrossEntropy</c>.</exception>
    /// <exception cref="NonFiniteTrainingException">The loss is infinite or NaN: see the first overload.</exception>
    public abstract float Step(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels, ReadOnlySpan<float> sampleWeights);

    /// <summary>
    /// One mini-batch with a gradient at the outputs that the caller computes, for reinforcement learning and custom losses: forward,
    /// backward from <paramref name="outputGradients"/>, update. The declared loss is not used, and nothing is averaged.
    /// </summary>
    /// <remarks>
    /// Blocks for training only (<c>Dropout</c>, <c>GaussianNoise</c>) are active, so the outputs differ from those of <c>Predict</c>. With
    /// <c>[StandardizeTargets]</c> the outputs are in the original units of the targets, and so is their gradient.
    /// </remarks>
    /// <param name="inputs">Rows of <c>InputSize</c> floats, row-major.</param>
    /// <param name="outputGradients">The same number of rows of <c>OutputSize</c> floats: ∂L/∂output, where the outputs are those of
    /// <c>Predict</c>.</param>
    /// <exception cref="ArgumentException">A span is empty or not a whole number of rows, or the row counts differ; nothing is changed.</exception>
    /// <exception cref="NonFiniteTrainingException">An output gradient is infinite or NaN, or the previous update made the parameters non-finite: nothing was updated, and the parameters are those
    /// of the last good state (see <see cref="TrainerOptions.StopOnNonFinite"/>).</exception>
    public abstract void StepFromGradient(ReadOnlySpan<float> inputs, ReadOnlySpan<float> outputGradients);

    /// <summary>The mean loss over the rows, without a step. Allocates nothing.</summary>
    /// <param name="inputs">Rows of <c>InputSize</c> floats, row-major.</param>
    /// <param name="targets">The same number of rows of <c>OutputSize</c> floats.</param>
    /// <exception cref="ArgumentException">A span is empty or not a whole number of rows, or the row counts differ.</exception>
    // Floats before labels: a list of numbers in brackets, empty too, is a row of targets.
    [OverloadResolutionPriority(1)]
    public abstract float MeanLoss(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets);

    /// <summary>The weighted mean loss over the rows, without a step; see <c>Step</c> with weights.</summary>
    /// <exception cref="ArgumentException">The row counts differ, or a weight is negative, infinite or NaN.</exception>
    // Floats before labels: a list of numbers in brackets, empty too, is a row of targets.
    [OverloadResolutionPriority(1)]
    public abstract float MeanLoss(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> sampleWeights);

    /// <summary>The mean loss over rows with a class each, without a step; see <c>Step</c> with labels.</summary>
    /// <exception cref="ArgumentException">The row counts differ, or a label is not a class.</exception>
    /// <exception cref="InvalidOperationException">The loss of the network is not <c>CrossEntropy</c>.</exception>
    public abstract float MeanLoss(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels);

    /// <summary>The weighted mean loss over rows with a class and a weight each, without a step.</summary>
    /// <exception cref="ArgumentException">The row counts differ, a label is not a class, or a weight is negative, infinite or NaN.</exception>
    /// <exception cref="InvalidOperationException">The loss of the network is not <c>CrossEntropy</c>.</exception>
    public abstract float MeanLoss(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels, ReadOnlySpan<float> sampleWeights);

    /// <summary>Writes the last step's gradients as the flat canonical vector: per block, weights [output][input] row-major, then biases.</summary>
    /// <exception cref="ArgumentException">The span does not hold exactly as many floats as the network has parameters.</exception>
    /// <exception cref="InvalidOperationException">The trainer was created without <see cref="TrainerOptions.KeepGradients"/>.</exception>
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
