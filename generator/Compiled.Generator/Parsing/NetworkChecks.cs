using System.Globalization;
using Compiled.Generator.Blocks;
using Compiled.Generator.Diagnostics;
using Compiled.Generator.Model;

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
        CheckSingleClass();
        CheckEqualWeights();
        CheckSaturation();
        CheckNoiseOnOutputs();
    }

    private void CheckPresence()
    {
        if (spec.Blocks.Count == 0)
            Report(ProblemIds.NoBlocks, network, null, spec.Type.Name);
        else if (!spec.DenseBlocks.Any())
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
        if (spec.Outputs != 1 || spec.Blocks.LastOrDefault() is not ActivationSpec { Kind: "Softmax" or "LogSoftmax" } activation || problems.Any(static problem => problem.Id is ProblemIds.UnitsOutOfRange or ProblemIds.LossWithoutPartner))
            return;
        if (spec.DenseBlocks.LastOrDefault() is { } last)
            Report(ProblemIds.SingleClass, facts[facts.Count - 1], null, spec.Type.Name, last.Name, activation.Kind, activation.Kind == "Softmax" ? "1" : "0");
    }

    private void CheckEqualWeights()
    {
        var last = spec.DenseBlocks.LastOrDefault();
        foreach (var (dense, site) in DenseBlocks())
        {
            if (dense != last && InitializerFit.IsEqualWeights(dense.Initializer))
                Report(ProblemIds.UnfitInitializer, site, "initializer", dense.Name, dense.Initializer.ToString(), InitializerFit.EqualWeights);
        }
    }

    private void CheckSaturation()
    {
        var saturating = spec.Blocks.OfType<ActivationSpec>()
            .Select(static block => BlockTable.Activation(block.Kind))
            .Where(static room => room.SaturatingSlope is not null)
            .ToList();
        if (saturating.Count < LongChain)
            return;
        var count = saturating.Count;
        if (spec.Loss is not null && BlockTable.Loss(spec.Loss.Kind).Fuses(spec.Blocks[spec.Blocks.Count - 1].Kind)
            && saturating[count - 1].Kind == spec.Blocks[spec.Blocks.Count - 1].Kind)
        {
            saturating.RemoveAt(count - 1);
        }

        Report(ProblemIds.SaturatingChain, network, null, Numbers.Text(count), Factor(saturating));
    }

    private void CheckNoiseOnOutputs()
    {
        // Where the loss lacks its activation, that is the message to give.
        if (!spec.DenseBlocks.Any() || problems.Any(static problem => problem.Id is ProblemIds.LossWithoutPartner or ProblemIds.SoftmaxNotLast))
            return;
        for (var index = spec.Blocks.Count - 1; spec.Blocks[index] is LayerSpec layer && BlockTable.Layer(layer.Kind).IsForTrainingOnly; index--)
        {
            if (!BlockTable.Layer(layer.Kind).IsIdle(layer))
                Report(ProblemIds.NoiseOnOutputs, facts[index], null, layer.Kind, spec.Type.Name);
        }
    }

    /// <summary>"0.25⁴ = 0.0039", spelled in ASCII.</summary>
    private static string Factor(List<ActivationRoom> rooms)
    {
        // Tanh reaches its largest slope at 0 only, so a product of ones would hide what happens elsewhere.
        var flat = rooms.All(static room => room.SaturatingSlope == 1);
        var factors = rooms.GroupBy(room => flat ? TanhSlopeAtOne : room.SaturatingSlope!.Value)
            .Select(static group => group.Key.ToString(CultureInfo.InvariantCulture) + "^" + Numbers.Plain(group.Count()));
        var product = rooms.Aggregate(1.0, (sum, room) => sum * (flat ? TanhSlopeAtOne : room.SaturatingSlope!.Value));
        return string.Join(" * ", factors) + " = " + product.ToString("G2", CultureInfo.InvariantCulture) + (flat ? " for inputs of 1 in size" : "");
    }

    private IEnumerable<(DenseSpec Dense, BlockFacts Site)> DenseBlocks() =>
        spec.Blocks.Select((block, index) => (Dense: block as DenseSpec, Site: facts[index])).Where(static pair => pair.Dense is not null)!;

    private void Report(string id, BlockFacts site, string? argument, params string[] arguments) =>
        problems.Add(new Problem(id, arguments.ToEquatableArray(), site.Site, argument));
}
