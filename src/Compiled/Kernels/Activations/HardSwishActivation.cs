using System.ComponentModel;
using System.Runtime.CompilerServices;
using Compiled.Numerics;

namespace Compiled.Runtime;

/// <summary>φ(x) = x · (x + 3) / 6 between −3 and 3, 0 below and x above.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct HardSwishActivation : IActivationFunction
{
    /// <summary>x ≤ −3 ? 0 : x ≥ 3 ? x : x · (x + 3) / 6; ±0 → ±0; −∞ → 0; NaN → NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Value<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        var three = TLanes.Create(3f);
        var curve = x * (x + three) * TLanes.Create(1f / 6);
        var right = TLanes.SelectLessOrEqual(three, x, x, curve);
        return TLanes.SelectLessOrEqual(x, -three, TLanes.Create(0f), right);
    }

    /// <summary>x ≤ −3 ? 0 : x ≥ 3 ? 1 : x / 3 + ½; NaN → NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Derivative<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        var three = TLanes.Create(3f);
        var line = TLanes.FusedMultiplyAdd(x, TLanes.Create(1f / 3), TLanes.Create(0.5f));
        var right = TLanes.SelectLessOrEqual(three, x, TLanes.Create(1f), line);
        return TLanes.SelectLessOrEqual(x, -three, TLanes.Create(0f), right);
    }
}
