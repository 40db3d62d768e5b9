using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Compiled.Numerics;

/// <summary>
/// 16 floats as four vectors of four: what <see cref="Lanes16"/> is where the hardware's vectors have 128 bits (NEON), with the same bits.
/// </summary>
/// <remarks><see cref="Lanes8x2"/> says why. Kernels choose by <see cref="Vector256.IsHardwareAccelerated"/>, which is a constant to the JIT.</remarks>
internal readonly struct Lanes4x4 : ILanes<Lanes4x4>
{
    /// <summary>Lanes 0 to 3.</summary>
    public readonly Vector128<float> First;

    /// <summary>Lanes 4 to 7.</summary>
    public readonly Vector128<float> Second;

    /// <summary>Lanes 8 to 11.</summary>
    public readonly Vector128<float> Third;

    /// <summary>Lanes 12 to 15.</summary>
    public readonly Vector128<float> Fourth;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes4x4(Vector128<float> first, Vector128<float> second, Vector128<float> third, Vector128<float> fourth)
    {
        First = first;
        Second = second;
        Third = third;
        Fourth = fourth;
    }

    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 16;
    }

    public static Lanes4x4 Indices
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector128.Create(0f, 1f, 2f, 3f), Vector128.Create(4f, 5f, 6f, 7f), Vector128.Create(8f, 9f, 10f, 11f), Vector128.Create(12f, 13f, 14f, 15f));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4x4 Create(float value) => new(Vector128.Create(value), Vector128.Create(value), Vector128.Create(value), Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4x4 Load(ref readonly float source, nuint index) => new(
        Vector128.LoadUnsafe(in source, index),
        Vector128.LoadUnsafe(in source, index + 4),
        Vector128.LoadUnsafe(in source, index + 8),
        Vector128.LoadUnsafe(in source, index + 12));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes4x4 value, ref float destination, nuint index)
    {
        value.First.StoreUnsafe(ref destination, index);
        value.Second.StoreUnsafe(ref destination, index + 4);
        value.Third.StoreUnsafe(ref destination, index + 8);
        value.Fourth.StoreUnsafe(ref destination, index + 12);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4x4 operator +(Lanes4x4 left, Lanes4x4 right) => new(
        left.First + right.First,
        left.Second + right.Second,
        left.Third + right.Third,
        left.Fourth + right.Fourth);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4x4 operator -(Lanes4x4 left, Lanes4x4 right) => new(
        left.First - right.First,
        left.Second - right.Second,
        left.Third - right.Third,
        left.Fourth - right.Fourth);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4x4 operator *(Lanes4x4 left, Lanes4x4 right) => new(
        left.First * right.First,
        left.Second * right.Second,
        left.Third * right.Third,
        left.Fourth * right.Fourth);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4x4 operator /(Lanes4x4 left, Lanes4x4 right) => new(
        left.First / right.First,
        left.Second / right.Second,
        left.Third / right.Third,
        left.Fourth / right.Fourth);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4x4 operator -(Lanes4x4 value) => new(
        value.First ^ Vector128.Create(-0f),
        value.Second ^ Vector128.Create(-0f),
        value.Third ^ Vector128.Create(-0f),
        value.Fourth ^ Vector128.Create(-0f));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4x4 FusedMultiplyAdd(Lanes4x4 left, Lanes4x4 right, Lanes4x4 addend) => new(
        Lanes4.FusedMultiplyAdd(left.First, right.First, addend.First),
        Lanes4.FusedMultiplyAdd(left.Second, right.Second, addend.Second),
        Lanes4.FusedMultiplyAdd(left.Third, right.Third, addend.Third),
        Lanes4.FusedMultiplyAdd(left.Fourth, right.Fourth, addend.Fourth));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4x4 Sqrt(Lanes4x4 value) => new(
        Vector128.Sqrt(value.First),
        Vector128.Sqrt(value.Second),
        Vector128.Sqrt(value.Third),
        Vector128.Sqrt(value.Fourth));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4x4 Abs(Lanes4x4 value) => new(
        Vector128.Abs(value.First),
        Vector128.Abs(value.Second),
        Vector128.Abs(value.Third),
        Vector128.Abs(value.Fourth));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4x4 Round(Lanes4x4 value) => new(
        Vector128.Round(value.First),
        Vector128.Round(value.Second),
        Vector128.Round(value.Third),
        Vector128.Round(value.Fourth));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4x4 CopySign(Lanes4x4 magnitude, Lanes4x4 sign) => new(
        Lanes4.CopySign(magnitude.First, sign.First),
        Lanes4.CopySign(magnitude.Second, sign.Second),
        Lanes4.CopySign(magnitude.Third, sign.Third),
        Lanes4.CopySign(magnitude.Fourth, sign.Fourth));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4x4 SelectLess(Lanes4x4 left, Lanes4x4 right, Lanes4x4 whenTrue, Lanes4x4 whenFalse) => new(
        Lanes4.SelectLess(left.First, right.First, whenTrue.First, whenFalse.First),
        Lanes4.SelectLess(left.Second, right.Second, whenTrue.Second, whenFalse.Second),
        Lanes4.SelectLess(left.Third, right.Third, whenTrue.Third, whenFalse.Third),
        Lanes4.SelectLess(left.Fourth, right.Fourth, whenTrue.Fourth, whenFalse.Fourth));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4x4 Lesser(Lanes4x4 left, Lanes4x4 right) => new(
        Lanes4.Lesser(left.First, right.First),
        Lanes4.Lesser(left.Second, right.Second),
        Lanes4.Lesser(left.Third, right.Third),
        Lanes4.Lesser(left.Fourth, right.Fourth));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4x4 SelectLessOrEqual(Lanes4x4 left, Lanes4x4 right, Lanes4x4 whenTrue, Lanes4x4 whenFalse) => new(
        Lanes4.SelectLessOrEqual(left.First, right.First, whenTrue.First, whenFalse.First),
        Lanes4.SelectLessOrEqual(left.Second, right.Second, whenTrue.Second, whenFalse.Second),
        Lanes4.SelectLessOrEqual(left.Third, right.Third, whenTrue.Third, whenFalse.Third),
        Lanes4.SelectLessOrEqual(left.Fourth, right.Fourth, whenTrue.Fourth, whenFalse.Fourth));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4x4 SelectEqual(Lanes4x4 left, Lanes4x4 right, Lanes4x4 whenTrue, Lanes4x4 whenFalse) => new(
        Lanes4.SelectEqual(left.First, right.First, whenTrue.First, whenFalse.First),
        Lanes4.SelectEqual(left.Second, right.Second, whenTrue.Second, whenFalse.Second),
        Lanes4.SelectEqual(left.Third, right.Third, whenTrue.Third, whenFalse.Third),
        Lanes4.SelectEqual(left.Fourth, right.Fourth, whenTrue.Fourth, whenFalse.Fourth));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4x4 PowerOfTwo(Lanes4x4 exponent) => new(
        Lanes4.PowerOfTwo(exponent.First),
        Lanes4.PowerOfTwo(exponent.Second),
        Lanes4.PowerOfTwo(exponent.Third),
        Lanes4.PowerOfTwo(exponent.Fourth));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Lanes4x4 Mantissa, Lanes4x4 Exponent) SplitExponent(Lanes4x4 value)
    {
        var (mantissa0, exponent0) = Lanes4.SplitExponent(value.First);
        var (mantissa1, exponent1) = Lanes4.SplitExponent(value.Second);
        var (mantissa2, exponent2) = Lanes4.SplitExponent(value.Third);
        var (mantissa3, exponent3) = Lanes4.SplitExponent(value.Fourth);
        return (new(mantissa0, mantissa1, mantissa2, mantissa3), new(exponent0, exponent1, exponent2, exponent3));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4x4 QuarterOctave(Lanes4x4 value) => new(
        Lanes4.QuarterOctave(value.First),
        Lanes4.QuarterOctave(value.Second),
        Lanes4.QuarterOctave(value.Third),
        Lanes4.QuarterOctave(value.Fourth));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4x4 Lookup(ref readonly float table, nuint index, Lanes4x4 selector) => new(
        Lanes4.Lookup(in table, index, selector.First),
        Lanes4.Lookup(in table, index, selector.Second),
        Lanes4.Lookup(in table, index, selector.Third),
        Lanes4.Lookup(in table, index, selector.Fourth));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4x4 LoadPartial(ref readonly float source, nuint index, int count)
    {
        var zero = Vector128<float>.Zero;
        switch (count >> 2)
        {
            case 0:
                return new(Lanes4.LoadPartial(in source, index, count), zero, zero, zero);
            case 1:
                return new(Vector128.LoadUnsafe(in source, index), Lanes4.LoadPartial(in source, index + 4, count - 4), zero, zero);
            case 2:
                return new(
                    Vector128.LoadUnsafe(in source, index), Vector128.LoadUnsafe(in source, index + 4),
                    Lanes4.LoadPartial(in source, index + 8, count - 8), zero);
            case 3:
                return new(
                    Vector128.LoadUnsafe(in source, index), Vector128.LoadUnsafe(in source, index + 4),
                    Vector128.LoadUnsafe(in source, index + 8), Lanes4.LoadPartial(in source, index + 12, count - 12));
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
