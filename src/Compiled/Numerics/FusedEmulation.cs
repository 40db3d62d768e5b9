using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Compiled.Numerics;

/// <summary>
/// The fused multiply-add in doubles, for processors without the instruction: the bits of the instruction for all finite values, infinities and signed zeros,
/// and a NaN where it gives one.
/// </summary>
/// <remarks>
/// A product of two floats is exact in double: 48 of 53 bits, and no exponent is out of range. So only the sum rounds, and after it the narrowing to float.
/// Two roundings differ from one where the first ends exactly between two floats and the true sum does not: the narrowing then takes the even one, whatever
/// the true sum is nearer to. <see cref="OddSum(double, double)"/> prevents that, for twice the time, and is called only where a sum may lie between two floats.
/// </remarks>
internal static class FusedEmulation
{
    /// <summary>The bits of a double that a float has no room for, and what they are halfway between two normal floats. They lie in the lower word.</summary>
    private const int Lost = 0x1FFFFFFF, Halfway = 0x10000000;

    private const int SmallestNormal = 0x00800000;

    /// <summary>left · right + addend, rounded once.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static float MultiplyAdd(float left, float right, float addend)
    {
        var product = (double)left * right;
        var sum = product + addend;
        var result = (float)sum;
        var magnitude = BitConverter.SingleToInt32Bits(result) & int.MaxValue;
        return ((int)BitConverter.DoubleToInt64Bits(sum) & Lost) == Halfway || (uint)(magnitude - 1) < SmallestNormal
            ? (float)OddSum(product, addend)
            : result;
    }

    /// <summary>left · right + addend in each lane, rounded once.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector128<float> MultiplyAdd(Vector128<float> left, Vector128<float> right, Vector128<float> addend)
    {
        if (!Vector128.IsHardwareAccelerated)
            return ByLanes(left, right, addend);

        var lower = Vector128.WidenLower(left) * Vector128.WidenLower(right) + Vector128.WidenLower(addend);
        var upper = Vector128.WidenUpper(left) * Vector128.WidenUpper(right) + Vector128.WidenUpper(addend);
        var result = Vector128.Narrow(lower, upper);

        // A result of zero is exact. Adding the largest integer takes 1 from a magnitude and flips its sign bit: so zero becomes the largest of the signed
        // numbers, and 1 the smallest.
        var halfway = Vector128.Equals(Vector128.Narrow(lower.AsInt64(), upper.AsInt64()) & Vector128.Create(Lost), Vector128.Create(Halfway));
        var shifted = (result.AsInt32() & Vector128.Create(int.MaxValue)) + Vector128.Create(int.MaxValue);
        var denormal = Vector128.LessThan(shifted, Vector128.Create(int.MinValue + SmallestNormal));
        return (halfway | denormal).ExtractMostSignificantBits() == 0 ? result : Rounded(left, right, addend);
    }

    /// <summary>The same by odd sums, whatever the lanes hold.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    internal static Vector128<float> Rounded(Vector128<float> left, Vector128<float> right, Vector128<float> addend) => Vector128.Narrow(
        OddSum(Vector128.WidenLower(left) * Vector128.WidenLower(right), Vector128.WidenLower(addend)),
        OddSum(Vector128.WidenUpper(left) * Vector128.WidenUpper(right), Vector128.WidenUpper(addend)));

    /// <summary>The same where vectors are arrays in disguise, and each operation on them a loop.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector128<float> ByLanes(Vector128<float> left, Vector128<float> right, Vector128<float> addend) => Vector128.Create(
        MultiplyAdd(left[0], right[0], addend[0]),
        MultiplyAdd(left[1], right[1], addend[1]),
        MultiplyAdd(left[2], right[2], addend[2]),
        MultiplyAdd(left[3], right[3], addend[3]));

    /// <summary>
    /// product + addend, rounded to odd: the exact sum, or of the two doubles around it the one whose last bit is set. That bit stands for all that was lost, so
    /// narrowing rounds as if it saw the exact sum: a float, normal or not, has at least two bits fewer than a double.
    /// </summary>
    /// <remarks>Boldo and Melquiond, Emulation of a FMA and correctly rounded sums: proved algorithms using rounding to odd. The error of the sum is Knuth's.</remarks>
    private static double OddSum(double product, double addend)
    {
        var sum = product + addend;
        var part = sum - product;
        var error = (product - (sum - part)) + (addend - part);
        var bits = BitConverter.DoubleToInt64Bits(sum);

        // An infinite sum has no error but NaN, and both comparisons are false.
        var isInexact = error < 0 || error > 0;
        if (isInexact && (bits & 1) == 0)
            bits += (error < 0) == (sum < 0) ? 1 : -1;
        return BitConverter.Int64BitsToDouble(bits);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> OddSum(Vector128<double> product, Vector128<double> addend)
    {
        var sum = product + addend;
        var part = sum - product;
        var error = (product - (sum - part)) + (addend - part);
        var isNegative = Vector128.LessThan(error, Vector128<double>.Zero).AsInt64();
        var isInexact = isNegative | Vector128.GreaterThan(error, Vector128<double>.Zero).AsInt64();

        // 1 where the last bit is to be set, and −1 where the exact sum is nearer to zero.
        var towardsZero = isNegative ^ Vector128.LessThan(sum, Vector128<double>.Zero).AsInt64();
        var step = Vector128.AndNot(isInexact & Vector128<long>.One, sum.AsInt64());
        return (sum.AsInt64() + ((step ^ towardsZero) - towardsZero)).AsDouble();
    }
}
