using System.ComponentModel;
using System.Runtime.CompilerServices;
using Compiled.Numerics;

namespace Compiled.Runtime;

/// <summary>φ(x) = ln(1 + e^(βx)) / β, and x itself where βx is above a threshold.</summary>
/// <param name="beta">β, positive: how sharp the bend is.</param>
/// <param name="threshold">The βx above which φ is a straight line.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct SoftplusActivation(float beta, float threshold) : IActivationFunction
{
    /// <summary>βx &gt; threshold ? x : ln(1 + e^(βx)) / β; −∞ → 0; +∞ → +∞; NaN → NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Value<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        var scaled = TLanes.Create(beta) * x;
        return TLanes.SelectLess(TLanes.Create(threshold), scaled, x, LaneMath.Softplus(scaled) / TLanes.Create(beta));
    }

    /// <summary>βx &gt; threshold ? 1 : σ(βx); NaN → NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Derivative<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        var scaled = TLanes.Create(beta) * x;
        return TLanes.SelectLess(TLanes.Create(threshold), scaled, TLanes.Create(1f), LaneMath.Sigmoid(scaled));
    }
}
