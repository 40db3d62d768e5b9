using Compiled.Generator.Model;
using Compiled.Generator.Text;

namespace Compiled.Generator.Parsing;

/// <summary>Reads [Budget]. Free of Roslyn.</summary>
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

    private static void Report(List<Problem> problems, string id, BlockFacts facts, string argument, params string[] arguments) =>
        problems.Add(new Problem(id, arguments.ToEquatableArray(), facts.Site, argument));
}
