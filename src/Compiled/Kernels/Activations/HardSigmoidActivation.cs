using System.ComponentModel;
using System.Runtime.CompilerServices;
using Compiled.Numerics;

namespace Compiled.Runtime;

/// <summary>φ(x) = (x + 3) / 6 between 0 and 1.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct HardSigmoidActivation : IActivation
{
    private const float Slope = 0.166666672f;

    /// <summary>x ≤ −3 ? 0 : x ≥ 3 ? 1 : (x + 3) / 6; NaN → NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Value<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        var line = (x + TLanes.Create(3f)) * TLanes.Create(Slope);
        var right = TLanes.SelectLessOrEqual(TLanes.Create(3f), x, TLanes.Create(1f), line);
        return TLanes.SelectLessOrEqual(x, TLanes.Create(-3f), TLanes.Create(0f), right);
    }

    /// <summary>0 &lt; y &lt; 1 ? 1/6 : 0; NaN → NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes DerivativeFromValue<TLanes>(TLanes y)
        where TLanes : struct, ILanes<TLanes>
    {
        var zero = TLanes.Create(0f);
        var inside = TLanes.SelectLess(y, TLanes.Create(1f), TLanes.Create(Slope), y);
        var right = TLanes.SelectLessOrEqual(TLanes.Create(1f), y, zero, inside);
        return TLanes.SelectLessOrEqual(y, zero, zero, right);
    }
}
