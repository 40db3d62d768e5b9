using System.ComponentModel;
using System.Runtime.CompilerServices;
using Compiled.Numerics;

namespace Compiled.Runtime;

/// <summary>φ(x) = 0 for |x| ≤ λ, otherwise x moved by λ towards 0.</summary>
/// <param name="lambda">λ, at least 0.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct SoftshrinkActivation(float lambda) : IActivation
{
    /// <summary>|x| ≤ λ ? 0 : x ∓ λ; NaN → NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Value<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes> =>
        TLanes.SelectLessOrEqual(TLanes.Abs(x), TLanes.Create(lambda), TLanes.Create(0f), x - TLanes.CopySign(TLanes.Create(lambda), x));

    /// <summary>y = 0 ? 0 : 1, for floats that differ have a difference other than 0; NaN → NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes DerivativeFromValue<TLanes>(TLanes y)
        where TLanes : struct, ILanes<TLanes> =>
        TLanes.SelectEqual(y, TLanes.Create(0f), TLanes.Create(0f), TLanes.SelectEqual(y, y, TLanes.Create(1f), y));
}
