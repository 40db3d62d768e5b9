using System.Globalization;
using System.Text;

namespace Compiled;

/// <summary>Statistics of a sampled step, block by block: see <see cref="TrainerOptions.HealthInterval"/>.</summary>
public sealed class TrainingHealth
{
    private readonly BlockHealth[] _blocks;

    internal TrainingHealth(BlockHealth[] blocks) => _blocks = blocks;

    /// <summary>The number of the sampled step, from 1.</summary>
    public long Step { get; internal set; }

    /// <summary>The Euclidean norm of all gradients of blocks that learn, before clipping.</summary>
    public double GradientNorm { get; internal set; }

    /// <summary>The blocks with parameters, from input to output.</summary>
    public IReadOnlyList<BlockHealth> Blocks => _blocks;

    /// <summary>A table with one line per block.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"step {Step}, gradient norm {GradientNorm:G4}");
        foreach (var block in _blocks)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"\n{block.Block}: gradient {block.GradientNorm:G4}, weights {block.WeightNorm:G4}, update/weight {block.UpdateRatio:G3}, " +
                $"{block.SilentUnits} of {block.Units} units without gradient, activations {block.ActivationRms:G4}, {block.DeadUnits} dead units, " +
                $"{block.SaturatedShare:P0} saturated");
        }

        return text.ToString();
    }
}

/// <summary>One block in a sampled step.</summary>
/// <param name="Block">The name of its view.</param>
/// <param name="Units">Its outputs.</param>
/// <param name="GradientNorm">The Euclidean norm of the gradients of its weights and biases, penalties among them, before clipping.</param>
/// <param name="WeightNorm">The Euclidean norm of its weights and biases before the step.</param>
/// <param name="UpdateRatio">
/// The norm of the update divided by <paramref name="WeightNorm"/>; about 0.001 is typical, 0 for a frozen block, NaN for a block of zeros.
/// </param>
/// <param name="SilentUnits">
/// Units for which all gradients, of every weight and the bias, were 0 in this batch: units before a dead ReLU, or so saturated that the derivative
/// rounds to 0. A few are normal in small batches; if they are the same in every step, they learn nothing.
/// </param>
public readonly record struct BlockHealth(string Block, int Units, double GradientNorm, double WeightNorm, double UpdateRatio, int SilentUnits)
{
    /// <summary>
    /// The root mean square of the outputs of the block, after the activation that follows it, over all rows and units of the batch. About the same from
    /// block to block is healthy; shrinking or growing tenfold per block means vanishing or exploding gradients. NaN if a trainer does not report it. If the loss
    /// computes the last activation itself (softmax, sigmoid), it is taken before that activation.
    /// </summary>
    public double ActivationRms { get; init; }

    /// <summary>
    /// Units that gave exactly 0 in every row of the batch, after an activation that does so for a whole range of inputs: <c>Relu</c>, <c>HardSwish</c>,
    /// <c>LeakyRelu</c> and <c>Elu</c> with 0. No gradient reaches them.
    /// </summary>
    public int DeadUnits { get; init; }

    /// <summary>The share of dead units, 0 to 1.</summary>
    public double DeadShare => (double)DeadUnits / Units;

    /// <summary>
    /// The share, 0 to 1, of outputs (each unit in each row) so near the end of their activation's range that hardly any gradient passes: beyond ±0.99 for
    /// <c>Tanh</c>, <c>Softsign</c> and, relative to its range, <c>HardTanh</c>; outside 0.01 to 0.99 for <c>Sigmoid</c> and <c>HardSigmoid</c>; within a
    /// hundredth of the lower limit of <c>Elu</c> and <c>Selu</c>. 0 for all others.
    /// </summary>
    public double SaturatedShare { get; init; }
}
