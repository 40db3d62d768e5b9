using System.Runtime.CompilerServices;
using Compiled.Runtime;

namespace Compiled.Numerics;

/// <summary>One float that computes as a lane: the scalar body of every function over lanes, with the bits of the vectors.</summary>
public readonly partial struct Lanes1 : ILanes<Lanes1>
{
    /// <summary>The lane.</summary>
    public readonly float Value;

    /// <summary>Wraps a float.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes1(float value) => Value = value;

    /// <summary>Wraps a float.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Lanes1(float value) => new(value);

    /// <summary>The float inside.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator float(Lanes1 value) => value.Value;

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 1;
    }

    /// <inheritdoc/>
    public static Lanes1 Indices
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 0f;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Create(float value) => value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Load(ref readonly float source, nuint index) => Unsafe.Add(ref Unsafe.AsRef(in source), index);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes1 value, ref float destination, nuint index) => Unsafe.Add(ref destination, index) = value.Value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 operator +(Lanes1 left, Lanes1 right) => left.Value + right.Value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 operator -(Lanes1 left, Lanes1 right) => left.Value - right.Value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 operator *(Lanes1 left, Lanes1 right) => left.Value * right.Value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 operator /(Lanes1 left, Lanes1 right) => left.Value / right.Value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 operator -(Lanes1 value) => FromBits(Bits(value) ^ int.MinValue);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 FusedMultiplyAdd(Lanes1 left, Lanes1 right, Lanes1 addend) =>
        Fused.MultiplyAdd(left.Value, right.Value, addend.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 FusedNegatedMultiplyAdd(Lanes1 left, Lanes1 right, Lanes1 addend) =>
        Fused.MultiplyAdd(-left.Value, right.Value, addend.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Sqrt(Lanes1 value) => MathF.Sqrt(value.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Abs(Lanes1 value) => FromBits(Bits(value) & int.MaxValue);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Round(Lanes1 value) => MathF.Round(value.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 CopySign(Lanes1 magnitude, Lanes1 sign) =>
        FromBits((Bits(magnitude) & int.MaxValue) | (Bits(sign) & int.MinValue));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 SetSign(Lanes1 magnitude, Lanes1 sign) => FromBits(Bits(magnitude) | (Bits(sign) & int.MinValue));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 SelectLess(Lanes1 left, Lanes1 right, Lanes1 whenTrue, Lanes1 whenFalse) =>
        left.Value < right.Value ? whenTrue : whenFalse;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Lesser(Lanes1 left, Lanes1 right) =>
        left.Value < right.Value ? left : right;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 SelectLessOrEqual(Lanes1 left, Lanes1 right, Lanes1 whenTrue, Lanes1 whenFalse) =>
        left.Value <= right.Value ? whenTrue : whenFalse;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 SelectEqual(Lanes1 left, Lanes1 right, Lanes1 whenTrue, Lanes1 whenFalse) =>
        left.Value == right.Value ? whenTrue : whenFalse;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 PowerOfTwo(Lanes1 exponent) =>
        FromBits(Bits(exponent.Value + FloatBits.ExponentMagic) << FloatBits.MantissaBits);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Lanes1 Mantissa, Lanes1 Exponent) SplitExponent(Lanes1 value)
    {
        var exponent = (Bits(value) - FloatBits.SqrtHalf) >> FloatBits.MantissaBits;
        return (FromBits(Bits(value) - (exponent << FloatBits.MantissaBits)), exponent);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Lookup(ref readonly float table, nuint index, Lanes1 selector) =>
        Unsafe.Add(ref Unsafe.AsRef(in table), index + (nuint)(Bits(selector) & FloatBits.TableMask));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 LoadPartial(ref readonly float source, nuint index, int count) => count == 0 ? 0f : Load(in source, index);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Lanes1 value) => value.Value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Max(Lanes1 value) => value.Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Bits(Lanes1 value) => BitConverter.SingleToInt32Bits(value.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes1 FromBits(int bits) => BitConverter.Int32BitsToSingle(bits);
}
