using System.Runtime.CompilerServices;

namespace Compiled.Numerics;

/// <summary>
/// Elementary functions over lanes, from operations that are exact or correctly rounded: the same bits in every lane, at every vector width and
/// on every machine. For activations and losses, built-in or your own.
/// </summary>
/// <remarks>
/// Errors are the largest found by sweeps over all magnitudes against <see cref="Math"/> in double, in units in the last place (ULP). NaN gives
/// NaN. Results below 2⁻¹²⁶ are correctly scaled denormals, not zeros: they cost a hundred cycles on some processors but the same bits on all
/// (a process that flushes denormals loses that). All members are pure and safe from any thread.
/// </remarks>
public static partial class LaneMath
{
    /// <summary>1.5 · 2²³: adding it to a float below 2²² in magnitude and subtracting it again rounds to the nearest whole number.</summary>
    private const float RoundingMagic = 12_582_912f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes MultiplyAdd<TLanes>(TLanes left, TLanes right, float addend)
        where TLanes : struct, ILanes<TLanes> => TLanes.FusedMultiplyAdd(left, right, TLanes.Create(addend));

    /// <summary>low + high · x, the leaf of Estrin's scheme.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Linear<TLanes>(TLanes x, float low, float high)
        where TLanes : struct, ILanes<TLanes> => TLanes.FusedMultiplyAdd(x, TLanes.Create(high), TLanes.Create(low));
}
