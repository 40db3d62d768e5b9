using System.ComponentModel;
using System.Runtime.CompilerServices;
using Compiled.Numerics;

namespace Compiled.Runtime;

/// <summary>φ(x) = 0 for |x| ≤ λ, otherwise x.</summary>
/// <param name="lambda">λ, at least 0: then an output of 0 tells that the input was within.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct HardshrinkActivation(float lambda) : IActivation
{
    /// <summary>|x| ≤ λ ? 0 : x; NaN → NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Value<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes> =>
        TLanes.SelectLessOrEqual(TLanes.Abs(x), TLanes.Create(lambda), TLanes.Create(0f), x);

    /// <summary>y = 0 ? 0 : 1; NaN → NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes DerivativeFromValue<TLanes>(TLanes y)
        where TLanes : struct, ILanes<TLanes> =>
        TLanes.SelectEqual(y, TLanes.Create(0f), TLanes.Create(0f), TLanes.SelectEqual(y, y, TLanes.Create(1f), y));
}
