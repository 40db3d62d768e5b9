using System.ComponentModel;
using Compiled.Numerics;

namespace Compiled.Runtime;

/// <summary>Draws a network's parameters from a seed.</summary>
/// <remarks>
/// Each block draws from its own stream of the seed, numbered from 1, so that a change to one block leaves the draws of the others alone. Only
/// correctly rounded operations are used: the same seed gives the same bytes on every machine.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ParameterInitializer
{
    /// <summary>Draws all parameters: block after block, weights in the order [output][input]; biases 0, padding untouched.</summary>
    /// <param name="layout">Where the parameters lie.</param>
    /// <param name="memory">The parameter memory, exactly as long as the layout says.</param>
    /// <param name="seed">Any number.</param>
    /// <exception cref="ArgumentException">The memory has another length.</exception>
    /// <exception cref="InvalidOperationException">A block's initialiser is Auto, which the generator resolves, or no member of the enum.</exception>
    public static void Initialize(ParameterLayout layout, Span<float> memory, long seed)
    {
        ArgumentNullException.ThrowIfNull(layout);
        Guard.Length(memory.Length, layout.Length, nameof(memory), "floats of parameter memory");
        for (var index = 0; index < layout.Blocks.Count; index++)
        {
            var block = layout.Blocks[index];
            DrawWeights(block, memory, new SeededRandom(seed, index + 1));
            if (block.HasBias)
                memory.Slice(block.BiasesOffset, block.Outputs).Clear();
        }
    }

    private static void DrawWeights(DenseLayout block, Span<float> memory, SeededRandom random)
    {
        float fanIn = block.Inputs, fanSum = block.Inputs + block.Outputs;
        switch (block.Initializer)
        {
            case Initializer.XavierUniform: DrawUniform(block, memory, random, MathF.Sqrt(6f / fanSum)); break;
            case Initializer.HeUniform: DrawUniform(block, memory, random, MathF.Sqrt(6f / fanIn)); break;
            case Initializer.LeCunUniform: DrawUniform(block, memory, random, MathF.Sqrt(3f / fanIn)); break;
            case Initializer.XavierNormal: DrawNormal(block, memory, random, MathF.Sqrt(2f / fanSum)); break;
            case Initializer.HeNormal: DrawNormal(block, memory, random, MathF.Sqrt(2f / fanIn)); break;
            case Initializer.LeCunNormal: DrawNormal(block, memory, random, MathF.Sqrt(1f / fanIn)); break;
            case Initializer.Zeros: Fill(block, memory, 0f); break;
            case Initializer.Constant: Fill(block, memory, block.InitializerConstant); break;
            default:
                throw new InvalidOperationException(
                    $"Block '{block.Name}' has the initialiser {block.Initializer}, which draws nothing: the layout must name one of XavierUniform to Constant.");
        }
    }

    private static void DrawUniform(DenseLayout block, Span<float> memory, SeededRandom random, float bound)
    {
        for (var output = 0; output < block.Outputs; output++)
        for (var input = 0; input < block.Inputs; input++)
            memory[block.WeightOffset(output, input)] = bound * (2f * random.NextSingle() - 1f);
    }

    private static void DrawNormal(DenseLayout block, Span<float> memory, SeededRandom random, float deviation)
    {
        for (var output = 0; output < block.Outputs; output++)
        for (var input = 0; input < block.Inputs; input++)
            memory[block.WeightOffset(output, input)] = deviation * random.NextNormal();
    }

    private static void Fill(DenseLayout block, Span<float> memory, float value)
    {
        for (var output = 0; output < block.Outputs; output++)
        for (var input = 0; input < block.Inputs; input++)
            memory[block.WeightOffset(output, input)] = value;
    }
}
