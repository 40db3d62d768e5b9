using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Compiled.Runtime;

/// <content>
/// Joins of a whole tile of sums, rows of four, in the order of all joins: lane + (lane + 8), then 4, 2, 1. Halves, quarters and pairs of different sums share a vector, so that each
/// addition does the work of several. Which of two summands comes first changes no bit, so a blend can take the place of a shuffle.
/// </content>
public static partial class SampleLanes
{
    /// <summary>The first two additions for one sum of each of four rows: four lanes are left of it, in the row's quarter.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<float> JoinQuarters(Vector512<float> row0, Vector512<float> row1, Vector512<float> row2, Vector512<float> row3)
    {
        if (!Avx512F.IsSupported)
            return Vector512.Create(Vector256.Create(Half(row0), Half(row1)), Vector256.Create(Half(row2), Half(row3)));

        var rows01 = JoinHalves(row0, row1);
        var rows23 = JoinHalves(row2, row3);
        return Avx512F.Shuffle4x128(rows01, rows23, 0b_10_00_10_00) + Avx512F.Shuffle4x128(rows01, rows23, 0b_11_01_11_01);
    }

    /// <summary>What is left of four sums of each row becomes one lane each: sum s of row r stands at 4r + s.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<float> JoinPairs(Vector512<float> sum0, Vector512<float> sum1, Vector512<float> sum2, Vector512<float> sum3)
    {
        if (!Avx512F.IsSupported)
        {
            return Vector512.Create(
                JoinPairs(sum0.GetLower(), sum1.GetLower(), sum2.GetLower(), sum3.GetLower()), JoinPairs(sum0.GetUpper(), sum1.GetUpper(), sum2.GetUpper(), sum3.GetUpper()));
        }

        var sums01 = Avx512F.Shuffle(sum0, sum1, 0b_01_00_01_00) + Avx512F.Shuffle(sum0, sum1, 0b_11_10_11_10);
        var sums23 = Avx512F.Shuffle(sum2, sum3, 0b_01_00_01_00) + Avx512F.Shuffle(sum2, sum3, 0b_11_10_11_10);
        return Avx512F.Shuffle(sums01, sums23, 0b_10_00_10_00) + Avx512F.Shuffle(sums01, sums23, 0b_11_01_11_01);
    }

    /// <summary>From eight lanes on: the first addition for one sum of each of two rows, in the row's half.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<float> JoinHalves(Vector256<float> row0, Vector256<float> row1) => Avx.IsSupported
        ? Avx.Blend(row0, row1, 0b_1111_0000) + Avx.Permute2x128(row0, row1, 0b_10_00_01)
        : Vector256.Create(row0.GetLower() + row0.GetUpper(), row1.GetLower() + row1.GetUpper());

    /// <summary>What is left of four sums of each of two rows becomes one lane each: sum s of row r stands at 4r + s.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<float> JoinPairs(Vector256<float> sum0, Vector256<float> sum1, Vector256<float> sum2, Vector256<float> sum3)
    {
        if (!Avx.IsSupported)
        {
            return Vector256.Create(
                JoinFours(sum0.GetLower(), sum1.GetLower(), sum2.GetLower(), sum3.GetLower()), JoinFours(sum0.GetUpper(), sum1.GetUpper(), sum2.GetUpper(), sum3.GetUpper()));
        }

        var sums01 = Avx.Blend(sum0, sum1, 0b_1100_1100) + Avx.Shuffle(sum0, sum1, 0b_01_00_11_10);
        var sums23 = Avx.Blend(sum2, sum3, 0b_1100_1100) + Avx.Shuffle(sum2, sum3, 0b_01_00_11_10);
        return Avx.Shuffle(sums01, sums23, 0b_10_00_10_00) + Avx.Shuffle(sums01, sums23, 0b_11_01_11_01);
    }

    /// <summary>The rest of the join of four vectors, from the sums of four lanes on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector128<float> JoinFours(Vector128<float> sum0, Vector128<float> sum1, Vector128<float> sum2, Vector128<float> sum3)
    {
        var (lane0, lane1, lane2, lane3) = Transposition.FourByFour(sum0, sum1, sum2, sum3);
        return (lane0 + lane2) + (lane1 + lane3);
    }

    /// <summary>Four floats of each of four rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void StoreRows(Vector512<float> rows, ref float destination, nuint stride)
    {
        if (stride == 4)
        {
            rows.StoreUnsafe(ref destination);
            return;
        }

        StoreRows(rows.GetLower(), ref destination, stride);
        StoreRows(rows.GetUpper(), ref Unsafe.Add(ref destination, 2 * stride), stride);
    }

    /// <summary>Four floats of each of two rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void StoreRows(Vector256<float> rows, ref float destination, nuint stride)
    {
        if (stride == 4)
        {
            rows.StoreUnsafe(ref destination);
            return;
        }

        rows.GetLower().StoreUnsafe(ref destination);
        rows.GetUpper().StoreUnsafe(ref destination, stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> JoinHalves(Vector512<float> row0, Vector512<float> row1) =>
        Vector512.ConditionalSelect(Vector512.Create(-1, -1, -1, -1, -1, -1, -1, -1, 0, 0, 0, 0, 0, 0, 0, 0).AsSingle(), row0, row1)
        + Avx512F.Shuffle4x128(row0, row1, 0b_01_00_11_10);
}
