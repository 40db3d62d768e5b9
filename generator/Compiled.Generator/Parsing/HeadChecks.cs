using Compiled.Generator.Blocks;
using Compiled.Generator.Model;

namespace Compiled.Generator.Parsing;

/// <summary>Whether each head learns something, and has a loss to learn it by. Free of Roslyn.</summary>
internal static class HeadChecks
{
    public static void Run(NetworkSpec spec, IReadOnlyList<BlockFacts> facts, List<Problem> problems)
    {
        foreach (var part in spec.Heads)
        {
            if (!spec.Blocks.Skip(part.First).Take(part.Count).Any(static block => block is DenseSpec))
                Report(ProblemIds.HeadWithoutDense, part);
            else if (!part.Spec.HasLoss)
                Report(ProblemIds.HeadWithoutLoss, part);
        }

        void Report(string id, HeadPart part) => problems.Add(new Problem(id, new([Written(part)]), facts[part.First - 1].Site));

        // Of two heads with one name, the second got another one that is not in the source: a message shows what was written.
        string Written(HeadPart part) =>
            facts[part.First - 1].Argument("name") is string written && ViewNames.TryPascalCase(written, out var name) ? name : part.Spec.Name;
    }
}
