using System.ComponentModel;
using System.Runtime.CompilerServices;
using Compiled.Numerics;

namespace Compiled.Runtime;

/// <summary>φ(x) = x between two bounds, and the nearer bound elsewhere.</summary>
/// <param name="min">The smallest value.</param>
/// <param name="max">The largest value, above <paramref name="min"/>.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct HardTanhActivation(float min, float max) : IActivation
{
    /// <summary>x &lt; min ? min : x &gt; max ? max : x; NaN → NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Value<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes> =>
        TLanes.SelectLess(x, TLanes.Create(min), TLanes.Create(min), TLanes.SelectLess(TLanes.Create(max), x, TLanes.Create(max), x));

    /// <summary>min &lt; y &lt; max ? 1 : 0, so 0 at the bounds, as in PyTorch; NaN → NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes DerivativeFromValue<TLanes>(TLanes y)
        where TLanes : struct, ILanes<TLanes>
    {
        var zero = TLanes.Create(0f);
        var inside = TLanes.SelectLess(y, TLanes.Create(max), TLanes.Create(1f), y);
        var right = TLanes.SelectLessOrEqual(TLanes.Create(max), y, zero, inside);
        return TLanes.SelectLessOrEqual(y, TLanes.Create(min), zero, right);
    }
}
