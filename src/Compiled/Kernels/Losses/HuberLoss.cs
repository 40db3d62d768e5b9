using System.ComponentModel;
using System.Runtime.CompilerServices;
using Compiled.Numerics;

namespace Compiled.Runtime;

/// <summary>d = y − t: ½ d² up to |d| = δ, then δ · (|d| − ½ δ); the derivative is d, limited to ±δ. NaN gives NaN.</summary>
/// <param name="delta">δ, positive.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct HuberLoss(float delta) : IElementLoss
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (TLanes Value, TLanes Derivative) Evaluate<TLanes>(TLanes output, TLanes target)
        where TLanes : struct, ILanes<TLanes>
    {
        var limit = TLanes.Create(delta);
        var half = TLanes.Create(0.5f);
        var difference = output - target;
        var distance = TLanes.Abs(difference);
        var line = limit * TLanes.FusedMultiplyAdd(limit, -half, distance);
        var value = TLanes.SelectLess(limit, distance, line, half * difference * difference);
        return (value, TLanes.SelectLess(limit, distance, TLanes.CopySign(limit, difference), difference));
    }
}
