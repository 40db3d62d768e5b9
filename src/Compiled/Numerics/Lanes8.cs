using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Compiled.Numerics;

/// <summary>8 floats that compute side by side: a <see cref="Vector256{T}"/>.</summary>
public readonly partial struct Lanes8 : ILanes<Lanes8>
{
    // Every operation makes its result by BitCast, which the JIT expands in place: a conversion and a constructor would be two more methods to inline each time.

    /// <summary>The lanes.</summary>
    public readonly Vector256<float> Value;

    /// <summary>Wraps a vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes8(Vector256<float> value) => Value = value;

    /// <summary>Wraps a vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Lanes8(Vector256<float> value) => Unsafe.BitCast<Vector256<float>, Lanes8>(value);

    /// <summary>The vector inside.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Vector256<float>(Lanes8 value) => value.Value;

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 8;
    }

    /// <inheritdoc/>
    public static Lanes8 Indices
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Unsafe.BitCast<Vector256<float>, Lanes8>(Vector256.Create(0f, 1f, 2f, 3f, 4f, 5f, 6f, 7f));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Create(float value) => Unsafe.BitCast<Vector256<float>, Lanes8>(Vector256.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Load(ref readonly float source, nuint index) =>
        Unsafe.BitCast<Vector256<float>, Lanes8>(Vector256.LoadUnsafe(in source, index));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes8 value, ref float destination, nuint index) => value.Value.StoreUnsafe(ref destination, index);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator +(Lanes8 left, Lanes8 right) => Unsafe.BitCast<Vector256<float>, Lanes8>(left.Value + right.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator -(Lanes8 left, Lanes8 right) => Unsafe.BitCast<Vector256<float>, Lanes8>(left.Value - right.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator *(Lanes8 left, Lanes8 right) => Unsafe.BitCast<Vector256<float>, Lanes8>(left.Value * right.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator /(Lanes8 left, Lanes8 right) => Unsafe.BitCast<Vector256<float>, Lanes8>(left.Value / right.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator -(Lanes8 value) => Unsafe.BitCast<Vector256<float>, Lanes8>(value.Value ^ Vector256.Create(-0f));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 FusedMultiplyAdd(Lanes8 left, Lanes8 right, Lanes8 addend) =>
        Unsafe.BitCast<Vector256<float>, Lanes8>(Vector256.FusedMultiplyAdd(left.Value, right.Value, addend.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 FusedNegatedMultiplyAdd(Lanes8 left, Lanes8 right, Lanes8 addend) =>
        Fma.IsSupported
            ? Unsafe.BitCast<Vector256<float>, Lanes8>(Fma.MultiplyAddNegated(left.Value, right.Value, addend.Value))
            : Unsafe.BitCast<Vector256<float>, Lanes8>(Vector256.FusedMultiplyAdd(-left.Value, right.Value, addend.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Sqrt(Lanes8 value) => Unsafe.BitCast<Vector256<float>, Lanes8>(Vector256.Sqrt(value.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Abs(Lanes8 value) => Unsafe.BitCast<Vector256<float>, Lanes8>(Vector256.Abs(value.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Round(Lanes8 value) => Unsafe.BitCast<Vector256<float>, Lanes8>(Vector256.Round(value.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 CopySign(Lanes8 magnitude, Lanes8 sign) =>
        Unsafe.BitCast<Vector256<float>, Lanes8>(Vector256.ConditionalSelect(Vector256.Create(-0f), sign.Value, magnitude.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 SetSign(Lanes8 magnitude, Lanes8 sign) =>
        Unsafe.BitCast<Vector256<float>, Lanes8>(magnitude.Value | (sign.Value & Vector256.Create(-0f)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 SelectLess(Lanes8 left, Lanes8 right, Lanes8 whenTrue, Lanes8 whenFalse) =>
        Unsafe.BitCast<Vector256<float>, Lanes8>(Vector256.ConditionalSelect(Vector256.LessThan(left.Value, right.Value), whenTrue.Value, whenFalse.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Lesser(Lanes8 left, Lanes8 right) =>
        // The x86 instruction is this very selection: it returns its second operand when the values are equal or one is NaN.
        Unsafe.BitCast<Vector256<float>, Lanes8>(Avx.IsSupported
            ? Avx.Min(left.Value, right.Value)
            : Vector256.ConditionalSelect(Vector256.LessThan(left.Value, right.Value), left.Value, right.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 SelectLessOrEqual(Lanes8 left, Lanes8 right, Lanes8 whenTrue, Lanes8 whenFalse) =>
        Unsafe.BitCast<Vector256<float>, Lanes8>(Vector256.ConditionalSelect(Vector256.LessThanOrEqual(left.Value, right.Value), whenTrue.Value, whenFalse.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 SelectEqual(Lanes8 left, Lanes8 right, Lanes8 whenTrue, Lanes8 whenFalse) =>
        Unsafe.BitCast<Vector256<float>, Lanes8>(Vector256.ConditionalSelect(Vector256.Equals(left.Value, right.Value), whenTrue.Value, whenFalse.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 PowerOfTwo(Lanes8 exponent) =>
        Unsafe.BitCast<Vector256<float>, Lanes8>(((exponent.Value + Vector256.Create(FloatBits.ExponentMagic)).AsInt32() << FloatBits.MantissaBits).AsSingle());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Lanes8 Mantissa, Lanes8 Exponent) SplitExponent(Lanes8 value)
    {
        var bits = value.Value.AsInt32();
        var exponent = (bits - Vector256.Create(FloatBits.SqrtHalf)) >> FloatBits.MantissaBits;
        var mantissa = (bits - (exponent << FloatBits.MantissaBits)).AsSingle();
        return (mantissa, Vector256.ConvertToSingle(exponent));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Lookup(ref readonly float table, nuint index, Lanes8 selector)
    {
        if (Avx2.IsSupported)
            return Avx2.PermuteVar8x32(Vector256.LoadUnsafe(in table, index), selector.Value.AsInt32());
        return LookupInHalves(in table, index, selector);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 LoadPartial(ref readonly float source, nuint index, int count)
    {
        if (count == 8)
            return Load(in source, index);
        return count >= 4
            ? Vector256.Create(Vector128.LoadUnsafe(in source, index), Lanes4.LoadPartial(in source, index + 4, count - 4).Value)
            : Vector256.Create(Lanes4.LoadPartial(in source, index, count).Value, Vector128<float>.Zero);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Lanes8 value) => Lanes4.Sum(value.Value.GetLower() + value.Value.GetUpper());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Max(Lanes8 value)
    {
        Lanes4 lower = value.Value.GetLower(), upper = value.Value.GetUpper();
        return Lanes4.Max(Lanes4.SelectLess(lower, upper, upper, lower));
    }

    /// <summary>A method of its own: its mention of narrower lanes would load them wherever <see cref="Lookup"/> is compiled.</summary>
    private static Lanes8 LookupInHalves(ref readonly float table, nuint index, Lanes8 selector) => Vector256.Create(
        Lanes4.Lookup(in table, index, selector.Value.GetLower()).Value,
        Lanes4.Lookup(in table, index, selector.Value.GetUpper()).Value);
}
