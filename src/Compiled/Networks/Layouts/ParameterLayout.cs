using System.ComponentModel;

namespace Compiled.Runtime;

/// <summary>
/// Where one block's parameters lie. Weights come in panels of outputs, [panel][input][output in the panel], so that a tile reads them
/// strictly forward.
/// </summary>
/// <param name="Name">The view's name.</param>
/// <param name="Inputs">Width of the input rows.</param>
/// <param name="Outputs">Width of the output rows.</param>
/// <param name="Stride">The outputs rounded up to whole vectors; the padding stays zero.</param>
/// <param name="PanelWidth">
/// Outputs in one panel: floats from one input's weights to the next. Divides <paramref name="Stride"/>, or is <see cref="OneOutput"/>.
/// </param>
/// <param name="WeightsOffset">Offset of the weights in the parameter memory, in floats.</param>
/// <param name="BiasesOffset">Offset of the biases, or −1 for a block without.</param>
/// <param name="Initializer">How the weights begin; never Auto.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record DenseLayout(
    string Name,
    int Inputs,
    int Outputs,
    int Stride,
    int PanelWidth,
    int WeightsOffset,
    int BiasesOffset,
    Initializer Initializer)
{
    /// <summary>The panel width of weights that lie output after output, each padded to a multiple of 16 inputs, for dot products.</summary>
    public const int OneOutput = 1;

    /// <summary>The value of <see cref="Initializer.Constant"/>.</summary>
    public float InitializerConstant { get; init; }

    /// <summary>Whether the weights are one factor an output, as those of a norm are: [outputs][1].</summary>
    public bool AreVectors { get; private init; }

    /// <summary>λ of the declared penalty λ·|w| on each weight; biases are spared.</summary>
    public float L1 { get; init; }

    /// <summary>λ of the declared penalty λ/2·w² on each weight; biases are spared.</summary>
    public float L2 { get; init; }

    /// <summary>The parameters of a block that keeps the width: factors, and perhaps summands.</summary>
    /// <param name="Name">The view's name.</param>
    /// <param name="Length">How many factors.</param>
    /// <param name="WeightsOffset">Offset of the factors in the parameter memory, in floats.</param>
    /// <param name="BiasesOffset">Offset of the summands, or −1 for a block without.</param>
    /// <param name="WeightsStart">What the factors begin with.</param>
    public static DenseLayout OfVectors(string Name, int Length, int WeightsOffset, int BiasesOffset, float WeightsStart)
    {
        var stride = (Length + 15) & -16;
        return new DenseLayout(Name, 1, Length, stride, stride, WeightsOffset, BiasesOffset, Initializer.Constant) { AreVectors = true, InitializerConstant = WeightsStart };
    }

    /// <summary>Whether each output's weights lie together, padded to a multiple of 16 inputs, so that an output is a dot product.</summary>
    public bool ArePanelsOfOneOutput => PanelWidth == OneOutput;

    /// <summary>Whether the block adds biases.</summary>
    public bool HasBias => BiasesOffset >= 0;

    /// <summary>Number of learned values, without padding.</summary>
    public int ParameterCount => Inputs * Outputs + (HasBias ? Outputs : 0);

    /// <summary>Floats of the weights, padding included.</summary>
    public int WeightsLength => ArePanelsOfOneOutput ? Outputs * PanelRows : Inputs * Stride;

    /// <summary>Inputs of one panel, padding included.</summary>
    private int PanelRows => ArePanelsOfOneOutput ? (Inputs + 15) & -16 : Inputs;

    /// <summary>Offset of one weight in the parameter memory.</summary>
    public int WeightOffset(int output, int input) =>
        WeightsOffset + (int)PanelOffset.Of((nuint)output, (nuint)PanelWidth, (nuint)PanelRows) + input * PanelWidth;
}

/// <summary>The plan's parameter layout: made by the generator, read by everything that copies, initialises or shows parameters.</summary>
/// <param name="length">Floats of parameter memory, padding included.</param>
/// <param name="blocks">The blocks with parameters, from input to output.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ParameterLayout(int length, params DenseLayout[] blocks)
{
    /// <summary>Floats of parameter memory, padding included.</summary>
    public int Length { get; } = length;

    /// <summary>The blocks with parameters, from input to output.</summary>
    public IReadOnlyList<DenseLayout> Blocks { get; } = blocks;

    /// <summary>The blocks with statistics, from input to output; their vectors lie behind the parameters.</summary>
    public IReadOnlyList<StatisticsLayout> Statistics { get; init; } = [];

    /// <summary>Whether the first of them is Standardize.</summary>
    public bool BeginsWithStandardize => Statistics is [{ IsNorm: false, TargetsOffset: < 0 }, ..];

    /// <summary>What is folded into dense blocks for predictions, in the order in which it is done.</summary>
    public IReadOnlyList<FoldLayout> Folds { get; init; } = [];

    /// <summary>Floats of parameters and statistics: what copies and snapshots take along.</summary>
    public int StateLength => Statistics.Count == 0 ? Length : Statistics[^1].End;

    /// <summary>Floats of the memory that predictions read where something is folded: the state, and biases of dense blocks that have none.</summary>
    public int DeployedLength { get; init; }

    /// <summary>Number of learned values, without padding.</summary>
    public int ParameterCount { get; } = CountOf(blocks);

    /// <summary>Writes the canonical vector (per block, weights [output][input], then biases) from memory in this layout.</summary>
    public void CopyToCanonical(ReadOnlySpan<float> memory, Span<float> canonical)
    {
        var position = 0;
        foreach (var block in Blocks)
        {
            for (var output = 0; output < block.Outputs; output++)
                for (var input = 0; input < block.Inputs; input++)
                    canonical[position++] = memory[block.WeightOffset(output, input)];
            for (var output = 0; block.HasBias && output < block.Outputs; output++)
                canonical[position++] = memory[block.BiasesOffset + output];
        }
    }

    /// <summary>Reads the canonical vector into memory in this layout. Padding becomes 0: values that were not finite may have come into it.</summary>
    public void CopyFromCanonical(ReadOnlySpan<float> canonical, Span<float> memory)
    {
        var position = 0;
        foreach (var block in Blocks)
        {
            memory.Slice(block.WeightsOffset, block.WeightsLength).Clear();
            if (block.HasBias)
                memory.Slice(block.BiasesOffset, block.Stride).Clear();
            for (var output = 0; output < block.Outputs; output++)
                for (var input = 0; input < block.Inputs; input++)
                    memory[block.WeightOffset(output, input)] = canonical[position++];
            for (var output = 0; block.HasBias && output < block.Outputs; output++)
                memory[block.BiasesOffset + output] = canonical[position++];
        }
    }

    // A loop, as in all that the first network of a program runs: LINQ's assembly and its generic code would be a tenth of the wait for it.
    private static int CountOf(DenseLayout[] blocks)
    {
        var count = 0;
        foreach (var block in blocks)
            count += block.ParameterCount;
        return count;
    }
}
