using Compiled.Generator.Blocks;
using Compiled.Generator.Emission;
using Compiled.Generator.Model;
using Compiled.Generator.Parsing;
using Compiled.Generator.Planning;
using Microsoft.CodeAnalysis;

namespace Compiled.Generator.Pipeline;

/// <summary>From a declaration to its file: parse, plan, hold to the budget, emit. The generator, the analyzer, and programs without a compiler around them all come through here.</summary>
internal static class NetworkPipeline
{
    /// <summary>What a class says, and what is wrong with it. Never throws but for cancellation: a failure of the parser or the planner is a problem too.</summary>
    public static ParseResult Read(INamedTypeSymbol type, SourceMap sources, CancellationToken cancellation)
    {
        try
        {
            return Check(NetworkParser.Parse(type, sources, cancellation));
        }
        catch (Exception exception) when (!InternalErrors.IsCancellation(exception, cancellation))
        {
            return new ParseResult(null, new([InternalErrors.Problem(type.Name, exception)]), CanDeclarePart: false);
        }
    }

    /// <summary>What was read, held to its budget where it has no errors, and then with what practitioners would do otherwise.</summary>
    /// <returns>The problems in the order of the declaration, whatever order the checks have.</returns>
    public static ParseResult Check(ParseResult read)
    {
        if (read.Spec is not { } spec || read.IsRejected || read.Errors.Any())
            return read with { Problems = InOrder(read.Problems) };
        var exceeded = BudgetChecks.Run(spec, read.NetworkSite, read.BudgetSite);
        return read with { Problems = InOrder(read.Problems.Concat(exceeded.Count > 0 ? exceeded : read.Remarks)), Remarks = new([]) };
    }

    /// <summary>As the declaration has their attributes; those of the class itself first.</summary>
    public static EquatableArray<Problem> InOrder(IEnumerable<Problem> problems) => problems.OrderBy(static problem => problem.Site).ToEquatableArray();

    /// <summary>Every decision about a network without errors.</summary>
    public static NetworkPlan Plan(NetworkSpec spec) => NetworkPlanner.Plan(spec, BlockTable.Rules);

    /// <summary>The file of a network without errors.</summary>
    public static string Emit(NetworkSpec spec) => Emit(spec, writesOutRows: true);

    /// <summary>The same with less text, for those who compile many networks to train them: predictions of one row run in loops, with the same bits.</summary>
    public static string EmitForTraining(NetworkSpec spec) => Emit(spec, writesOutRows: false);

    /// <summary>The file from its parts, as the generator's steps write them.</summary>
    public static string Join(EquatableArray<string> names, string signatures, string layout, string bodies) =>
        NetworkEmitter.Join(signatures, layout, Nameless.Name(bodies, names));

    private static string Emit(NetworkSpec spec, bool writesOutRows)
    {
        var plan = NetworkPlanner.Plan(spec, BlockTable.Rules, writesOutRows);
        var bodies = NetworkEmitter.Bodies(NetworkPlanner.Plan(Nameless.Of(spec), BlockTable.Rules, writesOutRows));
        return Join(Nameless.NamesOf(spec), NetworkEmitter.Signatures(plan), NetworkEmitter.Layout(plan), bodies);
    }
}
