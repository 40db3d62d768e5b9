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
internal static class OutlineReader
{
    private const int LongestName = 100;

    /// <summary>The outline, or null where something is wrong, which a compilation then words.</summary>
    [RequiresUnreferencedCode(NetworkCompiler.WhyUntrimmed)]
    public static NetworkOutline? Read(IReadOnlyList<AttributeText> attributes, NetworkDeclaration declaration)
    {
        var name = declaration.Name;
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
        var spec = new NetworkSpec(new TypeSpec(null, new([]), name, name + ".g.cs"), (int)network.Argument("inputs")!, new([.. chain.Blocks]), chain.Loss, BudgetReader.Read(budget, problems),
            declaration.Classes.Count > 0 ? new ClassesSpec(name + "Class", new([.. declaration.Classes])) : null)
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
        return new(SpecTopology.Of(spec), [.. problems.Select(NetworkImage.Worded)]);

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
