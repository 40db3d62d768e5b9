using System.Globalization;
using Compiled.Generator.Blocks;
using Compiled.Generator.Model;
using Compiled.Generator.Text;

namespace Compiled.Generator.Parsing;

/// <summary>What only the whole network shows: its size, what makes its training crawl. Free of Roslyn.</summary>
/// <param name="spec">The network as far as it is read.</param>
/// <param name="facts">The attribute of each block.</param>
/// <param name="network">The attribute [Network].</param>
/// <param name="problems">Collects what is wrong.</param>
internal sealed class NetworkChecks(NetworkSpec spec, IReadOnlyList<BlockFacts> facts, BlockFacts network, List<Problem> problems)
{
    private const int LongChain = 4;
    private const double TanhSlopeAtOne = 0.42;

    public void Run()
    {
        CheckPresence();
        CheckParameters();
        ResidualChecks.Run(spec, facts, problems);
        HeadChecks.Run(spec, facts, problems);
        TargetChecks.Run(spec, facts, problems);
        CheckSingleClass();
        CheckEqualWeights();
        CheckSaturation();
        CheckNoiseOnOutputs();
    }

    private void CheckPresence()
    {
        if (spec.Blocks.Count == 0)
            Report(ProblemIds.NoBlocks, network, null, spec.Type.Name);
        else if (!spec.DenseBlocks.Any() && spec.Heads.Count == 0)
            Report(ProblemIds.NoDense, network, null, spec.Type.Name);
    }

    private void CheckParameters()
    {
        if (spec.ParameterCount <= Limits.MaxParameters)
            return;
        var largest = spec.DenseBlocks.OrderByDescending(static dense => dense.ParameterCount).First();
        Report(
            ProblemIds.TooManyParameters, network, null,
            spec.Type.Name, Numbers.Text(spec.ParameterCount), Numbers.Text(Limits.MaxParameters),
            largest.Name, Numbers.Text(largest.ParameterCount));
    }

    private void CheckSingleClass()
    {
        // Where 1 stands in for a number of units that is out of range, or where another activation is asked for, that is the message to give.
        if (problems.Any(static problem => problem.Id is ProblemIds.UnitsOutOfRange or ProblemIds.LossWithoutPartner))
            return;
        foreach (var end in Ends())
        {
            if (spec.Blocks[end] is ActivationSpec { Width: 1 } activation && activation.Has(BlockTraits.Classes) && spec.Blocks.Take(end).OfType<DenseSpec>().LastOrDefault() is { } last)
                Report(ProblemIds.SingleClass, facts[end], null, spec.Type.Name, last.Name, activation.Kind, activation.Has(BlockTraits.Probabilities) ? "1" : "0");
        }
    }

    private void CheckEqualWeights()
    {
        var last = Ends().Select(end => spec.Blocks.Take(end + 1).OfType<DenseSpec>().LastOrDefault()).ToList();
        foreach (var (dense, site) in DenseBlocks())
        {
            if (!last.Contains(dense) && InitializerFit.IsEqualWeights(dense.Initializer))
                Report(ProblemIds.UnfitInitializer, site, "initializer", dense.Name, dense.Initializer.ToString(), InitializerFit.EqualWeights);
        }
    }

    private void CheckSaturation()
    {
        var saturating = OnTheWay().OfType<ActivationSpec>()
            .Select(static block => BlockTable.Activation(block.Kind))
            .Where(static kind => kind.SaturatingSlope is not null)
            .ToList();
        if (saturating.Count < LongChain)
            return;
        var count = saturating.Count;
        if (spec.Loss is not null && spec.Heads.Count == 0 && BlockTable.Loss(spec.Loss.Kind).Fuses(spec.Blocks[spec.Blocks.Count - 1].Kind)
            && saturating[count - 1].Kind == spec.Blocks[spec.Blocks.Count - 1].Kind)
        {
            saturating.RemoveAt(count - 1);
        }

        Report(ProblemIds.SaturatingChain, network, null, Numbers.Text(count), Factor(saturating));
    }

    /// <summary>The last block of the network, or of each head.</summary>
    private IEnumerable<int> Ends() => spec.Heads.Count > 0 ? spec.Heads.Select(static part => part.First + part.Count - 1) : spec.Blocks.Count > 0 ? [spec.Blocks.Count - 1] : [];

    /// <summary>The blocks that every gradient passes: those that a residual skips are none of them.</summary>
    private IEnumerable<BlockSpec> OnTheWay()
    {
        var depth = 0;
        // Of a network with heads, the trunk.
        foreach (var block in spec.Blocks.TakeWhile(static block => block is not HeadSpec))
        {
            if (block is ResidualSpec residual)
                depth += residual.IsBegin ? 1 : -1;
            else if (depth <= 0)
                yield return block;
        }
    }

    private void CheckNoiseOnOutputs()
    {
        // Where the loss lacks its activation, or another block must be the last, that is the message to give.
        if (!spec.DenseBlocks.Any() || problems.Any(static problem => problem.Id is ProblemIds.LossWithoutPartner or ProblemIds.SoftmaxNotLast or ProblemIds.StandardizeTargetsNotLast))
            return;
        foreach (var end in Ends())
        {
            for (var index = end; index >= 0 && spec.Blocks[index] is LayerSpec layer && BlockTable.Layer(layer.Kind).IsForTrainingOnly; index--)
            {
                if (!BlockTable.Layer(layer.Kind).IsIdle(layer))
                    Report(ProblemIds.NoiseOnOutputs, facts[index], null, layer.Kind, spec.Type.Name);
            }
        }
    }

    /// <summary>"0.25⁴ = 0.0039", spelled in ASCII.</summary>
    private static string Factor(List<ActivationBlock> kinds)
    {
        // Tanh reaches its largest slope at 0 only, so a product of ones would hide what happens elsewhere.
        var flat = kinds.All(static kind => kind.SaturatingSlope == 1);
        var factors = kinds.GroupBy(kind => flat ? TanhSlopeAtOne : kind.SaturatingSlope!.Value)
            .Select(static group => group.Key.ToString(CultureInfo.InvariantCulture) + "^" + Numbers.Plain(group.Count()));
        var product = kinds.Aggregate(1.0, (sum, kind) => sum * (flat ? TanhSlopeAtOne : kind.SaturatingSlope!.Value));
        return string.Join(" * ", factors) + " = " + product.ToString("G2", CultureInfo.InvariantCulture) + (flat ? " for inputs of 1 in size" : "");
    }

    private IEnumerable<(DenseSpec Dense, BlockFacts Site)> DenseBlocks() =>
        spec.Blocks.Select((block, index) => (Dense: block as DenseSpec, Site: facts[index])).Where(static pair => pair.Dense is not null)!;

    private void Report(string id, BlockFacts site, string? argument, params string[] arguments) =>
        problems.Add(new Problem(id, arguments.ToEquatableArray(), site.Site, argument));
}
