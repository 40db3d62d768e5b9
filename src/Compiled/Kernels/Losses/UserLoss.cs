using System.ComponentModel;
using System.Runtime.CompilerServices;
using Compiled.Numerics;

namespace Compiled.Runtime;

/// <summary>A loss of the user's.</summary>
/// <param name="loss">Both of its functions.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct UserLoss<TLoss>(TLoss loss) : IElementLoss
    where TLoss : struct, ILoss
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (TLanes Value, TLanes Derivative) Evaluate<TLanes>(TLanes output, TLanes target)
        where TLanes : struct, ILanes<TLanes> => (loss.Value(output, target), loss.Derivative(output, target));
}
