using Compiled.Generator.Blocks;
using Compiled.Generator.Model;
using Compiled.Generator.Text;
using Microsoft.CodeAnalysis;

namespace Compiled.Generator.Parsing;

/// <summary>Reads one class with Compiled's attributes. The generator and the analyzer both call it, so that they always agree.</summary>
internal static class NetworkParser
{
    /// <summary>After one of these problems C# allows no second part of the class, or not with the generated members in it.</summary>
    private static readonly HashSet<string> PartIsIllegal = new(StringComparer.Ordinal)
    {
        ProblemIds.NotPartial, ProblemIds.ContainerNotPartial, ProblemIds.StaticClass, ProblemIds.GenericClass, ProblemIds.StructType,
        ProblemIds.InterfaceType, ProblemIds.FileLocal, ProblemIds.RecordType,
        ProblemIds.NameTooLong, ProblemIds.LanguageTooOld, ProblemIds.NameCollision,
        ProblemIds.HiddenNamespace, ProblemIds.InternalError,
    };

    /// <summary>Never throws but for cancellation: a failure of the parser is a problem too.</summary>
    public static ParseResult Parse(INamedTypeSymbol type, SourceMap sources, CancellationToken cancellation)
    {
        try
        {
            return Parse(Declaration.Gather(type, sources, cancellation), cancellation);
        }
        catch (Exception exception) when (!InternalErrors.IsCancellation(exception, cancellation))
        {
            return new ParseResult(null, new([InternalErrors.Problem(type.Name, exception)]), CanDeclarePart: false);
        }
    }

    private static ParseResult Parse(Declaration declaration, CancellationToken cancellation)
    {
        var problems = new List<Problem>();
        if (declaration.Network is not { } network)
            return WithoutNetwork(declaration, problems);

        TypeChecks.Run(declaration.Type, problems, cancellation);
        var name = declaration.Type.Name;
        var inputs = ReadInputs(network, name, problems);
        var chain = new ChainReader(name, problems);
        chain.Read(inputs, declaration.Blocks);
        if (declaration.Scattered is { } scattered)
            problems.Add(new Problem(ProblemIds.ScatteredBlocks, new([name, scattered.Kind]), scattered.Site));

        var spec = new NetworkSpec(
            TypeReader.Read(declaration.Type), inputs, chain.Blocks.ToEquatableArray(), chain.Loss,
            BudgetReader.Read(declaration.Budget, problems), Classes: null)
        {
            IsDifferentiable = declaration.Differentiable is not null,
            HasOwnText = MemberChecks.HasOwnText(declaration.Type),
            L1 = PenaltyReader.Read(declaration.L1, problems),
            L2 = PenaltyReader.Read(declaration.L2, problems),
            Weights = declaration.Weights is { } weights
                ? new WeightsSpec(weights.Argument("path") as string ?? "", declaration.WeightsFolder, weights.Site, !declaration.HasInvalidAttributes)
                : null,
        };
        spec = spec with { Features = FeaturesReader.Read(declaration, inputs, problems) };
        spec = ViewNameChecks.Check(spec, chain.Facts, problems);
        spec = spec with { Classes = ClassesReader.Read(declaration, spec, problems) };
        // Of a chain that was cut short nobody knows the end.
        if (!declaration.HasInvalidAttributes && !problems.Any(static problem => problem.Id == ProblemIds.TooManyBlocks))
            new NetworkChecks(spec, chain.Facts, network, problems).Run();
        if (declaration.Differentiable is { } differentiable)
            DerivativeChecks.Run(chain.Blocks, BlockTable.Layer, differentiable, problems);
        new MemberChecks(spec, declaration.Type, declaration.Sources, problems).Run(cancellation);
        // Of a network with errors nobody can advise.
        var remarks = new List<Problem>();
        if (!declaration.HasInvalidAttributes && !problems.Any(static problem => problem.IsError))
            new PracticeChecks(spec, chain, remarks).Run();
        var gaps = PartGapsReader.Read(declaration.Type, problems, cancellation);
        return new ParseResult(spec, problems.ToEquatableArray(), gaps is not null && !problems.Any(static problem => PartIsIllegal.Contains(problem.Id)))
        {
            Gaps = gaps ?? PartGaps.None,
            IsRejected = declaration.HasInvalidAttributes,
            Remarks = remarks.ToEquatableArray(),
            NetworkSite = network.Site,
            BudgetSite = declaration.Budget?.Site ?? Problem.AtType,
        };
    }

    private static ParseResult WithoutNetwork(Declaration declaration, List<Problem> problems)
    {
        // A misspelt [Network] is C#'s to report.
        if (!declaration.HasInvalidAttributes
            && (declaration.Blocks.FirstOrDefault() ?? declaration.Differentiable ?? declaration.L1 ?? declaration.L2 ?? declaration.Weights ?? declaration.Features) is { } first)
        {
            problems.Add(new Problem(ProblemIds.NoNetworkAttribute, new([declaration.Type.Name, first.Kind]), first.Site));
        }

        return new ParseResult(null, problems.ToEquatableArray(), CanDeclarePart: false);
    }

    private static int ReadInputs(BlockFacts network, string name, List<Problem> problems)
    {
        // An argument that C# itself rejects is missing here: 1 input stands in, and the compiler's message is enough.
        var inputs = network.Argument("inputs") as int? ?? 1;
        if (inputs is >= 1 and <= Limits.MaxInputs)
            return inputs;
        problems.Add(new Problem(
            ProblemIds.InputsOutOfRange, new([name, Numbers.Text(inputs), Numbers.Text(Limits.MaxInputs)]), network.Site, "inputs"));
        return Math.Min(Math.Max(inputs, 1), Limits.MaxInputs);
    }
}
