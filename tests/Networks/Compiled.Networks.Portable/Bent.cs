using System.Runtime.CompilerServices;
using Compiled.Numerics;

namespace Compiled.Tests.Portable;

/// <summary>The bent identity, (√(x² + 1) − 1) / 2 + x: an activation of the user's.</summary>
public readonly struct Bent : IActivationFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Value<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        var one = TLanes.Create(1);
        return TLanes.FusedMultiplyAdd(TLanes.Sqrt(TLanes.FusedMultiplyAdd(x, x, one)) - one, TLanes.Create(0.5f), x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Derivative<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        var one = TLanes.Create(1);
        return TLanes.FusedMultiplyAdd(x / TLanes.Sqrt(TLanes.FusedMultiplyAdd(x, x, one)), TLanes.Create(0.5f), one);
    }
}
