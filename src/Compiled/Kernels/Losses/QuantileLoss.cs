using System.ComponentModel;
using System.Runtime.CompilerServices;
using Compiled.Numerics;

namespace Compiled.Runtime;

/// <summary>d = t − y: max(τ · d, (τ − 1) · d); the derivative is −τ for y below t, 1 − τ above, 0 where they are equal. NaN gives NaN.</summary>
/// <param name="tau">τ, the quantile, between 0 and 1.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct QuantileLoss(float tau) : IElementLoss
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (TLanes Value, TLanes Derivative) Evaluate<TLanes>(TLanes output, TLanes target)
        where TLanes : struct, ILanes<TLanes>
    {
        var zero = TLanes.Create(0f);
        var below = TLanes.Create(tau);
        var above = TLanes.Create(1f - tau);
        var difference = output - target;
        // What is neither above nor below 0 stays what it is: 0, or NaN.
        var slope = TLanes.SelectLess(difference, zero, -below, difference);
        slope = TLanes.SelectLess(zero, difference, above, slope);
        return (TLanes.Abs(difference) * TLanes.SelectLess(difference, zero, below, above), slope);
    }
}
