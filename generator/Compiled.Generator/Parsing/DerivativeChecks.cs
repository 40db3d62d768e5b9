using Compiled.Generator.Blocks;
using Compiled.Generator.Model;

namespace Compiled.Generator.Parsing;

/// <summary>Whether every block of a network with [Differentiable] knows the gradient at its inputs. Free of Roslyn.</summary>
internal static class DerivativeChecks
{
    /// <param name="blocks">The blocks from input to output.</param>
    /// <param name="layerOf">The layer of a kind.</param>
    /// <param name="differentiable">The attribute [Differentiable].</param>
    /// <param name="problems">Collects what is wrong.</param>
    public static void Run(IEnumerable<BlockSpec> blocks, Func<string, LayerBlock> layerOf, BlockFacts differentiable, List<Problem> problems)
    {
        foreach (var kind in blocks.OfType<LayerSpec>().Select(static layer => layer.Kind).Distinct())
        {
            if (layerOf(kind) is { IsForTrainingOnly: false, HasInputGradient: false })
                problems.Add(new Problem(ProblemIds.NoInputGradient, new([kind]), differentiable.Site));
        }
    }
}
