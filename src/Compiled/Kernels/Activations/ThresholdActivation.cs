using System.ComponentModel;
using System.Runtime.CompilerServices;
using Compiled.Numerics;

namespace Compiled.Runtime;

/// <summary>φ(x) = x above a threshold, and a fixed value elsewhere.</summary>
/// <param name="threshold">Above it, x passes.</param>
/// <param name="value">What the others become.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ThresholdActivation(float threshold, float value) : IActivationFunction
{
    /// <summary>x ≤ threshold ? value : x; NaN → NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Value<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes> =>
        TLanes.SelectLessOrEqual(x, TLanes.Create(threshold), TLanes.Create(value), x);

    /// <summary>x ≤ threshold ? 0 : 1; NaN → NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Derivative<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes> =>
        TLanes.SelectLessOrEqual(x, TLanes.Create(threshold), TLanes.Create(0f), TLanes.SelectEqual(x, x, TLanes.Create(1f), x));
}
