using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Compiled.Numerics;

namespace Compiled.Runtime;

/// <summary>
/// Between rows of floats and columns of samples, for networks so narrow that samples, not outputs, fill the vectors: feature f of sample r
/// stands at <c>f · stride + r</c>. Moves only; the sums at the end add sixteen lanes in one fixed order. For emitted code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class SampleLanes
{
    /// <summary>Floats in one group of samples: strides are multiples of it.</summary>
    public const int Group = 16;

    /// <summary>
    /// The gradient of biases: sums[f] = (first ? 0 : sums[f]) + the samples' gradients, lane by lane; after the last chunk the lanes are joined
    /// into result[f] instead, whose padding to whole vectors of 4 becomes 0.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void AddColumns(ref float columns, ref float sums, ref float result, int width, int stride, bool first, bool last)
    {
        if (Vector512.IsHardwareAccelerated)
            AddColumns<Lanes16>(ref columns, ref sums, ref result, width, stride, first, last);
        else if (Vector256.IsHardwareAccelerated)
            AddColumns<Lanes8x2>(ref columns, ref sums, ref result, width, stride, first, last);
        else
            AddColumns<Lanes4x4>(ref columns, ref sums, ref result, width, stride, first, last);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddColumns<TLanes>(ref float columns, ref float sums, ref float result, int width, int stride, bool first, bool last)
        where TLanes : struct, ILanes<TLanes>
    {
        var zero = TLanes.Create(0f);
        for (var feature = 0; feature < width; feature += 4)
        {
            // Behind the last column the first of the four is read again, and its sum dropped.
            var count = Math.Min(4, width - feature);
            var (second, third, fourth) = (count > 1 ? 1 : 0, count > 2 ? 2 : 0, count > 3 ? 3 : 0);
            ref var column = ref Unsafe.Add(ref columns, feature * stride);
            ref var sum = ref Unsafe.Add(ref sums, feature * Group);
            var (sum0, sum1, sum2, sum3) = (zero, zero, zero, zero);
            if (!first)
            {
                sum0 = TLanes.Load(ref sum, 0);
                sum1 = TLanes.Load(ref sum, (nuint)(second * Group));
                sum2 = TLanes.Load(ref sum, (nuint)(third * Group));
                sum3 = TLanes.Load(ref sum, (nuint)(fourth * Group));
            }

            for (var sample = 0; sample < stride; sample += Group)
            {
                sum0 += TLanes.Load(ref column, (nuint)sample);
                sum1 += TLanes.Load(ref column, (nuint)(second * stride + sample));
                sum2 += TLanes.Load(ref column, (nuint)(third * stride + sample));
                sum3 += TLanes.Load(ref column, (nuint)(fourth * stride + sample));
            }

            if (last)
            {
                var isLane = Vector128.LessThan(Vector128<int>.Indices, Vector128.Create(count)).AsSingle();
                (JoinLanes(sum0, sum1, sum2, sum3) & isLane).StoreUnsafe(ref result, (nuint)feature);
                continue;
            }

            // From the last to the first: a repeated column ends as what the first of the four is.
            TLanes.Store(sum3, ref sum, (nuint)(fourth * Group));
            TLanes.Store(sum2, ref sum, (nuint)(third * Group));
            TLanes.Store(sum1, ref sum, (nuint)(second * Group));
            TLanes.Store(sum0, ref sum, 0);
        }
    }

    /// <summary>The sixteen lanes of each of four vectors, joined by halving: lane + (lane + 8), then 4, 2, 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Join(Vector512<float> sum0, Vector512<float> sum1, Vector512<float> sum2, Vector512<float> sum3)
    {
        if (!Avx512F.IsSupported)
            return JoinEights(sum0.GetLower() + sum0.GetUpper(), sum1.GetLower() + sum1.GetUpper(), sum2.GetLower() + sum2.GetUpper(), sum3.GetLower() + sum3.GetUpper());

        // Two vectors' halves side by side, then four vectors' quarters: each addition does the work of two, of four.
        var eight01 = Avx512F.Shuffle4x128(sum0, sum1, 0b_01_00_01_00) + Avx512F.Shuffle4x128(sum0, sum1, 0b_11_10_11_10);
        var eight23 = Avx512F.Shuffle4x128(sum2, sum3, 0b_01_00_01_00) + Avx512F.Shuffle4x128(sum2, sum3, 0b_11_10_11_10);
        var four = Avx512F.Shuffle4x128(eight01, eight23, 0b_10_00_10_00) + Avx512F.Shuffle4x128(eight01, eight23, 0b_11_01_11_01);
        var two = four + Avx512F.Permute4x32(four, 0b_01_00_11_10);
        var one = two + Avx512F.Permute4x32(two, 0b_10_11_00_01);
        return Avx512F.PermuteVar16x32(one, Vector512.Create(0, 4, 8, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)).GetLower().GetLower();
    }

    /// <summary>The rest of the join of four vectors, from the sums lane + (lane + 8) on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector128<float> JoinEights(Vector256<float> sum0, Vector256<float> sum1, Vector256<float> sum2, Vector256<float> sum3) =>
        JoinFours(sum0.GetLower() + sum0.GetUpper(), sum1.GetLower() + sum1.GetUpper(), sum2.GetLower() + sum2.GetUpper(), sum3.GetLower() + sum3.GetUpper());

    /// <summary>The lanes of each of four vectors of any width, joined by halving in the same order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector128<float> JoinLanes<TLanes>(TLanes sum0, TLanes sum1, TLanes sum2, TLanes sum3)
        where TLanes : struct, ILanes<TLanes>
    {
        if (typeof(TLanes) == typeof(Lanes16))
        {
            return Join(
                Unsafe.BitCast<TLanes, Lanes16>(sum0), Unsafe.BitCast<TLanes, Lanes16>(sum1),
                Unsafe.BitCast<TLanes, Lanes16>(sum2), Unsafe.BitCast<TLanes, Lanes16>(sum3));
        }

        if (typeof(TLanes) == typeof(Lanes8x2))
            return JoinEights(Eights(sum0), Eights(sum1), Eights(sum2), Eights(sum3));
        if (typeof(TLanes) == typeof(Lanes4x4))
            return JoinFours(Fours(sum0), Fours(sum1), Fours(sum2), Fours(sum3));
        if (typeof(TLanes) == typeof(Lanes4x2))
            return JoinFours(Pairs(sum0), Pairs(sum1), Pairs(sum2), Pairs(sum3));
        if (typeof(TLanes) == typeof(Lanes8))
        {
            return JoinEights(
                Unsafe.BitCast<TLanes, Lanes8>(sum0), Unsafe.BitCast<TLanes, Lanes8>(sum1),
                Unsafe.BitCast<TLanes, Lanes8>(sum2), Unsafe.BitCast<TLanes, Lanes8>(sum3));
        }

        return Vector128.Create(TLanes.Sum(sum0), TLanes.Sum(sum1), TLanes.Sum(sum2), TLanes.Sum(sum3));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Eights<TLanes>(TLanes sum)
        where TLanes : struct, ILanes<TLanes>
    {
        var halves = Unsafe.BitCast<TLanes, Lanes8x2>(sum);
        return halves.Lower + halves.Upper;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Fours<TLanes>(TLanes sum)
        where TLanes : struct, ILanes<TLanes>
    {
        var quarters = Unsafe.BitCast<TLanes, Lanes4x4>(sum);
        return (quarters.First + quarters.Third) + (quarters.Second + quarters.Fourth);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Pairs<TLanes>(TLanes sum)
        where TLanes : struct, ILanes<TLanes>
    {
        var halves = Unsafe.BitCast<TLanes, Lanes4x2>(sum);
        return halves.First + halves.Second;
    }

    /// <summary>One vector's sixteen lanes, joined in the same order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Join(Vector512<float> sum)
    {
        var half = Half(sum);
        var pair = half + Vector128.Shuffle(half, Vector128.Create(2, 3, 2, 3));
        return pair.ToScalar() + pair.GetElement(1);
    }

    /// <summary>16 lanes to 4: lane + (lane + 8), then + (lane + 4).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Half(Vector512<float> sum)
    {
        var eight = sum.GetLower() + sum.GetUpper();
        return eight.GetLower() + eight.GetUpper();
    }
}
