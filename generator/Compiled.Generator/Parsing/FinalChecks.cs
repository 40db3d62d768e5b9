using Compiled.Generator.Model;

namespace Compiled.Generator.Parsing;

/// <summary>What is looked at once a network has no errors: one that is wrong can be neither planned nor advised. Free of Roslyn.</summary>
internal static class FinalChecks
{
    /// <summary>Checks the plan's needs, then what practitioners would do otherwise.</summary>
    /// <param name="spec">The network.</param>
    /// <param name="chain">Its blocks as they were read.</param>
    /// <param name="network">The attribute [Network].</param>
    /// <param name="budget">The attribute [Budget], or null.</param>
    /// <param name="problems">Collects what is found.</param>
    public static void Run(NetworkSpec spec, ChainReader chain, BlockFacts network, BlockFacts? budget, List<Problem> problems)
    {
        if (!problems.Any(static problem => problem.IsError))
            BudgetReader.CheckStack(spec, network, problems);
        if (budget is not null && !problems.Any(static problem => problem.IsError))
            BudgetReader.Check(spec, budget, problems);
        if (!problems.Any(static problem => problem.IsError))
            new PracticeChecks(spec, chain, problems).Run();
    }
}
