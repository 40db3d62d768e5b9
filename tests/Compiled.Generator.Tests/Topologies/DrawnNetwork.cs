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

/// <summary>A head: what it has behind the trunk, how much it counts, its loss.</summary>
internal sealed record DrawnHead(IReadOnlyList<DrawnBlock> Blocks, double Weight, DrawnLoss Loss)
{
    public int Outputs => Blocks[^1].Outputs;

    public string Source(int index) => string.Create(
        CultureInfo.InvariantCulture, $"[Head(\"head_{index}\", Weight = {Weight})]\n{string.Join('\n', Blocks.Select(block => block.Text))}\n{Loss.Text}\n");

    public OracleHead ToOracle() => new([.. Blocks.Select(block => block.ToOracle())], Loss.Name, Weight, Loss.Setting);
}

/// <summary>A random network: its declaration, and everything that its check needs.</summary>
/// <param name="Inputs">Width of an input row.</param>
/// <param name="Blocks">From input to output.</param>
/// <param name="Heads">What follows the blocks, each with a loss; none in most networks.</param>
/// <param name="Loss">Null where it only predicts, or has heads.</param>
/// <param name="Rule">What trains it.</param>
/// <param name="Batches">Rows of the batches.</param>
/// <param name="Seed">Of the initialisers and the data.</param>
internal sealed record DrawnNetwork(
    int Inputs, IReadOnlyList<DrawnBlock> Blocks, IReadOnlyList<DrawnHead> Heads, DrawnLoss? Loss, UpdateRule Rule, IReadOnlyList<int> Batches, int Seed)
{
    /// <summary>The class.</summary>
    public string Name { get; init; } = "Net";

    /// <summary>Whether it is declared with [Differentiable].</summary>
    public bool IsDifferentiable { get; init; }

    public int Outputs => Heads.Count > 0 ? Heads.Sum(head => head.Outputs) : Blocks[^1].Outputs;

    public bool Learns => Loss is not null || Heads.Count > 0;

    /// <summary>Whether a step normalises over its rows.</summary>
    public bool HasBatchNorm => ToOracle().Parts.Any(block => block is OracleBatchNorm);

    /// <summary>The declaration, to be compiled here or pasted elsewhere.</summary>
    public string Source => string.Create(
        CultureInfo.InvariantCulture,
        $"[Network({Inputs})]\n{string.Concat(Blocks.Select(block => block.Text + "\n"))}{string.Concat(Heads.Select((head, index) => head.Source(index)))}{(Loss is null ? "" : Loss.Text + "\n")}{(IsDifferentiable ? "[Differentiable]\n" : "")}public sealed partial class {Name};\n");

    /// <summary>The targets of one row.</summary>
    public float[] Target(Random random) => Loss is { } loss ? loss.Target(random, Outputs) : [.. Heads.SelectMany(head => head.Loss.Target(random, head.Outputs))];

    /// <summary>The same in double precision, its parameters zero.</summary>
    public OracleNetwork ToOracle()
    {
        List<OracleBlock> blocks = [.. Blocks.Select(block => block.ToOracle())];
        if (Heads.Count > 0)
            blocks.Add(new OracleHeads([.. Heads.Select(head => head.ToOracle())]));
        return new OracleNetwork(blocks, Loss?.Name, Loss?.Setting ?? 0);
    }
}
