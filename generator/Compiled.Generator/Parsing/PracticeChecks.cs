using Compiled.Generator.Blocks;
using Compiled.Generator.Model;

namespace Compiled.Generator.Parsing;

/// <summary>Slips of practice: networks that compile and train, and are almost never meant. Free of Roslyn, and for networks without errors only.</summary>
/// <param name="spec">The network.</param>
/// <param name="chain">The attributes of its blocks and losses.</param>
/// <param name="problems">Collects what is remarkable.</param>
internal sealed class PracticeChecks(NetworkSpec spec, ChainReader chain, List<Problem> problems)
{
    public void Run()
    {
        for (var index = 1; index < spec.Blocks.Count; index++)
        {
            CheckActivations(index);
            CheckDense(index);
            CheckRepetition(index);
        }

        foreach (var loss in chain.LossFacts)
            CheckLoss(loss.Key, loss.Value);
    }

    private void CheckActivations(int index)
    {
        // Dropout scales what an activation gives, or drops it: the next activation still sees no sums.
        var previous = PreviousOf(index, static kind => kind is LayerBlock { IsForTrainingOnly: true });
        if (previous < 0 || Nonlinear(index) is not { } second || Nonlinear(previous) is not { } first)
            return;
        var isUseless = second.IsIdempotent && spec.Blocks[index] == spec.Blocks[previous];
        if (isUseless || (first.StandsAlone && second.StandsAlone))
        {
            Report(
                ProblemIds.ActivationAfterActivation, chain.Facts[index],
                first.Kind, second.Kind, isUseless ? "and a second time changes nothing" : "so it receives values that are already nonlinear instead of the sums of a dense block");
        }
    }

    private void CheckDense(int index)
    {
        // Between them only what a prediction leaves out. A norm between them changes how they are trained, and may be meant.
        if (spec.Blocks[index] is DenseSpec second
            && PreviousOf(index, static kind => kind is LayerBlock { IsForTrainingOnly: true }) is >= 0 and var previous
            && spec.Blocks[previous] is DenseSpec first)
        {
            Report(ProblemIds.LinearPair, chain.Facts[index], first.Name, second.Name);
        }
    }

    private void CheckRepetition(int index)
    {
        if (spec.Blocks[index] is LayerSpec second && spec.Blocks[index - 1] is LayerSpec first && first.Kind == second.Kind
            && BlockTable.Layer(second.Kind) is not INonlinearBlock and var kind && !kind.IsIdle(first) && !kind.IsIdle(second))
        {
            Report(ProblemIds.RepeatedLayer, chain.Facts[index], second.Kind);
        }
    }

    private void CheckLoss(int head, BlockFacts facts)
    {
        var end = head < 0 ? spec.Blocks.Count - 1 : spec.Heads.Where(part => part.First == head + 1).Select(static part => part.First + part.Count - 1).First();
        var loss = BlockTable.Loss(facts.Kind);
        if (BlockTable.Find(spec.Blocks[end].Kind) is not ActivationBlock last)
            return;
        if (!last.IsElementwise && loss.IsForRegression)
        {
            Report(
                ProblemIds.UnfitOutputs, facts, last.Kind, facts.Kind,
                $"a regression loss trains class probabilities badly, because its gradient vanishes where they are confidently wrong: write [CrossEntropy] instead of [{facts.Kind}] for classes, or remove [{last.Kind}] for a regression");
        }
        else if (last.IsNeverNegative && loss.WhySigned is { } reason)
        {
            Report(ProblemIds.UnfitOutputs, facts, last.Kind, facts.Kind, $"{facts.Kind} {reason}, but {last.Kind} never gives a negative output: remove [{last.Kind}]");
        }
    }

    /// <summary>The last block before one, as far as some kinds are passed over; -1 at the start.</summary>
    private int PreviousOf(int index, Func<Block, bool> isPassed)
    {
        do
            index--;
        while (index >= 0 && isPassed(BlockTable.Find(spec.Blocks[index].Kind)!));
        return index;
    }

    private INonlinearBlock? Nonlinear(int index) => BlockTable.Find(spec.Blocks[index].Kind) as INonlinearBlock;

    private void Report(string id, BlockFacts site, params string[] arguments) => problems.Add(new Problem(id, arguments.ToEquatableArray(), site.Site));
}
