using System.Globalization;
using Compiled.Oracle;

namespace Compiled.Generator.Tests.Topologies;

/// <summary>A part of a chain: as it is declared, and as the oracle computes it.</summary>
/// <param name="Text">The attribute, brackets included; of a bracketed part, such as a residual, all of them.</param>
/// <param name="Outputs">Width of the row that leaves.</param>
/// <param name="ToOracle">Makes the oracle's block, its parameters zero.</param>
internal sealed record DrawnBlock(string Text, int Outputs, Func<OracleBlock> ToOracle);

/// <summary>A loss: as it is declared, and the oracle's name for it.</summary>
/// <param name="Text">The attribute, brackets included.</param>
/// <param name="Name">The oracle's name.</param>
/// <param name="Setting">Huber's δ, Quantile's τ, or the smoothing of CrossEntropy, rounded to float.</param>
/// <param name="Target">Draws the targets of one row.</param>
internal sealed record DrawnLoss(string Text, string Name, double Setting, Func<Random, int, float[]> Target);

/// <summary>A random network: its declaration, and everything that its check needs.</summary>
/// <param name="Inputs">Width of an input row.</param>
/// <param name="Blocks">From input to output.</param>
/// <param name="Loss">Null where it only predicts.</param>
/// <param name="Rule">What trains it.</param>
/// <param name="Batches">Rows of the batches.</param>
/// <param name="Seed">Of the initialisers and the data.</param>
internal sealed record DrawnNetwork(
    int Inputs, IReadOnlyList<DrawnBlock> Blocks, DrawnLoss? Loss, UpdateRule Rule, IReadOnlyList<int> Batches, int Seed)
{
    /// <summary>The class.</summary>
    public string Name { get; init; } = "Net";

    public int Outputs => Blocks[^1].Outputs;

    /// <summary>The declaration, to be compiled here or pasted elsewhere.</summary>
    public string Source => string.Create(
        CultureInfo.InvariantCulture,
        $"[Network({Inputs})]\n{string.Join('\n', Blocks.Select(block => block.Text))}\n{(Loss is null ? "" : Loss.Text + "\n")}public sealed partial class {Name};\n");

    /// <summary>The same in double precision, its parameters zero.</summary>
    public OracleNetwork ToOracle() => new([.. Blocks.Select(block => block.ToOracle())], Loss?.Name, Loss?.Setting ?? 0);
}
