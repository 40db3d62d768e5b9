using Compiled.Generator.Blocks;
using Compiled.Generator.Model;

namespace Compiled.Generator.Diagnostics;

/// <summary>The obvious remedy of each problem that has one. The code fix carries it out, and knows no block by its name. Free of Roslyn.</summary>
internal static class Remedies
{
    private static readonly Dictionary<string, Func<Problem, RemedySites, Remedy?>> Table = new(StringComparer.Ordinal)
    {
        [ProblemIds.UnknownInitializer] = RemoveArgument,
        [ProblemIds.UnusedInitializerConstant] = RemoveArgument,
        [ProblemIds.BudgetOutOfRange] = RemoveArgument,
        [ProblemIds.InvalidName] = static (problem, _) => Name(problem, problem.Arguments[0]),
        [ProblemIds.DuplicateName] = Rename,
        [ProblemIds.DuplicateHead] = Rename,
        [ProblemIds.ReservedName] = Rename,
        [ProblemIds.ScatteredBlocks] = static (problem, sites) => sites.BlockBefore(problem.Site) is { } last ? Move(problem, sites, last, "to the other blocks") : null,
        [ProblemIds.SoftmaxNotLast] = MoveToEnd,
        [ProblemIds.LossNotLast] = static (problem, sites) => Move(problem, sites, sites.LastBlock(problem.Site), "to the end"),
        [ProblemIds.LossWithoutPartner] = LossRemedies.Partner,
        [ProblemIds.SingleClass] = LossRemedies.Binary,
        [ProblemIds.UnfitOutputs] = LossRemedies.Outputs,
        [ProblemIds.ClassesWithoutSoftmax] = LossRemedies.Classes,
        [ProblemIds.HeadWithoutLoss] = LossRemedies.OfHead,
        [ProblemIds.SecondLoss] = Remove,
        [ProblemIds.LossOfTrunk] = Remove,
        [ProblemIds.ClassesNotEnum] = Remove,
        [ProblemIds.ClassCount] = static (problem, sites) =>
            sites.Spec.DenseBlocks.LastOrDefault() is { } dense && sites.Dense(dense.Name) is { } site ? Units(site, dense.Name, problem.Arguments[1]) : null,
        [ProblemIds.UnfitInitializer] = static (problem, _) => Initializer(problem),
        [ProblemIds.ParameterBudget] = Raise,
        [ProblemIds.ScratchBudget] = Raise,
        [ProblemIds.NoiseOnOutputs] = Remove,
        [ProblemIds.NormBeforeDense] = static (problem, sites) => sites.FirstBlock == problem.Site
            ? new Remedy(
                $"Replace [{sites.Kind(problem.Site)}] with [{Scalings.Standardize.Name}]",
                [new(RemedyKeys.Replace, problem.Site, Scalings.Standardize.Name)])
            : Remove(problem, sites),
        [ProblemIds.StandardizeNotFirst] = static (problem, sites) => sites.FirstBlock is { } first && sites.Kind(first) != sites.Kind(problem.Site)
            ? new Remedy($"Move [{sites.Kind(problem.Site)}] to the start", [new(RemedyKeys.MoveBefore, first)])
            : Remove(problem, sites),
        [ProblemIds.ResidualNotEnded] = ResidualRemedies.Close,
        [ProblemIds.ResidualNotBegun] = Remove,
        [ProblemIds.ResidualWidth] = static (problem, sites) => sites.Dense(problem.Arguments[2]) is { } site ? Units(site, problem.Arguments[2], problem.Arguments[0]) : null,
        [ProblemIds.EmptyResidual] = ResidualRemedies.RemovePair,
        [ProblemIds.StandardizeTargetsNotLast] = static (problem, sites) =>
            sites.Block(sites.LastBlock(problem.Site)) is DenseBlock ? MoveToEnd(problem, sites) : Remove(problem, sites),
        [ProblemIds.StandardizeTargetsWithoutDense] = Remove,
        [ProblemIds.StandardizeTargetsLoss] = Remove,
        [ProblemIds.ActivationAfterActivation] = Remove,
        [ProblemIds.RepeatedLayer] = Remove,
        [ProblemIds.LinearPair] = static (problem, sites) => sites.Dense(problem.Arguments[0]) is { } site ? InsertAfter(site, Rectifiers.Relu.Name) : null,
    };

    /// <summary>The problems that a declaration's own attributes can mend.</summary>
    public static IEnumerable<string> Ids => Table.Keys;

    /// <summary>What mends a problem of a network; null where nothing obvious does.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="kinds">The kind of each of Compiled's attributes of the class, in source order.</param>
    /// <param name="spec">The network as far as it was read.</param>
    public static Remedy? Of(Problem problem, IReadOnlyList<string> kinds, NetworkSpec spec) =>
        Table.TryGetValue(problem.Id, out var find) && problem.Site >= 0 && problem.Site < kinds.Count ? find(problem, new RemedySites(kinds, spec)) : null;

    public static Remedy InsertAfter(int site, string kind) => new($"Insert [{kind}]", [new(RemedyKeys.InsertAfter, site, kind)]);

    public static Remedy Remove(Problem problem, RemedySites sites) => new($"Remove [{sites.Kind(problem.Site)}]", [new(RemedyKeys.Remove, problem.Site)]);

    private static Remedy MoveToEnd(Problem problem, RemedySites sites)
    {
        var last = sites.LastBlock(problem.Site);
        // An activation after a softmax takes its place, and would be the next mistake before it.
        if (last == problem.Site + 1 && sites.Block(last) is ActivationBlock { IsElementwise: true } && sites.Block(problem.Site) is ActivationBlock)
            return new Remedy($"Remove [{sites.Kind(last)}]", [new(RemedyKeys.Remove, last)]);
        // What ends the network already does its work.
        return sites.Kind(last) == sites.Kind(problem.Site) || sites.Block(last) is ActivationBlock { IsElementwise: false } ? Remove(problem, sites) : Move(problem, sites, last, "to the end");
    }

    private static Remedy Move(Problem problem, RemedySites sites, int last, string where) =>
        new($"Move [{sites.Kind(problem.Site)}] {where}", [new(RemedyKeys.MoveAfter, last)]);

    private static Remedy RemoveArgument(Problem problem, RemedySites sites) =>
        new($"Remove {Pascal(problem.ArgumentName!)}", [new(RemedyKeys.RemoveArgument, problem.Site, problem.ArgumentName!)]);

    private static Remedy Rename(Problem problem, RemedySites sites) => Name(problem, sites.Unused(problem.Arguments[0]));

    private static Remedy Name(Problem problem, string name) => new($"Name it '{name}'", [new(RemedyKeys.SetArgument, problem.Site, $"name=\"{name}\"")]);

    private static Remedy Units(int site, string name, string units) => new($"Give '{name}' {units} units", [new(RemedyKeys.SetArgument, site, "units=" + Digits(units))]);

    private static Remedy Raise(Problem problem, RemedySites sites) => new(
        $"Raise {Pascal(problem.ArgumentName!)} to {problem.Arguments[1]}", [new(RemedyKeys.SetArgument, problem.Site, problem.ArgumentName + "=" + Digits(problem.Arguments[1]))]);

    /// <summary>The counterpart of the same distribution where there is one; otherwise Auto, which is what no argument means.</summary>
    private static Remedy Initializer(Problem problem)
    {
        var written = problem.Arguments[1];
        var counterpart = InitializerFit.Counterpart(written);
        return counterpart is null
            ? new Remedy("Leave the initializer to Auto", [new(RemedyKeys.RemoveArgument, problem.Site, "initializer"), new(RemedyKeys.RemoveArgument, problem.Site, "initializerConstant")])
            : new Remedy($"Replace {written} with {counterpart}", [new(RemedyKeys.SetArgument, problem.Site, $"initializer=Initializer.{counterpart}")]);
    }

    /// <summary>A number as C# reads it, of one with separators.</summary>
    private static string Digits(string number) => new([.. number.Where(char.IsDigit)]);

    private static string Pascal(string name) => char.ToUpperInvariant(name[0]) + name.Substring(1);
}
