using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Compiled.Numerics;

/// <summary>16 floats that compute side by side: a <see cref="Vector512{T}"/>.</summary>
public readonly partial struct Lanes16 : ILanes<Lanes16>
{
    // Every operation makes its result by BitCast, which the JIT expands in place: a conversion and a constructor would be two more methods to inline each time.

    /// <summary>The lanes.</summary>
    public readonly Vector512<float> Value;

    /// <summary>Wraps a vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes16(Vector512<float> value) => Value = value;

    /// <summary>Wraps a vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Lanes16(Vector512<float> value) => Unsafe.BitCast<Vector512<float>, Lanes16>(value);

    /// <summary>The vector inside.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Vector512<float>(Lanes16 value) => value.Value;

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 16;
    }

    /// <inheritdoc/>
    public static Lanes16 Indices
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Unsafe.BitCast<Vector512<float>, Lanes16>(Vector512.Create(0f, 1f, 2f, 3f, 4f, 5f, 6f, 7f, 8f, 9f, 10f, 11f, 12f, 13f, 14f, 15f));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Create(float value) => Unsafe.BitCast<Vector512<float>, Lanes16>(Vector512.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Load(ref readonly float source, nuint index) =>
        Unsafe.BitCast<Vector512<float>, Lanes16>(Vector512.LoadUnsafe(in source, index));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes16 value, ref float destination, nuint index) => value.Value.StoreUnsafe(ref destination, index);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 operator +(Lanes16 left, Lanes16 right) => Unsafe.BitCast<Vector512<float>, Lanes16>(left.Value + right.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 operator -(Lanes16 left, Lanes16 right) => Unsafe.BitCast<Vector512<float>, Lanes16>(left.Value - right.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 operator *(Lanes16 left, Lanes16 right) => Unsafe.BitCast<Vector512<float>, Lanes16>(left.Value * right.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 operator /(Lanes16 left, Lanes16 right) => Unsafe.BitCast<Vector512<float>, Lanes16>(left.Value / right.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 operator -(Lanes16 value) => Unsafe.BitCast<Vector512<float>, Lanes16>(value.Value ^ Vector512.Create(-0f));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 FusedMultiplyAdd(Lanes16 left, Lanes16 right, Lanes16 addend) =>
        Unsafe.BitCast<Vector512<float>, Lanes16>(Vector512.FusedMultiplyAdd(left.Value, right.Value, addend.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 FusedNegatedMultiplyAdd(Lanes16 left, Lanes16 right, Lanes16 addend) =>
        Avx512F.IsSupported
            ? Unsafe.BitCast<Vector512<float>, Lanes16>(Avx512F.FusedMultiplyAddNegated(left.Value, right.Value, addend.Value))
            : Unsafe.BitCast<Vector512<float>, Lanes16>(Vector512.FusedMultiplyAdd(-left.Value, right.Value, addend.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Sqrt(Lanes16 value) => Unsafe.BitCast<Vector512<float>, Lanes16>(Vector512.Sqrt(value.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Abs(Lanes16 value) => Unsafe.BitCast<Vector512<float>, Lanes16>(Vector512.Abs(value.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Round(Lanes16 value) => Unsafe.BitCast<Vector512<float>, Lanes16>(Vector512.Round(value.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 CopySign(Lanes16 magnitude, Lanes16 sign) =>
        Unsafe.BitCast<Vector512<float>, Lanes16>(Vector512.ConditionalSelect(Vector512.Create(-0f), sign.Value, magnitude.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 SetSign(Lanes16 magnitude, Lanes16 sign) =>
        Unsafe.BitCast<Vector512<float>, Lanes16>(magnitude.Value | (sign.Value & Vector512.Create(-0f)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 SelectLess(Lanes16 left, Lanes16 right, Lanes16 whenTrue, Lanes16 whenFalse) =>
        Unsafe.BitCast<Vector512<float>, Lanes16>(Vector512.ConditionalSelect(Vector512.LessThan(left.Value, right.Value), whenTrue.Value, whenFalse.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Lesser(Lanes16 left, Lanes16 right) =>
        // The x86 instruction is this very selection: it returns its second operand when the values are equal or one is NaN.
        Unsafe.BitCast<Vector512<float>, Lanes16>(Avx512F.IsSupported
            ? Avx512F.Min(left.Value, right.Value)
            : Vector512.Create(
                Lanes8.Lesser(left.Value.GetLower(), right.Value.GetLower()).Value,
                Lanes8.Lesser(left.Value.GetUpper(), right.Value.GetUpper()).Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 SelectLessOrEqual(Lanes16 left, Lanes16 right, Lanes16 whenTrue, Lanes16 whenFalse) =>
        Unsafe.BitCast<Vector512<float>, Lanes16>(Vector512.ConditionalSelect(Vector512.LessThanOrEqual(left.Value, right.Value), whenTrue.Value, whenFalse.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 SelectEqual(Lanes16 left, Lanes16 right, Lanes16 whenTrue, Lanes16 whenFalse) =>
        Unsafe.BitCast<Vector512<float>, Lanes16>(Vector512.ConditionalSelect(Vector512.Equals(left.Value, right.Value), whenTrue.Value, whenFalse.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 PowerOfTwo(Lanes16 exponent) =>
        Unsafe.BitCast<Vector512<float>, Lanes16>(((exponent.Value + Vector512.Create(FloatBits.ExponentMagic)).AsInt32() << FloatBits.MantissaBits).AsSingle());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Lanes16 Mantissa, Lanes16 Exponent) SplitExponent(Lanes16 value)
    {
        var bits = value.Value.AsInt32();
        var exponent = (bits - Vector512.Create(FloatBits.SqrtHalf)) >> FloatBits.MantissaBits;
        var mantissa = (bits - (exponent << FloatBits.MantissaBits)).AsSingle();
        return (mantissa, Vector512.ConvertToSingle(exponent));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Lookup(ref readonly float table, nuint index, Lanes16 selector)
    {
        if (Avx512F.IsSupported)
            return Avx512F.PermuteVar16x32(Vector512.LoadUnsafe(in table, index), selector.Value.AsInt32());
        return Vector512.Create(
            Lanes8.Lookup(in table, index, selector.Value.GetLower()).Value,
            Lanes8.Lookup(in table, index, selector.Value.GetUpper()).Value);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 LoadPartial(ref readonly float source, nuint index, int count)
    {
        if (count == 16)
            return Load(in source, index);
        return count >= 8
            ? Vector512.Create(Vector256.LoadUnsafe(in source, index), Lanes8.LoadPartial(in source, index + 8, count - 8).Value)
            : Vector512.Create(Lanes8.LoadPartial(in source, index, count).Value, Vector256<float>.Zero);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Lanes16 value) => Lanes8.Sum(value.Value.GetLower() + value.Value.GetUpper());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Max(Lanes16 value)
    {
        Lanes8 lower = value.Value.GetLower(), upper = value.Value.GetUpper();
        return Lanes8.Max(Lanes8.SelectLess(lower, upper, upper, lower));
    }
}
