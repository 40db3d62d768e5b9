using Compiled.Generator.Model;

namespace Compiled.Generator.Diagnostics;

/// <summary>Residuals closed, or removed.</summary>
internal static class ResidualRemedies
{
    /// <summary>
    /// The end after the first blocks that learn and lead back to the width of the beginning: before the next block that learns, or where the network or the head ends.
    /// Without such a place the beginning is removed.
    /// </summary>
    public static Remedy? Close(Problem problem, RemedySites sites)
    {
        var blocks = sites.Spec.Blocks;
        var begin = sites.IndexOf(problem.Site);
        var (depth, learns) = (0, false);
        for (var index = begin + 1; begin >= 0 && index < blocks.Count && blocks[index] is not HeadSpec; index++)
        {
            if (blocks[index] is ResidualSpec residual)
                depth += residual.IsBegin ? 1 : -1;
            if (depth < 0)
                break;
            learns |= blocks[index] is LearnedSpec { ParameterCount: > 0 };
            if (blocks[index] is ActivationSpec activation && !activation.Has(BlockTraits.Elementwise))
                break;
            var isWhole = index + 1 == blocks.Count || blocks[index + 1] is LearnedSpec or ResidualSpec or HeadSpec || (blocks[index + 1] is ActivationSpec next && !next.Has(BlockTraits.Elementwise));
            if (depth == 0 && learns && isWhole && blocks[index].Outputs == blocks[begin].Outputs)
                return Remedies.InsertAfter(sites.Blocks[index], Structure.EndResidual.Name);
        }

        return Remedies.Remove(problem, sites);
    }

    /// <summary>Both ends of a residual with nothing to learn in it.</summary>
    public static Remedy? RemovePair(Problem problem, RemedySites sites)
    {
        var depth = 0;
        for (var index = sites.IndexOf(problem.Site); index >= 0; index--)
        {
            if (sites.Spec.Blocks[index] is not ResidualSpec residual)
                continue;
            depth += residual.IsBegin ? -1 : 1;
            if (depth == 0)
                return new Remedy("Remove the residual", [new(RemedyKeys.Remove, sites.Blocks[index]), new(RemedyKeys.Remove, problem.Site)]);
        }

        return null;
    }
}
