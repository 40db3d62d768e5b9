namespace Compiled;

/// <summary>
/// An update rule that decays weights, and can be had without: what <see cref="TrainerOptions.WeightDecayExclusions"/> asks of a rule. A rule of
/// your own may implement it too.
/// </summary>
/// <typeparam name="TSelf">The rule itself.</typeparam>
public interface IWeightDecay<TSelf>
    where TSelf : struct, IOptimizer
{
    /// <summary>The same rule with the same settings, but a weight decay of 0.</summary>
    TSelf WithoutWeightDecay();
}
