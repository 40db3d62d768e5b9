using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using Compiled.Numerics;

namespace Compiled.Runtime;

/// <summary>
/// The fused multiply-add with the same bits on every processor: an instruction where there is one, else <see cref="FusedEmulation"/>. The runtime's own method
/// calls a routine of the C library for each lane where it has no instruction. For emitted code.
/// </summary>
/// <remarks>Kernels for 256 and 512 bits do without this class: processors with vectors of that width have the instruction. Safe from any number of threads.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Fused
{
    /// <summary>Whether the processor multiplies and adds in one instruction. A constant to the JIT.</summary>
    public static bool IsHardwareAccelerated
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Fma.IsSupported || AdvSimd.IsSupported;
    }

    // Not by the property: each multiply-add would be one more method for the JIT to inline.
#pragma warning disable RS0030 // The one place that uses the instruction, where there is one.

    /// <summary>left · right + addend, rounded once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float MultiplyAdd(float left, float right, float addend) => Fma.IsSupported || AdvSimd.IsSupported
        ? MathF.FusedMultiplyAdd(left, right, addend)
        : FusedEmulation.MultiplyAdd(left, right, addend);

    /// <summary>left · right + addend in each lane, rounded once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> MultiplyAdd(Vector128<float> left, Vector128<float> right, Vector128<float> addend) => Fma.IsSupported || AdvSimd.IsSupported
        ? Vector128.FusedMultiplyAdd(left, right, addend)
        : FusedEmulation.MultiplyAdd(left, right, addend);

    /// <summary>
    /// The same with four floats of memory. A load as an argument would take one of the locals with which the JIT still inlines, and a step of one sample has more than a hundred.
    /// </summary>
    /// <param name="left">The first factor.</param>
    /// <param name="right">The memory of the second.</param>
    /// <param name="index">Where in it the four floats begin.</param>
    /// <param name="addend">What is added.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> MultiplyAdd(Vector128<float> left, ref float right, nuint index, Vector128<float> addend) => Fma.IsSupported || AdvSimd.IsSupported
        ? Vector128.FusedMultiplyAdd(left, Vector128.LoadUnsafe(ref right, index), addend)
        : FusedEmulation.MultiplyAdd(left, Vector128.LoadUnsafe(ref right, index), addend);

    /// <summary>addend − left · right in each lane, rounded once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> NegatedMultiplyAdd(Vector128<float> left, Vector128<float> right, Vector128<float> addend)
    {
        if (Fma.IsSupported)
            return Fma.MultiplyAddNegated(left, right, addend);
        return AdvSimd.IsSupported
            ? AdvSimd.FusedMultiplySubtract(addend, left, right)
            : FusedEmulation.MultiplyAdd(left ^ Vector128.Create(-0f), right, addend);
    }
}
