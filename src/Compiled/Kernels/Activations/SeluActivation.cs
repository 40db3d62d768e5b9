using System.ComponentModel;
using System.Runtime.CompilerServices;
using Compiled.Numerics;

namespace Compiled.Runtime;

/// <summary>φ(x) = λ · x for positive x, λ · α · (eˣ − 1) for others.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct SeluActivation : IActivation
{
    // λ and λ · α of Klambauer et al., Self-Normalizing Neural Networks (2017): with them, mean 0 and variance 1 are kept from block to block.
    private const float Scale = 1.05070099f;
    private const float ScaledAlpha = 1.75809934f;

    /// <summary>x &lt; 0 ? λα · (eˣ − 1) : λ · x; ±0 → ±0; −∞ → −1.7581; NaN → NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Value<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes> =>
        TLanes.SelectLess(x, TLanes.Create(0f), TLanes.Create(ScaledAlpha) * LaneMath.Expm1OfNegativeSize(x), TLanes.Create(Scale) * x);

    /// <summary>y &gt; 0 ? λ : y + λα, so λα at the kink, as in PyTorch; NaN → NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes DerivativeFromValue<TLanes>(TLanes y)
        where TLanes : struct, ILanes<TLanes> =>
        TLanes.SelectLess(TLanes.Create(0f), y, TLanes.Create(Scale), y + TLanes.Create(ScaledAlpha));
}
