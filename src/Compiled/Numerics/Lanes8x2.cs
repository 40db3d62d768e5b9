using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Compiled.Numerics;

/// <summary>
/// 16 floats as two vectors of eight: what <see cref="Lanes16"/> is where the hardware has no vectors of 512 bits, with the same bits.
/// </summary>
/// <remarks>
/// There <see cref="Vector512{T}"/> is emulated by methods that take the address of their result. Each operation then costs the JIT some ten inlined
/// methods, until its budget is spent and the rest become calls, and its values live in memory. Here an operation is two instructions on registers.
/// Kernels whose sums have sixteen lanes choose by <see cref="Vector512.IsHardwareAccelerated"/>, which is a constant to the JIT.
/// Results are made by initialisers, not by a constructor, which would be one more method to inline for every operation.
/// </remarks>
internal struct Lanes8x2 : ILanes<Lanes8x2>
{
    /// <summary>Lanes 0 to 7.</summary>
    public Vector256<float> Lower;

    /// <summary>Lanes 8 to 15.</summary>
    public Vector256<float> Upper;

    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 16;
    }

    public static Lanes8x2 Indices
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new() { Lower = Vector256.Create(0f, 1f, 2f, 3f, 4f, 5f, 6f, 7f), Upper = Vector256.Create(8f, 9f, 10f, 11f, 12f, 13f, 14f, 15f) };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8x2 Create(float value) => new() { Lower = Vector256.Create(value), Upper = Vector256.Create(value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8x2 Load(ref readonly float source, nuint index) =>
        new() { Lower = Vector256.LoadUnsafe(in source, index), Upper = Vector256.LoadUnsafe(in source, index + 8) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes8x2 value, ref float destination, nuint index)
    {
        value.Lower.StoreUnsafe(ref destination, index);
        value.Upper.StoreUnsafe(ref destination, index + 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8x2 operator +(Lanes8x2 left, Lanes8x2 right) => new() { Lower = left.Lower + right.Lower, Upper = left.Upper + right.Upper };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8x2 operator -(Lanes8x2 left, Lanes8x2 right) => new() { Lower = left.Lower - right.Lower, Upper = left.Upper - right.Upper };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8x2 operator *(Lanes8x2 left, Lanes8x2 right) => new() { Lower = left.Lower * right.Lower, Upper = left.Upper * right.Upper };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8x2 operator /(Lanes8x2 left, Lanes8x2 right) => new() { Lower = left.Lower / right.Lower, Upper = left.Upper / right.Upper };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8x2 operator -(Lanes8x2 value) => new()
    {
        Lower = value.Lower ^ Vector256.Create(-0f),
        Upper = value.Upper ^ Vector256.Create(-0f),
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8x2 FusedMultiplyAdd(Lanes8x2 left, Lanes8x2 right, Lanes8x2 addend) =>
        new()
        {
            Lower = Vector256.FusedMultiplyAdd(left.Lower, right.Lower, addend.Lower),
            Upper = Vector256.FusedMultiplyAdd(left.Upper, right.Upper, addend.Upper),
        };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8x2 FusedNegatedMultiplyAdd(Lanes8x2 left, Lanes8x2 right, Lanes8x2 addend) => new()
    {
        Lower = Lanes8.FusedNegatedMultiplyAdd(left.Lower, right.Lower, addend.Lower),
        Upper = Lanes8.FusedNegatedMultiplyAdd(left.Upper, right.Upper, addend.Upper),
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8x2 Sqrt(Lanes8x2 value) => new() { Lower = Vector256.Sqrt(value.Lower), Upper = Vector256.Sqrt(value.Upper) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8x2 Abs(Lanes8x2 value) => new() { Lower = Vector256.Abs(value.Lower), Upper = Vector256.Abs(value.Upper) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8x2 Round(Lanes8x2 value) => new() { Lower = Vector256.Round(value.Lower), Upper = Vector256.Round(value.Upper) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8x2 CopySign(Lanes8x2 magnitude, Lanes8x2 sign) => new()
    {
        Lower = Vector256.ConditionalSelect(Vector256.Create(-0f), sign.Lower, magnitude.Lower),
        Upper = Vector256.ConditionalSelect(Vector256.Create(-0f), sign.Upper, magnitude.Upper),
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8x2 SetSign(Lanes8x2 magnitude, Lanes8x2 sign) => new()
    {
        Lower = magnitude.Lower | (sign.Lower & Vector256.Create(-0f)),
        Upper = magnitude.Upper | (sign.Upper & Vector256.Create(-0f)),
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8x2 SelectLess(Lanes8x2 left, Lanes8x2 right, Lanes8x2 whenTrue, Lanes8x2 whenFalse) => new()
    {
        Lower = Vector256.ConditionalSelect(Vector256.LessThan(left.Lower, right.Lower), whenTrue.Lower, whenFalse.Lower),
        Upper = Vector256.ConditionalSelect(Vector256.LessThan(left.Upper, right.Upper), whenTrue.Upper, whenFalse.Upper),
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8x2 Lesser(Lanes8x2 left, Lanes8x2 right) =>
        new() { Lower = Lanes8.Lesser(left.Lower, right.Lower), Upper = Lanes8.Lesser(left.Upper, right.Upper) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8x2 SelectLessOrEqual(Lanes8x2 left, Lanes8x2 right, Lanes8x2 whenTrue, Lanes8x2 whenFalse) => new()
    {
        Lower = Vector256.ConditionalSelect(Vector256.LessThanOrEqual(left.Lower, right.Lower), whenTrue.Lower, whenFalse.Lower),
        Upper = Vector256.ConditionalSelect(Vector256.LessThanOrEqual(left.Upper, right.Upper), whenTrue.Upper, whenFalse.Upper),
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8x2 SelectEqual(Lanes8x2 left, Lanes8x2 right, Lanes8x2 whenTrue, Lanes8x2 whenFalse) => new()
    {
        Lower = Vector256.ConditionalSelect(Vector256.Equals(left.Lower, right.Lower), whenTrue.Lower, whenFalse.Lower),
        Upper = Vector256.ConditionalSelect(Vector256.Equals(left.Upper, right.Upper), whenTrue.Upper, whenFalse.Upper),
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8x2 PowerOfTwo(Lanes8x2 exponent) => new()
    {
        Lower = ((exponent.Lower + Vector256.Create(FloatBits.ExponentMagic)).AsInt32() << FloatBits.MantissaBits).AsSingle(),
        Upper = ((exponent.Upper + Vector256.Create(FloatBits.ExponentMagic)).AsInt32() << FloatBits.MantissaBits).AsSingle(),
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Lanes8x2 Mantissa, Lanes8x2 Exponent) SplitExponent(Lanes8x2 value)
    {
        var (lowerMantissa, lowerExponent) = Lanes8.SplitExponent(value.Lower);
        var (upperMantissa, upperExponent) = Lanes8.SplitExponent(value.Upper);
        return (new() { Lower = lowerMantissa, Upper = upperMantissa }, new() { Lower = lowerExponent, Upper = upperExponent });
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8x2 Lookup(ref readonly float table, nuint index, Lanes8x2 selector) =>
        new() { Lower = Lanes8.Lookup(in table, index, selector.Lower), Upper = Lanes8.Lookup(in table, index, selector.Upper) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8x2 LoadPartial(ref readonly float source, nuint index, int count)
    {
        if (count == 16)
            return Load(in source, index);
        return count >= 8
            ? new() { Lower = Vector256.LoadUnsafe(in source, index), Upper = Lanes8.LoadPartial(in source, index + 8, count - 8) }
            : new() { Lower = Lanes8.LoadPartial(in source, index, count), Upper = Vector256<float>.Zero };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Lanes8x2 value) => Lanes8.Sum(value.Lower + value.Upper);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Max(Lanes8x2 value) => Lanes8.Max(Lanes8.SelectLess(value.Lower, value.Upper, value.Upper, value.Lower));
}
