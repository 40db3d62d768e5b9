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
    /// <summary>1 / 0.87963: the standard deviation of N(0, 1) between −2 and 2 is 0.87963.</summary>
    private const float TruncatedDeviation = 1.13684723f;

    /// <summary>Draws all parameters: block after block, weights in the order [output][input], then biases; padding untouched.</summary>
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
            var random = new SeededRandom(seed, index + 1);
            DrawWeights(block, memory, random);
            if (block.HasBias)
                DrawBiases(block, memory.Slice(block.BiasesOffset, block.Outputs), random);
        }
    }

    private static void DrawBiases(DenseLayout block, Span<float> biases, SeededRandom random)
    {
        if (block.Initializer != Initializer.PyTorchDefault)
        {
            biases.Clear();
            return;
        }

        var bound = MathF.Sqrt(1f / block.Inputs);
        foreach (ref var bias in biases)
            bias = bound * (2f * random.NextSingle() - 1f);
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
            case Initializer.TruncatedNormal: DrawTruncated(block, memory, random, TruncatedDeviation * MathF.Sqrt(1f / fanIn)); break;
            case Initializer.PyTorchDefault: DrawUniform(block, memory, random, MathF.Sqrt(1f / fanIn)); break;
            case Initializer.Orthogonal: OrthogonalMatrix.Draw(block, memory, random); break;
            case Initializer.Zeros: Fill(block, memory, 0f); break;
            case Initializer.Constant: Fill(block, memory, block.InitializerConstant); break;
            default:
                throw new InvalidOperationException(
                    $"Block '{block.Name}' has the initialiser {block.Initializer}, which draws no numbers: the layout must name one of XavierUniform to PyTorchDefault.");
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

    private static void DrawTruncated(DenseLayout block, Span<float> memory, SeededRandom random, float deviation)
    {
        for (var output = 0; output < block.Outputs; output++)
            for (var input = 0; input < block.Inputs; input++)
            {
                float normal;
                do
                {
                    normal = random.NextNormal();
                }
                while (MathF.Abs(normal) > 2f);
                memory[block.WeightOffset(output, input)] = deviation * normal;
            }
    }

    private static void Fill(DenseLayout block, Span<float> memory, float value)
    {
        for (var output = 0; output < block.Outputs; output++)
            for (var input = 0; input < block.Inputs; input++)
                memory[block.WeightOffset(output, input)] = value;
    }
}
