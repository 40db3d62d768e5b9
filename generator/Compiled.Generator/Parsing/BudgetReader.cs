using Compiled.Generator.Model;
using Compiled.Generator.Planning;
using Compiled.Generator.Text;

namespace Compiled.Generator.Parsing;

/// <summary>Reads [Budget] and holds the network to it. Free of Roslyn.</summary>
internal static class BudgetReader
{
    public static BudgetSpec? Read(BlockFacts? facts, List<Problem> problems)
    {
        return facts is null ? null : new BudgetSpec(Limit("MaxParameters", "maxParameters"), Limit("MaxScratchBytes", "maxScratchBytes"));

        int? Limit(string property, string argument)
        {
            if (facts.Argument(argument) is not int limit || limit >= 1)
                return facts.Argument(argument) as int?;
            Report(problems, ProblemIds.BudgetOutOfRange, facts, argument, property, Numbers.Text(limit));
            return null;
        }
    }

    /// <summary>Call it for a network without errors only: a wrong one cannot be planned.</summary>
    public static void Check(NetworkSpec spec, BlockFacts facts, List<Problem> problems)
    {
        if (spec.Budget?.MaxParameters is { } parameters && spec.ParameterCount > parameters)
        {
            Report(
                problems, ProblemIds.ParameterBudget, facts, "maxParameters",
                spec.Type.Name, Numbers.Text(spec.ParameterCount), Numbers.Text(parameters));
        }

        if (spec.Budget?.MaxScratchBytes is { } bytes && CallerScratch.Bytes(NetworkPlanner.Plan(spec)) is var needed && needed > bytes)
        {
            Report(
                problems, ProblemIds.ScratchBudget, facts, "maxScratchBytes",
                spec.Type.Name, Numbers.Text(needed), Numbers.Text(bytes));
        }
    }

    /// <summary>Rows that live on beside others may need more stack than any call may take. Also for networks without errors only.</summary>
    public static void CheckStack(NetworkSpec spec, BlockFacts network, List<Problem> problems)
    {
        // Far from the limit, which nearly all are, a plan would be wasted.
        const int Most = Limits.MaxScratchBytes / sizeof(float);
        if (!spec.Blocks.Any(static block => block is ResidualSpec or HeadSpec) || spec.Blocks.Sum(static block => (long)Lanes.RoundUp(block.Outputs, Lanes.Widest)) <= Most)
            return;
        var needed = CallerScratch.Bytes(NetworkPlanner.Plan(spec));
        if (needed > Limits.MaxScratchBytes)
            problems.Add(new Problem(ProblemIds.TooMuchScratch, new([spec.Type.Name, Numbers.Text(needed), Numbers.Text(Limits.MaxScratchBytes)]), network.Site));
    }

    private static void Report(List<Problem> problems, string id, BlockFacts facts, string argument, params string[] arguments) =>
        problems.Add(new Problem(id, arguments.ToEquatableArray(), facts.Site, argument));
}
