using System.Globalization;
using System.Text;

namespace Compiled;

/// <summary>What a sampled step was like, block by block: see <see cref="TrainerOptions.HealthInterval"/>.</summary>
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

    /// <summary>A table: one line a block.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"step {Step}, gradient norm {GradientNorm:G4}");
        foreach (var block in _blocks)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"\n{block.Block}: gradient {block.GradientNorm:G4}, weights {block.WeightNorm:G4}, update/weight {block.UpdateRatio:G3}, " +
                $"{block.SilentUnits} of {block.Units} units without gradient");
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
/// The norm of what the step changed over <paramref name="WeightNorm"/>; about 0.001 is usual, 0 for a frozen block, NaN for a block of zeros.
/// </param>
/// <param name="SilentUnits">
/// Outputs all of whose gradients, of every weight and the bias, were 0 in this batch: units behind a dead ReLU, or so saturated that the derivative
/// rounds to 0. A few are usual in small batches; the same ones in step after step learn nothing.
/// </param>
public readonly record struct BlockHealth(string Block, int Units, double GradientNorm, double WeightNorm, double UpdateRatio, int SilentUnits);
