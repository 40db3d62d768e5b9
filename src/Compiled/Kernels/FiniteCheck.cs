using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Compiled.Runtime;

/// <summary>Whether values are finite, without a branch for each.</summary>
internal static class FiniteCheck
{
    private const int ExponentOfOnes = 0x7F80_0000;

    public static bool All(ReadOnlySpan<float> values)
    {
        // An exponent of all ones is NaN or infinity: the greatest magnitude, compared as an integer, says whether there is one.
        var bits = MemoryMarshal.Cast<float, int>(values);
        var (greatest, read) = Vector512.IsHardwareAccelerated ? GreatestOfSixteens(bits) : GreatestOfEights(bits);
        foreach (var value in bits[read..])
            greatest = Math.Max(greatest, value & int.MaxValue);
        return greatest < ExponentOfOnes;
    }

    private static (int Greatest, int Read) GreatestOfSixteens(ReadOnlySpan<int> bits)
    {
        var vectors = MemoryMarshal.Cast<int, Vector512<int>>(bits);
        var greatest = Vector512<int>.Zero;
        foreach (ref readonly var vector in vectors)
            greatest = Vector512.Max(greatest, vector & Vector512.Create(int.MaxValue));
        return (Greatest(Vector256.Max(greatest.GetLower(), greatest.GetUpper())), vectors.Length * Vector512<int>.Count);
    }

    private static (int Greatest, int Read) GreatestOfEights(ReadOnlySpan<int> bits)
    {
        var vectors = MemoryMarshal.Cast<int, Vector256<int>>(bits);
        var greatest = Vector256<int>.Zero;
        foreach (ref readonly var vector in vectors)
            greatest = Vector256.Max(greatest, vector & Vector256.Create(int.MaxValue));
        return (Greatest(greatest), vectors.Length * Vector256<int>.Count);
    }

    private static int Greatest(Vector256<int> lanes)
    {
        var greatest = 0;
        for (var lane = 0; lane < Vector256<int>.Count; lane++)
            greatest = Math.Max(greatest, lanes[lane]);
        return greatest;
    }
}
