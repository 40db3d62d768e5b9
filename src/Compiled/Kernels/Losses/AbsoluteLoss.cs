using System.ComponentModel;
using System.Runtime.CompilerServices;
using Compiled.Numerics;

namespace Compiled.Runtime;

/// <summary>|y − t|; the derivative is the sign of y − t, 0 where they are equal. NaN gives NaN.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct AbsoluteLoss : IElementLoss
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (TLanes Value, TLanes Derivative) Evaluate<TLanes>(TLanes output, TLanes target)
        where TLanes : struct, ILanes<TLanes>
    {
        var zero = TLanes.Create(0f);
        var difference = output - target;
        // What is neither above nor below 0 stays what it is: 0, or NaN.
        var sign = TLanes.SelectLess(difference, zero, TLanes.Create(-1f), difference);
        return (TLanes.Abs(difference), TLanes.SelectLess(zero, difference, TLanes.Create(1f), sign));
    }
}
