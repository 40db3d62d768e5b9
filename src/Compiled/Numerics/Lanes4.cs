using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using Compiled.Runtime;

namespace Compiled.Numerics;

/// <summary>4 floats that compute side by side: a <see cref="Vector128{T}"/>.</summary>
public readonly partial struct Lanes4 : ILanes<Lanes4>
{
    // Every operation makes its result by BitCast, which the JIT expands in place: a conversion and a constructor would be two more methods to inline each time.

    /// <summary>The lanes.</summary>
    public readonly Vector128<float> Value;

    /// <summary>Wraps a vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes4(Vector128<float> value) => Value = value;

    /// <summary>Wraps a vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Lanes4(Vector128<float> value) => Unsafe.BitCast<Vector128<float>, Lanes4>(value);

    /// <summary>The vector inside.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Vector128<float>(Lanes4 value) => value.Value;

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 4;
    }

    /// <inheritdoc/>
    public static Lanes4 Indices
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Unsafe.BitCast<Vector128<float>, Lanes4>(Vector128.Create(0f, 1f, 2f, 3f));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Create(float value) => Unsafe.BitCast<Vector128<float>, Lanes4>(Vector128.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Load(ref readonly float source, nuint index) =>
        Unsafe.BitCast<Vector128<float>, Lanes4>(Vector128.LoadUnsafe(in source, index));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes4 value, ref float destination, nuint index) => value.Value.StoreUnsafe(ref destination, index);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator +(Lanes4 left, Lanes4 right) => Unsafe.BitCast<Vector128<float>, Lanes4>(left.Value + right.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator -(Lanes4 left, Lanes4 right) => Unsafe.BitCast<Vector128<float>, Lanes4>(left.Value - right.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator *(Lanes4 left, Lanes4 right) => Unsafe.BitCast<Vector128<float>, Lanes4>(left.Value * right.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator /(Lanes4 left, Lanes4 right) => Unsafe.BitCast<Vector128<float>, Lanes4>(left.Value / right.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator -(Lanes4 value) => Unsafe.BitCast<Vector128<float>, Lanes4>(value.Value ^ Vector128.Create(-0f));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 FusedMultiplyAdd(Lanes4 left, Lanes4 right, Lanes4 addend) =>
        // As in Fused, but without one more method to inline, which takes three locals.
#pragma warning disable RS0030 // Where there is the instruction.
        Fma.IsSupported || AdvSimd.IsSupported
            ? Unsafe.BitCast<Vector128<float>, Lanes4>(Vector128.FusedMultiplyAdd(left.Value, right.Value, addend.Value))
            : Unsafe.BitCast<Vector128<float>, Lanes4>(FusedEmulation.MultiplyAdd(left.Value, right.Value, addend.Value));
#pragma warning restore RS0030

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 FusedNegatedMultiplyAdd(Lanes4 left, Lanes4 right, Lanes4 addend) =>
        Unsafe.BitCast<Vector128<float>, Lanes4>(Fused.NegatedMultiplyAdd(left.Value, right.Value, addend.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Sqrt(Lanes4 value) => Unsafe.BitCast<Vector128<float>, Lanes4>(Vector128.Sqrt(value.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Abs(Lanes4 value) => Unsafe.BitCast<Vector128<float>, Lanes4>(Vector128.Abs(value.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Round(Lanes4 value) => Unsafe.BitCast<Vector128<float>, Lanes4>(Vector128.Round(value.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 CopySign(Lanes4 magnitude, Lanes4 sign) =>
        Unsafe.BitCast<Vector128<float>, Lanes4>(Vector128.ConditionalSelect(Vector128.Create(-0f), sign.Value, magnitude.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 SetSign(Lanes4 magnitude, Lanes4 sign) =>
        Unsafe.BitCast<Vector128<float>, Lanes4>(magnitude.Value | (sign.Value & Vector128.Create(-0f)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 SelectLess(Lanes4 left, Lanes4 right, Lanes4 whenTrue, Lanes4 whenFalse) =>
        Unsafe.BitCast<Vector128<float>, Lanes4>(Vector128.ConditionalSelect(Vector128.LessThan(left.Value, right.Value), whenTrue.Value, whenFalse.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Lesser(Lanes4 left, Lanes4 right) =>
        // The x86 instruction is this very selection: it returns its second operand when the values are equal or one is NaN.
        Unsafe.BitCast<Vector128<float>, Lanes4>(Sse.IsSupported
            ? Sse.Min(left.Value, right.Value)
            : Vector128.ConditionalSelect(Vector128.LessThan(left.Value, right.Value), left.Value, right.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 SelectLessOrEqual(Lanes4 left, Lanes4 right, Lanes4 whenTrue, Lanes4 whenFalse) =>
        Unsafe.BitCast<Vector128<float>, Lanes4>(Vector128.ConditionalSelect(Vector128.LessThanOrEqual(left.Value, right.Value), whenTrue.Value, whenFalse.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 SelectEqual(Lanes4 left, Lanes4 right, Lanes4 whenTrue, Lanes4 whenFalse) =>
        Unsafe.BitCast<Vector128<float>, Lanes4>(Vector128.ConditionalSelect(Vector128.Equals(left.Value, right.Value), whenTrue.Value, whenFalse.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 PowerOfTwo(Lanes4 exponent) =>
        Unsafe.BitCast<Vector128<float>, Lanes4>(((exponent.Value + Vector128.Create(FloatBits.ExponentMagic)).AsInt32() << FloatBits.MantissaBits).AsSingle());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Lanes4 Mantissa, Lanes4 Exponent) SplitExponent(Lanes4 value)
    {
        var bits = value.Value.AsInt32();
        var exponent = (bits - Vector128.Create(FloatBits.SqrtHalf)) >> FloatBits.MantissaBits;
        var mantissa = (bits - (exponent << FloatBits.MantissaBits)).AsSingle();
        return (mantissa, Vector128.ConvertToSingle(exponent));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Lookup(ref readonly float table, nuint index, Lanes4 selector)
    {
        if (Avx2.IsSupported)
            return Lanes8.Lookup(in table, index, selector.Value.ToVector256Unsafe()).Value.GetLower();

        var indices = selector.Value.AsInt32() & Vector128.Create(FloatBits.TableMask);
        if (AdvSimd.Arm64.IsSupported)
        {
            // The table is 32 bytes, two registers, and is looked up byte by byte: 4·index + 0, 1, 2 and 3 for each float.
            var bytes = indices * Vector128.Create(0x04040404) + Vector128.Create(0x03020100);
            return AdvSimd.Arm64.VectorTableLookup(
                (Vector128.LoadUnsafe(in table, index).AsByte(), Vector128.LoadUnsafe(in table, index + 4).AsByte()), bytes.AsByte()).AsSingle();
        }

        ref var row = ref Unsafe.Add(ref Unsafe.AsRef(in table), index);
        return Vector128.Create(
            Unsafe.Add(ref row, indices[0]),
            Unsafe.Add(ref row, indices[1]),
            Unsafe.Add(ref row, indices[2]),
            Unsafe.Add(ref row, indices[3]));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 LoadPartial(ref readonly float source, nuint index, int count)
    {
        ref var first = ref Unsafe.Add(ref Unsafe.AsRef(in source), index);
        return count switch
        {
            4 => Vector128.LoadUnsafe(ref first),
            3 => LoadTwo(ref first).WithElement(2, Unsafe.Add(ref first, 2)),
            2 => LoadTwo(ref first),
            1 => Vector128.CreateScalar(first),
            _ => Vector128<float>.Zero,
        };
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Lanes4 value)
    {
        var halves = value.Value + Vector128.Shuffle(value.Value, Vector128.Create(2, 3, 2, 3));
        return halves.ToScalar() + halves[1];
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Max(Lanes4 value)
    {
        Lanes4 upper = Vector128.Shuffle(value.Value, Vector128.Create(2, 3, 2, 3));
        var halves = SelectLess(value, upper, upper, value);
        var second = new Lanes1(halves.Value[1]);
        return Lanes1.SelectLess(halves.Value.ToScalar(), second, second, halves.Value.ToScalar());
    }

    /// <summary>Two floats in one load of 64 bits, and zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> LoadTwo(ref float first) =>
        Vector128.CreateScalar(Unsafe.ReadUnaligned<double>(ref Unsafe.As<float, byte>(ref first))).AsSingle();
}
