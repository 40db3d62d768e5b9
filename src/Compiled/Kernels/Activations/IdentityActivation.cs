using System.ComponentModel;
using System.Runtime.CompilerServices;
using Compiled.Numerics;

namespace Compiled.Runtime;

/// <summary>φ(x) = x.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct IdentityActivation : IActivation
{
    /// <summary>x itself.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Value<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes> =>
        x;

    /// <summary>1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes DerivativeFromValue<TLanes>(TLanes y)
        where TLanes : struct, ILanes<TLanes> =>
        TLanes.Create(1f);
}
