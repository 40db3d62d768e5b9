using Compiled.Generator.Model;
using Compiled.Generator.Planning;
using Compiled.Generator.Text;

namespace Compiled.Generator.Pipeline;

/// <summary>Holds a planned network to [Budget] and to what a call may take of the stack. For networks without errors: a wrong one cannot be planned. Free of Roslyn.</summary>
internal static class BudgetChecks
{
    /// <summary>The first of the limits that the network exceeds, and all of the user's own.</summary>
    /// <param name="spec">The network.</param>
    /// <param name="networkSite">The site of [Network].</param>
    /// <param name="budgetSite">The site of [Budget].</param>
    public static List<Problem> Run(NetworkSpec spec, int networkSite, int budgetSite)
    {
        var problems = new List<Problem>();
        CheckStack(spec, networkSite, problems);
        if (spec.Budget is { } budget && problems.Count == 0)
            Check(spec, budget, budgetSite, problems);
        return problems;
    }

    private static void Check(NetworkSpec spec, BudgetSpec budget, int site, List<Problem> problems)
    {
        if (budget.MaxParameters is { } parameters && spec.ParameterCount > parameters)
            problems.Add(new Problem(ProblemIds.ParameterBudget, new([spec.Type.Name, Numbers.Text(spec.ParameterCount), Numbers.Text(parameters)]), site, "maxParameters"));
        if (budget.MaxScratchBytes is { } bytes && CallerScratch.Bytes(NetworkPipeline.Plan(spec)) is var needed && needed > bytes)
            problems.Add(new Problem(ProblemIds.ScratchBudget, new([spec.Type.Name, Numbers.Text(needed), Numbers.Text(bytes)]), site, "maxScratchBytes"));
    }

    /// <summary>Rows that live on alongside others may need more stack than any call may take.</summary>
    private static void CheckStack(NetworkSpec spec, int site, List<Problem> problems)
    {
        // Far from the limit, which nearly all are, a plan would be wasted.
        const int Most = Limits.MaxScratchBytes / sizeof(float);
        if (!spec.Blocks.Any(static block => block is ResidualSpec or HeadSpec) || spec.Blocks.Sum(static block => (long)Lanes.RoundUp(block.Outputs, Lanes.Widest)) <= Most)
            return;
        var needed = CallerScratch.Bytes(NetworkPipeline.Plan(spec));
        if (needed > Limits.MaxScratchBytes)
            problems.Add(new Problem(ProblemIds.TooMuchScratch, new([spec.Type.Name, Numbers.Text(needed), Numbers.Text(Limits.MaxScratchBytes)]), site));
    }
}
