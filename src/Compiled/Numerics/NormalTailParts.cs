using System.Runtime.CompilerServices;

namespace Compiled.Numerics;

/// <summary>The parts of Φ(−t): see LaneMath.NormalTail.</summary>
/// <param name="size">t.</param>
/// <param name="mills">M(t).</param>
/// <param name="below1">With <paramref name="scaledPower"/>, e^(−t²/2): (1 + below1) · scaledPower · 2⁻⁶⁴.</param>
/// <param name="scaledPower">A power of two.</param>
internal readonly struct NormalTailParts<TLanes>(TLanes size, TLanes mills, TLanes below1, TLanes scaledPower)
    where TLanes : struct, ILanes<TLanes>
{
    public readonly TLanes Size = size;
    public readonly TLanes Mills = mills;
    private readonly TLanes _below1 = below1;
    private readonly TLanes _scaledPower = scaledPower;

    /// <summary>factor · e^(−t²/2), rounded once, and denormals once more: the powers of two come last.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes TimesExp(TLanes factor) => LaneMath.Unscale(TLanes.FusedMultiplyAdd(factor, _below1, factor) * _scaledPower);
}
