using System.ComponentModel;
using System.Runtime.CompilerServices;
using Compiled.Numerics;

namespace Compiled.Runtime;

/// <summary>e^y − t · y, y being the logarithm of the rate; the derivative is e^y − t. NaN gives NaN, e^y overflows above 88.72.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct PoissonLoss : IElementLoss
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (TLanes Value, TLanes Derivative) Evaluate<TLanes>(TLanes output, TLanes target)
        where TLanes : struct, ILanes<TLanes>
    {
        var rate = LaneMath.Exp(output);
        return (TLanes.FusedMultiplyAdd(-output, target, rate), rate - target);
    }
}
