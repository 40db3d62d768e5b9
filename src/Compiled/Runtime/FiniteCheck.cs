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
        var vectors = MemoryMarshal.Cast<int, Vector512<int>>(bits);
        var greatest = Vector512<int>.Zero;
        foreach (ref readonly var vector in vectors)
            greatest = Vector512.Max(greatest, vector & Vector512.Create(int.MaxValue));
        var rest = 0;
        foreach (var value in bits[(vectors.Length * Vector512<int>.Count)..])
            rest = Math.Max(rest, value & int.MaxValue);
        return rest < ExponentOfOnes && Vector512.LessThanAll(greatest, Vector512.Create(ExponentOfOnes));
    }
}
