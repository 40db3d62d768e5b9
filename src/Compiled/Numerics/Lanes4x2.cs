using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Compiled.Runtime;

namespace Compiled.Numerics;

/// <summary>
/// 8 floats as two vectors of four: what <see cref="Lanes8"/> is where the hardware's vectors have 128 bits (NEON), with the same bits.
/// </summary>
/// <remarks><see cref="Lanes8x2"/> says why. Kernels choose by <see cref="Vector256.IsHardwareAccelerated"/>, which is a constant to the JIT.</remarks>
internal struct Lanes4x2 : ILanes<Lanes4x2>
{
    /// <summary>Lanes 0 to 3.</summary>
    public Vector128<float> First;

    /// <summary>Lanes 4 to 7.</summary>
    public Vector128<float> Second;

    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 8;
    }

    public static Lanes4x2 Indices
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new()
        {
            First = Vector128.Create(0f, 1f, 2f, 3f),
            Second = Vector128.Create(4f, 5f, 6f, 7f),
        };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4x2 Create(float value) => new()
    {
        First = Vector128.Create(value),
        Second = Vector128.Create(value),
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4x2 Load(ref readonly float source, nuint index) => new()
    {
        First = Vector128.LoadUnsafe(in source, index),
        Second = Vector128.LoadUnsafe(in source, index + 4),
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes4x2 value, ref float destination, nuint index)
    {
        value.First.StoreUnsafe(ref destination, index);
        value.Second.StoreUnsafe(ref destination, index + 4);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4x2 operator +(Lanes4x2 left, Lanes4x2 right) => new()
    {
        First = left.First + right.First,
        Second = left.Second + right.Second,
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4x2 operator -(Lanes4x2 left, Lanes4x2 right) => new()
    {
        First = left.First - right.First,
        Second = left.Second - right.Second,
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4x2 operator *(Lanes4x2 left, Lanes4x2 right) => new()
    {
        First = left.First * right.First,
        Second = left.Second * right.Second,
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4x2 operator /(Lanes4x2 left, Lanes4x2 right) => new()
    {
        First = left.First / right.First,
        Second = left.Second / right.Second,
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4x2 operator -(Lanes4x2 value) => new()
    {
        First = value.First ^ Vector128.Create(-0f),
        Second = value.Second ^ Vector128.Create(-0f),
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4x2 FusedMultiplyAdd(Lanes4x2 left, Lanes4x2 right, Lanes4x2 addend) => new()
    {
        First = Fused.MultiplyAdd(left.First, right.First, addend.First),
        Second = Fused.MultiplyAdd(left.Second, right.Second, addend.Second),
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4x2 FusedNegatedMultiplyAdd(Lanes4x2 left, Lanes4x2 right, Lanes4x2 addend) => new()
    {
        First = Fused.NegatedMultiplyAdd(left.First, right.First, addend.First),
        Second = Fused.NegatedMultiplyAdd(left.Second, right.Second, addend.Second),
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4x2 Sqrt(Lanes4x2 value) => new()
    {
        First = Vector128.Sqrt(value.First),
        Second = Vector128.Sqrt(value.Second),
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4x2 Abs(Lanes4x2 value) => new()
    {
        First = Vector128.Abs(value.First),
        Second = Vector128.Abs(value.Second),
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4x2 Round(Lanes4x2 value) => new()
    {
        First = Vector128.Round(value.First),
        Second = Vector128.Round(value.Second),
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4x2 CopySign(Lanes4x2 magnitude, Lanes4x2 sign) => new()
    {
        First = Vector128.ConditionalSelect(Vector128.Create(-0f), sign.First, magnitude.First),
        Second = Vector128.ConditionalSelect(Vector128.Create(-0f), sign.Second, magnitude.Second),
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4x2 SetSign(Lanes4x2 magnitude, Lanes4x2 sign) => new()
    {
        First = magnitude.First | (sign.First & Vector128.Create(-0f)),
        Second = magnitude.Second | (sign.Second & Vector128.Create(-0f)),
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4x2 SelectLess(Lanes4x2 left, Lanes4x2 right, Lanes4x2 whenTrue, Lanes4x2 whenFalse) => new()
    {
        First = Vector128.ConditionalSelect(Vector128.LessThan(left.First, right.First), whenTrue.First, whenFalse.First),
        Second = Vector128.ConditionalSelect(Vector128.LessThan(left.Second, right.Second), whenTrue.Second, whenFalse.Second),
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4x2 Lesser(Lanes4x2 left, Lanes4x2 right) => new()
    {
        First = Lanes4.Lesser(left.First, right.First),
        Second = Lanes4.Lesser(left.Second, right.Second),
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4x2 SelectLessOrEqual(Lanes4x2 left, Lanes4x2 right, Lanes4x2 whenTrue, Lanes4x2 whenFalse) => new()
    {
        First = Vector128.ConditionalSelect(Vector128.LessThanOrEqual(left.First, right.First), whenTrue.First, whenFalse.First),
        Second = Vector128.ConditionalSelect(Vector128.LessThanOrEqual(left.Second, right.Second), whenTrue.Second, whenFalse.Second),
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4x2 SelectEqual(Lanes4x2 left, Lanes4x2 right, Lanes4x2 whenTrue, Lanes4x2 whenFalse) => new()
    {
        First = Vector128.ConditionalSelect(Vector128.Equals(left.First, right.First), whenTrue.First, whenFalse.First),
        Second = Vector128.ConditionalSelect(Vector128.Equals(left.Second, right.Second), whenTrue.Second, whenFalse.Second),
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4x2 PowerOfTwo(Lanes4x2 exponent) => new()
    {
        First = ((exponent.First + Vector128.Create(FloatBits.ExponentMagic)).AsInt32() << FloatBits.MantissaBits).AsSingle(),
        Second = ((exponent.Second + Vector128.Create(FloatBits.ExponentMagic)).AsInt32() << FloatBits.MantissaBits).AsSingle(),
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Lanes4x2 Mantissa, Lanes4x2 Exponent) SplitExponent(Lanes4x2 value)
    {
        var (firstMantissa, firstExponent) = Lanes4.SplitExponent(value.First);
        var (secondMantissa, secondExponent) = Lanes4.SplitExponent(value.Second);
        return (new() { First = firstMantissa, Second = secondMantissa }, new() { First = firstExponent, Second = secondExponent });
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4x2 Lookup(ref readonly float table, nuint index, Lanes4x2 selector) => new()
    {
        First = Lanes4.Lookup(in table, index, selector.First),
        Second = Lanes4.Lookup(in table, index, selector.Second),
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4x2 LoadPartial(ref readonly float source, nuint index, int count)
    {
        if (count == 8)
            return Load(in source, index);
        return count >= 4
            ? new() { First = Vector128.LoadUnsafe(in source, index), Second = Lanes4.LoadPartial(in source, index + 4, count - 4) }
            : new() { First = Lanes4.LoadPartial(in source, index, count), Second = Vector128<float>.Zero };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Lanes4x2 value) => Lanes4.Sum(value.First + value.Second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Max(Lanes4x2 value) => Lanes4.Max(Lanes4.SelectLess(value.First, value.Second, value.Second, value.First));
}
