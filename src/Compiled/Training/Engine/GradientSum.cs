using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Compiled.Runtime;

/// <summary>Joins the gradients that several threads have summed.</summary>
internal static class GradientSum
{
    /// <summary>sum[i] += other[i] for <paramref name="length"/> floats, a multiple of 4.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(ref float sum, ref readonly float other, int length)
    {
        nuint index = 0;
        for (; Vector512.IsHardwareAccelerated && index + 16 <= (nuint)length; index += 16)
            (Vector512.LoadUnsafe(in sum, index) + Vector512.LoadUnsafe(in other, index)).StoreUnsafe(ref sum, index);
        for (; index + 8 <= (nuint)length; index += 8)
            (Vector256.LoadUnsafe(in sum, index) + Vector256.LoadUnsafe(in other, index)).StoreUnsafe(ref sum, index);
        for (; index < (nuint)length; index += 4)
            (Vector128.LoadUnsafe(in sum, index) + Vector128.LoadUnsafe(in other, index)).StoreUnsafe(ref sum, index);
    }
}
