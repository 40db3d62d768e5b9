using System.Diagnostics.CodeAnalysis;

namespace Compiled.Runtime;

/// <summary>
/// Keeps the weights of rows where the float arithmetic of losses can bear them. A loss is a weighted mean, so that a common factor changes nothing; but 1 / Σw is
/// infinite for weights such as 1e-45, and w · L for weights such as 1e38.
/// </summary>
internal struct WeightBounds
{
    /// <summary>The mean weight may be from 2⁻⁶⁰ to 2⁶⁰: sums and products with losses and gradients then stay far from the ends of float.</summary>
    private const int LargestExponent = 60;

    /// <summary>No single weight becomes larger than about 2¹²⁰.</summary>
    private const int MostOfOne = 120;

    private float[]? _memory;

    /// <summary>Brings weights that are extreme all together to a largest one between 1 and 2; others are left alone, bit for bit.</summary>
    public static void BoundAll(Span<float> weights)
    {
        var largest = 0f;
        foreach (var weight in weights)
            largest = Math.Max(largest, weight);
        var exponent = Math.ILogB((double)largest);
        if (exponent is >= -LargestExponent and <= LargestExponent)
            return;
        foreach (ref var weight in weights)
            weight = (float)(weight * PowerOfTwo(-exponent));
    }

    /// <summary>Replaces weights of an extreme mean by the same times a power of two, which is exact. Others are left alone, bit for bit.</summary>
    /// <param name="weights">One weight a row; empty where the rows have none but their classes'.</param>
    /// <param name="total">What the rows weigh together, their classes' weights included.</param>
    /// <param name="rows">Number of rows.</param>
    /// <returns>The factor, by which every sum is too large; 1 where nothing was replaced.</returns>
    public double Bound(ref ReadOnlySpan<float> weights, double total, int rows)
    {
        // Nothing weighs anything; and sums beyond double are caught as losses that are not finite.
        if (total is 0 or double.PositiveInfinity)
            return 1;
        var exponent = Math.ILogB(total / rows);
        return exponent is >= -LargestExponent and <= LargestExponent ? 1 : Scale(ref weights, exponent, rows);
    }

    private double Scale(ref ReadOnlySpan<float> weights, int exponent, int rows)
    {
        Allocate(rows);
        var largest = 0f;
        foreach (var weight in weights)
            largest = Math.Max(largest, weight);
        var shift = Math.Min(-exponent, MostOfOne - (weights.IsEmpty ? 0 : Math.ILogB((double)largest)));
        var factor = PowerOfTwo(shift);
        for (var row = 0; row < rows; row++)
            _memory[row] = (float)((weights.IsEmpty ? 1 : weights[row]) * factor);
        weights = _memory.AsSpan(0, rows);
        return factor;
    }

    private static double PowerOfTwo(int exponent) => BitConverter.Int64BitsToDouble((long)(exponent + 1023) << 52);

    [MemberNotNull(nameof(_memory))]
    private void Allocate(int rows)
    {
        if (_memory is null || _memory.Length < rows)
            _memory = new float[rows];
    }
}
