namespace Compiled.Runtime;

/// <summary>The weights or the biases of one block, with a copy of the rule that has a rate and a count of steps of its own.</summary>
/// <param name="Begin">The first float in the parameter memory; a multiple of 4.</param>
/// <param name="End">The float after the last; padding that follows belongs to the range.</param>
/// <param name="Block">The block's place among the dense blocks.</param>
/// <param name="Rule">The rule as this range has it.</param>
/// <param name="Factor">Multiplies the trainer's rate.</param>
/// <param name="IsFrozen">Whether the range stays as it is.</param>
/// <param name="Steps">Steps that the range took.</param>
internal readonly record struct TunedRange<TOptimizer>(
    int Begin, int End, int Block, TOptimizer Rule, float Factor, bool IsFrozen, long Steps)
    where TOptimizer : struct, IOptimizer
{
    public int Length => End - Begin;

    /// <summary>λ of λ·|w|, the trainer's and the declared one together.</summary>
    public float L1 { get; init; }

    /// <summary>λ of λ/2·w², the trainer's and the declared one together.</summary>
    public float L2 { get; init; }

    /// <summary>The largest norm of the weights of one unit, in place of the trainer's; null where the trainer's holds.</summary>
    public float? MaxNorm { get; init; }

    /// <summary>Whether the rule is the one without weight decay.</summary>
    public bool IsSpared { get; init; }

    /// <summary>The same range after a return to an earlier state: rules find their way back by the step's number.</summary>
    public TunedRange<TOptimizer> GoneBackTo(long steps, long trainerSteps) => this with { Steps = Math.Min(steps, trainerSteps) };
}
