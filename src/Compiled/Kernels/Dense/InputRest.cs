using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Compiled.Numerics;

namespace Compiled.Runtime;

/// <summary>The inputs of a row that groups of sixteen leave over, 1 to 15, and zeros after them. Nothing behind the row is read.</summary>
internal static class InputRest
{
    /// <summary>As one vector.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Load(ref float input, int count, out Vector512<float> rest) => rest = Lanes16.LoadPartial(in input, 0, count).Value;

    /// <summary>As two vectors.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Load(ref float input, int count, out Vector256<float> rest0, out Vector256<float> rest1)
    {
        rest0 = Lanes8.LoadPartial(in input, 0, Math.Min(count, 8)).Value;
        rest1 = Lanes8.LoadPartial(in input, 8, Math.Max(count - 8, 0)).Value;
    }
}
