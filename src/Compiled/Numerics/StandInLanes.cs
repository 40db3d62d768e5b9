#pragma warning disable CS1591, CA2225
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Compiled.Numerics;

public readonly struct Lanes4(Vector128<float> value) : ILanes<Lanes4>
{
    public readonly Vector128<float> Value = value;
    public static int Count => 4;
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public static Lanes4 Create(float v) => new(Vector128.Create(v));
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public static Lanes4 Load(ref readonly float s, nuint i) => new(Vector128.LoadUnsafe(in s, i));
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public static void Store(Lanes4 v, ref float d, nuint i) => v.Value.StoreUnsafe(ref d, i);
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public static Lanes4 operator +(Lanes4 a, Lanes4 b) => new(a.Value + b.Value);
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public static Lanes4 operator -(Lanes4 a, Lanes4 b) => new(a.Value - b.Value);
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public static Lanes4 operator *(Lanes4 a, Lanes4 b) => new(a.Value * b.Value);
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public static Lanes4 operator /(Lanes4 a, Lanes4 b) => new(a.Value / b.Value);
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public static Lanes4 operator -(Lanes4 a) => new(-a.Value);
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public static Lanes4 FusedMultiplyAdd(Lanes4 a, Lanes4 b, Lanes4 c) => new(Vector128.FusedMultiplyAdd(a.Value, b.Value, c.Value));
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public static Lanes4 Sqrt(Lanes4 a) => new(Vector128.Sqrt(a.Value));
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public static Lanes4 Abs(Lanes4 a) => new(Vector128.Abs(a.Value));
    public static Lanes4 Round(Lanes4 a) => throw new NotSupportedException();
    public static Lanes4 CopySign(Lanes4 a, Lanes4 b) => throw new NotSupportedException();
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public static Lanes4 SelectLess(Lanes4 a, Lanes4 b, Lanes4 t, Lanes4 f) => new(Vector128.ConditionalSelect(Vector128.LessThan(a.Value, b.Value), t.Value, f.Value));
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public static Lanes4 SelectLessOrEqual(Lanes4 a, Lanes4 b, Lanes4 t, Lanes4 f) => throw new NotSupportedException();
    public static Lanes4 SelectEqual(Lanes4 a, Lanes4 b, Lanes4 t, Lanes4 f) => throw new NotSupportedException();
    public static Lanes4 PowerOfTwo(Lanes4 e) => throw new NotSupportedException();
    public static (Lanes4 Mantissa, Lanes4 Exponent) SplitExponent(Lanes4 a) => throw new NotSupportedException();
}

public readonly struct Lanes8(Vector256<float> value) : ILanes<Lanes8>
{
    public readonly Vector256<float> Value = value;
    public static int Count => 8;
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public static Lanes8 Create(float v) => new(Vector256.Create(v));
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public static Lanes8 Load(ref readonly float s, nuint i) => new(Vector256.LoadUnsafe(in s, i));
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public static void Store(Lanes8 v, ref float d, nuint i) => v.Value.StoreUnsafe(ref d, i);
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public static Lanes8 operator +(Lanes8 a, Lanes8 b) => new(a.Value + b.Value);
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public static Lanes8 operator -(Lanes8 a, Lanes8 b) => new(a.Value - b.Value);
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public static Lanes8 operator *(Lanes8 a, Lanes8 b) => new(a.Value * b.Value);
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public static Lanes8 operator /(Lanes8 a, Lanes8 b) => new(a.Value / b.Value);
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public static Lanes8 operator -(Lanes8 a) => new(-a.Value);
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public static Lanes8 FusedMultiplyAdd(Lanes8 a, Lanes8 b, Lanes8 c) => new(Vector256.FusedMultiplyAdd(a.Value, b.Value, c.Value));
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public static Lanes8 Sqrt(Lanes8 a) => new(Vector256.Sqrt(a.Value));
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public static Lanes8 Abs(Lanes8 a) => new(Vector256.Abs(a.Value));
    public static Lanes8 Round(Lanes8 a) => throw new NotSupportedException();
    public static Lanes8 CopySign(Lanes8 a, Lanes8 b) => throw new NotSupportedException();
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public static Lanes8 SelectLess(Lanes8 a, Lanes8 b, Lanes8 t, Lanes8 f) => new(Vector256.ConditionalSelect(Vector256.LessThan(a.Value, b.Value), t.Value, f.Value));
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public static Lanes8 SelectLessOrEqual(Lanes8 a, Lanes8 b, Lanes8 t, Lanes8 f) => throw new NotSupportedException();
    public static Lanes8 SelectEqual(Lanes8 a, Lanes8 b, Lanes8 t, Lanes8 f) => throw new NotSupportedException();
    public static Lanes8 PowerOfTwo(Lanes8 e) => throw new NotSupportedException();
    public static (Lanes8 Mantissa, Lanes8 Exponent) SplitExponent(Lanes8 a) => throw new NotSupportedException();
}

public readonly struct Lanes16(Vector512<float> value) : ILanes<Lanes16>
{
    public readonly Vector512<float> Value = value;
    public static int Count => 16;
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public static Lanes16 Create(float v) => new(Vector512.Create(v));
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public static Lanes16 Load(ref readonly float s, nuint i) => new(Vector512.LoadUnsafe(in s, i));
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public static void Store(Lanes16 v, ref float d, nuint i) => v.Value.StoreUnsafe(ref d, i);
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public static Lanes16 operator +(Lanes16 a, Lanes16 b) => new(a.Value + b.Value);
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public static Lanes16 operator -(Lanes16 a, Lanes16 b) => new(a.Value - b.Value);
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public static Lanes16 operator *(Lanes16 a, Lanes16 b) => new(a.Value * b.Value);
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public static Lanes16 operator /(Lanes16 a, Lanes16 b) => new(a.Value / b.Value);
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public static Lanes16 operator -(Lanes16 a) => new(-a.Value);
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public static Lanes16 FusedMultiplyAdd(Lanes16 a, Lanes16 b, Lanes16 c) => new(Vector512.FusedMultiplyAdd(a.Value, b.Value, c.Value));
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public static Lanes16 Sqrt(Lanes16 a) => new(Vector512.Sqrt(a.Value));
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public static Lanes16 Abs(Lanes16 a) => new(Vector512.Abs(a.Value));
    public static Lanes16 Round(Lanes16 a) => throw new NotSupportedException();
    public static Lanes16 CopySign(Lanes16 a, Lanes16 b) => throw new NotSupportedException();
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public static Lanes16 SelectLess(Lanes16 a, Lanes16 b, Lanes16 t, Lanes16 f) => new(Vector512.ConditionalSelect(Vector512.LessThan(a.Value, b.Value), t.Value, f.Value));
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public static Lanes16 SelectLessOrEqual(Lanes16 a, Lanes16 b, Lanes16 t, Lanes16 f) => throw new NotSupportedException();
    public static Lanes16 SelectEqual(Lanes16 a, Lanes16 b, Lanes16 t, Lanes16 f) => throw new NotSupportedException();
    public static Lanes16 PowerOfTwo(Lanes16 e) => throw new NotSupportedException();
    public static (Lanes16 Mantissa, Lanes16 Exponent) SplitExponent(Lanes16 a) => throw new NotSupportedException();
}

public readonly struct Lanes1(float value) : ILanes<Lanes1>
{
    public readonly float Value = value;
    public static int Count => 1;
    public static Lanes1 Create(float v) => new(v);
    public static Lanes1 Load(ref readonly float s, nuint i) => new(Unsafe.Add(ref Unsafe.AsRef(in s), i));
    public static void Store(Lanes1 v, ref float d, nuint i) => Unsafe.Add(ref d, i) = v.Value;
    public static Lanes1 operator +(Lanes1 a, Lanes1 b) => new(a.Value + b.Value);
    public static Lanes1 operator -(Lanes1 a, Lanes1 b) => new(a.Value - b.Value);
    public static Lanes1 operator *(Lanes1 a, Lanes1 b) => new(a.Value * b.Value);
    public static Lanes1 operator /(Lanes1 a, Lanes1 b) => new(a.Value / b.Value);
    public static Lanes1 operator -(Lanes1 a) => new(-a.Value);
    public static Lanes1 FusedMultiplyAdd(Lanes1 a, Lanes1 b, Lanes1 c) => new(float.FusedMultiplyAdd(a.Value, b.Value, c.Value));
    public static Lanes1 Sqrt(Lanes1 a) => new(float.Sqrt(a.Value));
    public static Lanes1 Abs(Lanes1 a) => new(float.Abs(a.Value));
    public static Lanes1 Round(Lanes1 a) => throw new NotSupportedException();
    public static Lanes1 CopySign(Lanes1 a, Lanes1 b) => throw new NotSupportedException();
    public static Lanes1 SelectLess(Lanes1 a, Lanes1 b, Lanes1 t, Lanes1 f) => a.Value < b.Value ? t : f;
    public static Lanes1 SelectLessOrEqual(Lanes1 a, Lanes1 b, Lanes1 t, Lanes1 f) => throw new NotSupportedException();
    public static Lanes1 SelectEqual(Lanes1 a, Lanes1 b, Lanes1 t, Lanes1 f) => throw new NotSupportedException();
    public static Lanes1 PowerOfTwo(Lanes1 e) => throw new NotSupportedException();
    public static (Lanes1 Mantissa, Lanes1 Exponent) SplitExponent(Lanes1 a) => throw new NotSupportedException();
}
