using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Compiled.Numerics;

namespace Compiled.Runtime;

/// <summary>
/// Linear algebra over whole parameter memories, as L-BFGS needs it. All lengths of one call are equal and multiples of 4; padding of zeros stays so.
/// Sums are doubles, in which products of floats are exact: near a minimum, where y·s is all that is left of two gradients, a sum of floats would be
/// rounding. Their virtual lanes and the tree that joins them depend on the length alone: the same bits everywhere.
/// </summary>
internal static class VectorKernel
{
    private const nuint Group = 32;

    /// <summary>Σ a·b over 32 virtual lanes, and four more for the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Dot(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        ref readonly var a = ref MemoryMarshal.GetReference(left);
        ref readonly var b = ref MemoryMarshal.GetReference(right);
        var length = (nuint)left.Length;
        var whole = Vector512.IsHardwareAccelerated ? DotOfEights(in a, in b, length) : DotOfFours(in a, in b, length);
        var end = Vector256<double>.Zero;
        for (var index = length / Group * Group; index < length; index += 4)
            end += Four(in a, index) * Four(in b, index);
        return Join(whole + end);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> DotOfEights(ref readonly float a, ref readonly float b, nuint length)
    {
        Vector512<double> sum0 = default, sum1 = default, sum2 = default, sum3 = default;
        for (nuint index = 0; index + Group <= length; index += Group)
        {
            sum0 += Eight(in a, index) * Eight(in b, index);
            sum1 += Eight(in a, index + 8) * Eight(in b, index + 8);
            sum2 += Eight(in a, index + 16) * Eight(in b, index + 16);
            sum3 += Eight(in a, index + 24) * Eight(in b, index + 24);
        }

        var whole = (sum0 + sum1) + (sum2 + sum3);
        return whole.GetLower() + whole.GetUpper();
    }

    /// <summary>The same lanes in vectors of 256 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> DotOfFours(ref readonly float a, ref readonly float b, nuint length)
    {
        Vector256<double> lower0 = default, lower1 = default, lower2 = default, lower3 = default;
        Vector256<double> upper0 = default, upper1 = default, upper2 = default, upper3 = default;
        for (nuint index = 0; index + Group <= length; index += Group)
        {
            lower0 += Four(in a, index) * Four(in b, index);
            upper0 += Four(in a, index + 4) * Four(in b, index + 4);
            lower1 += Four(in a, index + 8) * Four(in b, index + 8);
            upper1 += Four(in a, index + 12) * Four(in b, index + 12);
            lower2 += Four(in a, index + 16) * Four(in b, index + 16);
            upper2 += Four(in a, index + 20) * Four(in b, index + 20);
            lower3 += Four(in a, index + 24) * Four(in b, index + 24);
            upper3 += Four(in a, index + 28) * Four(in b, index + 28);
        }

        return ((lower0 + lower1) + (lower2 + lower3)) + ((upper0 + upper1) + (upper2 + upper3));
    }

    /// <summary>Σ |v| over four virtual lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double SumOfMagnitudes(ReadOnlySpan<float> values)
    {
        ref readonly var v = ref MemoryMarshal.GetReference(values);
        var sum = Vector256<double>.Zero;
        for (nuint index = 0; index < (nuint)values.Length; index += 4)
            sum += Vector256.Abs(Four(in v, index));
        return Join(sum);
    }

    /// <summary>max |v|; the values are finite.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float LargestMagnitude(ReadOnlySpan<float> values)
    {
        ref readonly var v = ref MemoryMarshal.GetReference(values);
        var most = Vector128<float>.Zero;
        for (nuint index = 0; index < (nuint)values.Length; index += 4)
        {
            var magnitude = Vector128.Abs(Vector128.LoadUnsafe(in v, index));
            most = Vector128.ConditionalSelect(Vector128.LessThan(most, magnitude), magnitude, most);
        }

        var (one, other) = (most[0] < most[1] ? most[1] : most[0], most[2] < most[3] ? most[3] : most[2]);
        return one < other ? other : one;
    }

    /// <summary>y ← y + factor·x.</summary>
    public static void Add(Span<float> sum, ReadOnlySpan<float> values, float factor) => AddTo(sum, sum, values, factor);

    /// <summary>result ← start + factor·x, rounded once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddTo(Span<float> result, ReadOnlySpan<float> start, ReadOnlySpan<float> values, float factor)
    {
        ref var to = ref MemoryMarshal.GetReference(result);
        ref readonly var from = ref MemoryMarshal.GetReference(start);
        ref readonly var x = ref MemoryMarshal.GetReference(values);
        var length = (nuint)result.Length;
        nuint index = 0;
        for (; Vector512.IsHardwareAccelerated && index + 16 <= length; index += 16)
            Lanes16.Store(Lanes16.FusedMultiplyAdd(Lanes16.Create(factor), Lanes16.Load(in x, index), Lanes16.Load(in from, index)), ref to, index);
        for (; Vector256.IsHardwareAccelerated && index + 8 <= length; index += 8)
            Lanes8.Store(Lanes8.FusedMultiplyAdd(Lanes8.Create(factor), Lanes8.Load(in x, index), Lanes8.Load(in from, index)), ref to, index);
        for (; index < length; index += 4)
            Lanes4.Store(Lanes4.FusedMultiplyAdd(Lanes4.Create(factor), Lanes4.Load(in x, index), Lanes4.Load(in from, index)), ref to, index);
    }

    /// <summary>target ← target + share·(source − target): the difference and the result are rounded once each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MoveTowards(Span<float> target, ReadOnlySpan<float> source, float share)
    {
        ref var to = ref MemoryMarshal.GetReference(target);
        ref readonly var from = ref MemoryMarshal.GetReference(source);
        var length = (nuint)target.Length;
        nuint index = 0;
        for (; Vector512.IsHardwareAccelerated && index + 16 <= length; index += 16)
        {
            var old = Lanes16.Load(in to, index);
            Lanes16.Store(Lanes16.FusedMultiplyAdd(Lanes16.Create(share), Lanes16.Load(in from, index) - old, old), ref to, index);
        }

        for (; Vector256.IsHardwareAccelerated && index + 8 <= length; index += 8)
        {
            var old = Lanes8.Load(in to, index);
            Lanes8.Store(Lanes8.FusedMultiplyAdd(Lanes8.Create(share), Lanes8.Load(in from, index) - old, old), ref to, index);
        }

        for (; index < length; index += 4)
        {
            var old = Lanes4.Load(in to, index);
            Lanes4.Store(Lanes4.FusedMultiplyAdd(Lanes4.Create(share), Lanes4.Load(in from, index) - old, old), ref to, index);
        }
    }

    /// <summary>result ← factor·x; may be x itself.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(Span<float> result, ReadOnlySpan<float> values, float factor)
    {
        ref var to = ref MemoryMarshal.GetReference(result);
        ref readonly var x = ref MemoryMarshal.GetReference(values);
        for (nuint index = 0; index < (nuint)result.Length; index += 4)
            Lanes4.Store(Lanes4.Create(factor) * Lanes4.Load(in x, index), ref to, index);
    }

    /// <summary>result ← a − b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Subtract(Span<float> result, ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        ref var to = ref MemoryMarshal.GetReference(result);
        ref readonly var a = ref MemoryMarshal.GetReference(left);
        ref readonly var b = ref MemoryMarshal.GetReference(right);
        for (nuint index = 0; index < (nuint)result.Length; index += 4)
            Lanes4.Store(Lanes4.Load(in a, index) - Lanes4.Load(in b, index), ref to, index);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Eight(ref readonly float values, nuint index)
    {
        var (low, high) = Vector256.Widen(Vector256.LoadUnsafe(in values, index));
        return Vector512.Create(low, high);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Four(ref readonly float values, nuint index)
    {
        var (low, high) = Vector128.Widen(Vector128.LoadUnsafe(in values, index));
        return Vector256.Create(low, high);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Join(Vector256<double> sum) => (sum[0] + sum[2]) + (sum[1] + sum[3]);
}
