using Compiled.Numerics;

namespace Compiled;

/// <summary>
/// A rule that divides by a root, in two stages: what leads to the root, and what follows it. A loop that begins one vector before it finishes another gives the
/// processor other work while roots and quotients are computed.
/// </summary>
internal interface IStagedRule : IOptimizer
{
    /// <summary>State, up to the root.</summary>
    void Begin<TLanes>(
        TLanes parameter, TLanes gradient, ref TLanes state0, ref TLanes state1, ref TLanes state2, out TLanes numerator, out TLanes root)
        where TLanes : struct, ILanes<TLanes>;

    /// <summary>The new parameter, from what <see cref="Begin{TLanes}"/> has left.</summary>
    TLanes Finish<TLanes>(TLanes parameter, TLanes numerator, TLanes root)
        where TLanes : struct, ILanes<TLanes>;
}
