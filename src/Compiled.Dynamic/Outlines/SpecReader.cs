extern alias generator;

using System.Diagnostics.CodeAnalysis;
using Compiled.Dynamic.Compilation;
using Compiled.Dynamic.Declarations;
using generator::Compiled.Generator.Blocks;
using generator::Compiled.Generator.Model;
using generator::Compiled.Generator.Parsing;
using generator::Compiled.Generator.Pipeline;

namespace Compiled.Dynamic.Outlines;

/// <summary>Reads a declaration with the generator's own checks, but for those that need the C# compiler.</summary>
internal static class SpecReader
{
    private const int LongestName = 100;

    /// <summary>The spec that the generator's parser would give, or null where something is wrong, which a compilation then words.</summary>
    /// <param name="attributes">The declaration's attributes.</param>
    /// <param name="declaration">Its names.</param>
    /// <param name="namespaceName">The namespace of the class; null for none.</param>
    [RequiresUnreferencedCode(NetworkCompiler.WhyUntrimmed)]
    public static ReadSpec? Read(IReadOnlyList<AttributeText> attributes, NetworkDeclaration declaration, string? namespaceName = null)
    {
        var name = declaration.Name;
        var qualifier = namespaceName is null ? "" : namespaceName + ".";
        List<BlockFacts> facts = [];
        foreach (var attribute in attributes)
        {
            if (AttributeFacts.Read(attribute, facts.Count) is not { } read)
                return null;
            facts.Add(read);
        }

        // The generator lets no class attribute stand twice either.
        if (facts.Where(static fact => BlockTable.Find(fact.Kind) is null).GroupBy(static fact => fact.Kind).Any(static group => group.Count() > 1))
            return null;
        var problems = new List<Problem>();
        if (Find("Network") is not { } network || network.Argument("inputs") is not (int and >= 1 and <= Limits.MaxInputs))
            return null;

        var chain = new ChainReader(name, problems);
        chain.Read((int)network.Argument("inputs")!, [.. facts.Where(static fact => BlockTable.Find(fact.Kind) is not null)]);
        var budget = Find("Budget");
        var spec = new NetworkSpec(
            new TypeSpec(namespaceName, new([]), name, HintNames.For(qualifier + name)), (int)network.Argument("inputs")!, new([.. chain.Blocks]), chain.Loss, BudgetReader.Read(budget, problems),
            declaration.Classes.Count > 0 ? new ClassesSpec($"global::{qualifier}{name}Class", new([.. declaration.Classes])) : null)
        {
            Features = new([.. declaration.Features]),
            IsDifferentiable = Find("Differentiable") is not null,
            L1 = PenaltyReader.Read(Find("L1"), problems),
            L2 = PenaltyReader.Read(Find("L2"), problems),
        };
        spec = ViewNameChecks.Check(spec, chain.Facts, problems);
        new NetworkChecks(spec, chain.Facts, network, problems).Run();
        if (Find("Differentiable") is { } differentiable)
            DerivativeChecks.Run(chain.Blocks, BlockTable.Layer, differentiable, problems);
        if (!problems.Any(static problem => problem.IsError))
            problems.AddRange(BudgetChecks.Run(spec, network.Site, budget?.Site ?? network.Site));
        if (!problems.Any(static problem => problem.IsError))
            new PracticeChecks(spec, chain, problems).Run();
        if (problems.Any(static problem => problem.IsError) || !NameFits(spec) || !NamesFit(spec))
            return null;
        return new(spec, [.. NetworkPipeline.InOrder(problems).Select(problem => NetworkImage.Worded(problem, declaration))]);

        BlockFacts? Find(string kind) => facts.Find(fact => fact.Kind == kind);
    }

    /// <summary>A class that would hide a namespace or one of its own members is the compiler's to judge, and so is one with a very long name.</summary>
    private static bool NameFits(NetworkSpec spec)
    {
        var name = spec.Type.Name;
        return name.Length <= LongestName && !KnownSymbols.RootNamespaces.Contains(name)
            && !GeneratedMembers.NamesOf(spec).Contains(name) && !GeneratedMembers.MethodsOf(spec).Any(method => method.Name == name);
    }

    private static bool NamesFit(NetworkSpec spec) =>
        (spec.Features.Count == 0 || spec.Features.Count == spec.Inputs)
        && (spec.Classes is null || ((spec.EndsInSoftmax || spec.IsBinary) && spec.Classes.Members.Count == spec.ClassCount));
}

/// <summary>A declaration as the generator sees it.</summary>
/// <param name="Spec">A network without errors.</param>
/// <param name="Warnings">What a build would warn of.</param>
internal sealed record ReadSpec(NetworkSpec Spec, IReadOnlyList<NetworkProblem> Warnings);
