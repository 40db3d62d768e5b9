using Compiled.Generator.Blocks;
using Compiled.Generator.Model;

namespace Compiled.Generator.Parsing;

/// <summary>Whether [StandardizeTargets] ends a chain, right after a dense block, and its loss takes targets of any unit. Free of Roslyn.</summary>
internal static class TargetChecks
{
    public static void Run(NetworkSpec spec, IReadOnlyList<BlockFacts> facts, List<Problem> problems)
    {
        for (var index = 0; index < spec.Blocks.Count; index++)
        {
            if (spec.Blocks[index] is not LayerSpec { IsForTargets: true })
                continue;
            var before = index == 0 ? null : spec.Blocks[index - 1];
            if (index + 1 < spec.Blocks.Count && !EndsHead(index))
                Report(ProblemIds.StandardizeTargetsNotLast, index, spec.Blocks[index + 1].Kind);
            else if (before is ActivationSpec activation && !BlockTable.Activation(activation.Kind).IsElementwise)
                continue; // A softmax that is not the last block is reported by itself.
            else if (before is not DenseSpec)
                Report(ProblemIds.StandardizeTargetsWithoutDense, index, before is null or HeadSpec ? "nothing" : before.Kind);
            else if (Loss(index) is { } loss && BlockTable.Loss(loss.Kind).FixedTargets is { } targets)
                Report(ProblemIds.StandardizeTargetsLoss, index, loss.Kind, targets);
        }

        // The last block of a head; a trunk has no targets.
        bool EndsHead(int index) => spec.Heads.Any(part => index == part.First + part.Count - 1);

        LossSpec? Loss(int index) => spec.Heads.Count == 0
            ? spec.Loss
            : spec.Heads.Where(part => part.Spec.HasLoss && index >= part.First && index < part.First + part.Count).Select(static part => part.Spec.Loss).FirstOrDefault();

        void Report(string id, int block, params string[] arguments) => problems.Add(new Problem(id, arguments.ToEquatableArray(), facts[block].Site));
    }
}
