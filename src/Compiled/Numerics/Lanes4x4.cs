using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Compiled.Runtime;

namespace Compiled.Numerics;

/// <summary>
/// 16 floats as four vectors of four: what <see cref="Lanes16"/> is where the hardware's vectors have 128 bits (NEON), with the same bits.
/// </summary>
/// <remarks><see cref="Lanes8x2"/> says why. Kernels choose by <see cref="Vector256.IsHardwareAccelerated"/>, which is a constant to the JIT.</remarks>
internal struct Lanes4x4 : ILanes<Lanes4x4>
{
    /// <summary>Lanes 0 to 3.</summary>
    public Vector128<float> First;

    /// <summary>Lanes 4 to 7.</summary>
    public Vector128<float> Second;

    /// <summary>Lanes 8 to 11.</summary>
    public Vector128<float> Third;

    /// <summary>Lanes 12 to 15.</summary>
    public Vector128<float> Fourth;

    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 16;
    }

    public static Lanes4x4 Indices
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new()
        {
            First = Vector128.Create(0f, 1f, 2f, 3f),
            Second = Vector128.Create(4f, 5f, 6f, 7f),
            Third = Vector128.Create(8f, 9f, 10f, 11f),
            Fourth = Vector128.Create(12f, 13f, 14f, 15f),
        };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4x4 Create(float value) => new()
    {
        First = Vector128.Create(value),
        Second = Vector128.Create(value),
        Third = Vector128.Create(value),
        Fourth = Vector128.Create(value),
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4x4 Load(ref readonly float source, nuint index) => new()
    {
        First = Vector128.LoadUnsafe(in source, index),
        Second = Vector128.LoadUnsafe(in source, index + 4),
        Third = Vector128.LoadUnsafe(in source, index + 8),
        Fourth = Vector128.LoadUnsafe(in source, index + 12),
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes4x4 value, ref float destination, nuint index)
    {
        value.First.StoreUnsafe(ref destination, index);
        value.Second.StoreUnsafe(ref destination, index + 4);
        value.Third.StoreUnsafe(ref destination, index + 8);
        value.Fourth.StoreUnsafe(ref destination, index + 12);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4x4 operator +(Lanes4x4 left, Lanes4x4 right) => new()
    {
        First = left.First + right.First,
        Second = left.Second + right.Second,
        Third = left.Third + right.Third,
        Fourth = left.Fourth + right.Fourth,
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4x4 operator -(Lanes4x4 left, Lanes4x4 right) => new()
    {
        First = left.First - right.First,
        Second = left.Second - right.Second,
        Third = left.Third - right.Third,
        Fourth = left.Fourth - right.Fourth,
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4x4 operator *(Lanes4x4 left, Lanes4x4 right) => new()
    {
        First = left.First * right.First,
        Second = left.Second * right.Second,
        Third = left.Third * right.Third,
        Fourth = left.Fourth * right.Fourth,
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4x4 operator /(Lanes4x4 left, Lanes4x4 right) => new()
    {
        First = left.First / right.First,
        Second = left.Second / right.Second,
        Third = left.Third / right.Third,
        Fourth = left.Fourth / right.Fourth,
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4x4 operator -(Lanes4x4 value) => new()
    {
        First = value.First ^ Vector128.Create(-0f),
        Second = value.Second ^ Vector128.Create(-0f),
        Third = value.Third ^ Vector128.Create(-0f),
        Fourth = value.Fourth ^ Vector128.Create(-0f),
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4x4 FusedMultiplyAdd(Lanes4x4 left, Lanes4x4 right, Lanes4x4 addend) => new()
    {
        First = Fused.MultiplyAdd(left.First, right.First, addend.First),
        Second = Fused.MultiplyAdd(left.Second, right.Second, addend.Second),
        Third = Fused.MultiplyAdd(left.Third, right.Third, addend.Third),
        Fourth = Fused.MultiplyAdd(left.Fourth, right.Fourth, addend.Fourth),
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4x4 FusedNegatedMultiplyAdd(Lanes4x4 left, Lanes4x4 right, Lanes4x4 addend) => new()
    {
        First = Fused.NegatedMultiplyAdd(left.First, right.First, addend.First),
        Second = Fused.NegatedMultiplyAdd(left.Second, right.Second, addend.Second),
        Third = Fused.NegatedMultiplyAdd(left.Third, right.Third, addend.Third),
        Fourth = Fused.NegatedMultiplyAdd(left.Fourth, right.Fourth, addend.Fourth),
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4x4 Sqrt(Lanes4x4 value) => new()
    {
        First = Vector128.Sqrt(value.First),
        Second = Vector128.Sqrt(value.Second),
        Third = Vector128.Sqrt(value.Third),
        Fourth = Vector128.Sqrt(value.Fourth),
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4x4 Abs(Lanes4x4 value) => new()
    {
        First = Vector128.Abs(value.First),
        Second = Vector128.Abs(value.Second),
        Third = Vector128.Abs(value.Third),
        Fourth = Vector128.Abs(value.Fourth),
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4x4 Round(Lanes4x4 value) => new()
    {
        First = Vector128.Round(value.First),
        Second = Vector128.Round(value.Second),
        Third = Vector128.Round(value.Third),
        Fourth = Vector128.Round(value.Fourth),
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4x4 CopySign(Lanes4x4 magnitude, Lanes4x4 sign) => new()
    {
        First = Vector128.ConditionalSelect(Vector128.Create(-0f), sign.First, magnitude.First),
        Second = Vector128.ConditionalSelect(Vector128.Create(-0f), sign.Second, magnitude.Second),
        Third = Vector128.ConditionalSelect(Vector128.Create(-0f), sign.Third, magnitude.Third),
        Fourth = Vector128.ConditionalSelect(Vector128.Create(-0f), sign.Fourth, magnitude.Fourth),
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4x4 SetSign(Lanes4x4 magnitude, Lanes4x4 sign) => new()
    {
        First = magnitude.First | (sign.First & Vector128.Create(-0f)),
        Second = magnitude.Second | (sign.Second & Vector128.Create(-0f)),
        Third = magnitude.Third | (sign.Third & Vector128.Create(-0f)),
        Fourth = magnitude.Fourth | (sign.Fourth & Vector128.Create(-0f)),
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4x4 SelectLess(Lanes4x4 left, Lanes4x4 right, Lanes4x4 whenTrue, Lanes4x4 whenFalse) => new()
    {
        First = Vector128.ConditionalSelect(Vector128.LessThan(left.First, right.First), whenTrue.First, whenFalse.First),
        Second = Vector128.ConditionalSelect(Vector128.LessThan(left.Second, right.Second), whenTrue.Second, whenFalse.Second),
        Third = Vector128.ConditionalSelect(Vector128.LessThan(left.Third, right.Third), whenTrue.Third, whenFalse.Third),
        Fourth = Vector128.ConditionalSelect(Vector128.LessThan(left.Fourth, right.Fourth), whenTrue.Fourth, whenFalse.Fourth),
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4x4 Lesser(Lanes4x4 left, Lanes4x4 right) => new()
    {
        First = Lanes4.Lesser(left.First, right.First),
        Second = Lanes4.Lesser(left.Second, right.Second),
        Third = Lanes4.Lesser(left.Third, right.Third),
        Fourth = Lanes4.Lesser(left.Fourth, right.Fourth),
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4x4 SelectLessOrEqual(Lanes4x4 left, Lanes4x4 right, Lanes4x4 whenTrue, Lanes4x4 whenFalse) => new()
    {
        First = Vector128.ConditionalSelect(Vector128.LessThanOrEqual(left.First, right.First), whenTrue.First, whenFalse.First),
        Second = Vector128.ConditionalSelect(Vector128.LessThanOrEqual(left.Second, right.Second), whenTrue.Second, whenFalse.Second),
        Third = Vector128.ConditionalSelect(Vector128.LessThanOrEqual(left.Third, right.Third), whenTrue.Third, whenFalse.Third),
        Fourth = Vector128.ConditionalSelect(Vector128.LessThanOrEqual(left.Fourth, right.Fourth), whenTrue.Fourth, whenFalse.Fourth),
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4x4 SelectEqual(Lanes4x4 left, Lanes4x4 right, Lanes4x4 whenTrue, Lanes4x4 whenFalse) => new()
    {
        First = Vector128.ConditionalSelect(Vector128.Equals(left.First, right.First), whenTrue.First, whenFalse.First),
        Second = Vector128.ConditionalSelect(Vector128.Equals(left.Second, right.Second), whenTrue.Second, whenFalse.Second),
        Third = Vector128.ConditionalSelect(Vector128.Equals(left.Third, right.Third), whenTrue.Third, whenFalse.Third),
        Fourth = Vector128.ConditionalSelect(Vector128.Equals(left.Fourth, right.Fourth), whenTrue.Fourth, whenFalse.Fourth),
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4x4 PowerOfTwo(Lanes4x4 exponent) => new()
    {
        First = ((exponent.First + Vector128.Create(FloatBits.ExponentMagic)).AsInt32() << FloatBits.MantissaBits).AsSingle(),
        Second = ((exponent.Second + Vector128.Create(FloatBits.ExponentMagic)).AsInt32() << FloatBits.MantissaBits).AsSingle(),
        Third = ((exponent.Third + Vector128.Create(FloatBits.ExponentMagic)).AsInt32() << FloatBits.MantissaBits).AsSingle(),
        Fourth = ((exponent.Fourth + Vector128.Create(FloatBits.ExponentMagic)).AsInt32() << FloatBits.MantissaBits).AsSingle(),
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Lanes4x4 Mantissa, Lanes4x4 Exponent) SplitExponent(Lanes4x4 value)
    {
        var (mantissa0, exponent0) = Lanes4.SplitExponent(value.First);
        var (mantissa1, exponent1) = Lanes4.SplitExponent(value.Second);
        var (mantissa2, exponent2) = Lanes4.SplitExponent(value.Third);
        var (mantissa3, exponent3) = Lanes4.SplitExponent(value.Fourth);
        return (new() { First = mantissa0, Second = mantissa1, Third = mantissa2, Fourth = mantissa3 }, new()
        {
            First = exponent0,
            Second = exponent1,
            Third = exponent2,
            Fourth = exponent3,
        });
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4x4 Lookup(ref readonly float table, nuint index, Lanes4x4 selector) => new()
    {
        First = Lanes4.Lookup(in table, index, selector.First),
        Second = Lanes4.Lookup(in table, index, selector.Second),
        Third = Lanes4.Lookup(in table, index, selector.Third),
        Fourth = Lanes4.Lookup(in table, index, selector.Fourth),
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4x4 LoadPartial(ref readonly float source, nuint index, int count)
    {
        var zero = Vector128<float>.Zero;
        switch (count >> 2)
        {
            case 0:
                return new() { First = Lanes4.LoadPartial(in source, index, count), Second = zero, Third = zero, Fourth = zero };
            case 1:
                return new()
                {
                    First = Vector128.LoadUnsafe(in source, index),
                    Second = Lanes4.LoadPartial(in source, index + 4, count - 4),
                    Third = zero,
                    Fourth = zero,
                };
            case 2:
                return new()
                {
                    First = Vector128.LoadUnsafe(in source, index),
                    Second = Vector128.LoadUnsafe(in source, index + 4),
                    Third = Lanes4.LoadPartial(in source, index + 8, count - 8),
                    Fourth = zero,
                };
            case 3:
                return new()
                {
                    First = Vector128.LoadUnsafe(in source, index),
                    Second = Vector128.LoadUnsafe(in source, index + 4),
                    Third = Vector128.LoadUnsafe(in source, index + 8),
                    Fourth = Lanes4.LoadPartial(in source, index + 12, count - 12),
                };
            default:
                return Load(in source, index);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Lanes4x4 value) => Lanes4.Sum((value.First + value.Third) + (value.Second + value.Fourth));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Max(Lanes4x4 value)
    {
        Lanes4 lower = Lanes4.SelectLess(value.First, value.Third, value.Third, value.First);
        Lanes4 upper = Lanes4.SelectLess(value.Second, value.Fourth, value.Fourth, value.Second);
        return Lanes4.Max(Lanes4.SelectLess(lower, upper, upper, lower));
    }
}
