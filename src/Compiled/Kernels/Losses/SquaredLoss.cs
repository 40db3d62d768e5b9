using System.ComponentModel;
using System.Runtime.CompilerServices;
using Compiled.Numerics;

namespace Compiled.Runtime;

/// <summary>(y − t)²; the derivative is 2 · (y − t).</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct SquaredLoss : IElementLoss
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (TLanes Value, TLanes Derivative) Evaluate<TLanes>(TLanes output, TLanes target)
        where TLanes : struct, ILanes<TLanes>
    {
        var difference = output - target;
        return (difference * difference, difference + difference);
    }
}
