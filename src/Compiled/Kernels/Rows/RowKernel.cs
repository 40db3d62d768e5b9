using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Compiled.Runtime;

/// <summary>Moves rows between dense memory (rows of exactly their width) and padded memory (rows of whole vectors).</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class RowKernel
{
    /// <summary>Copies dense rows into padded rows; the padding becomes zero.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Pad(ref float source, ref float destination, int count, int stride, int rows) => PadColumns(ref source, count, ref destination, count, stride, rows);

    /// <summary>Copies some columns of rows into padded rows; the padding becomes zero. Source and destination share no memory.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void PadColumns(ref float source, int sourceStride, ref float destination, int count, int stride, int rows)
    {
        for (var row = 0; row < rows; row++)
        {
            ref var padded = ref Unsafe.Add(ref destination, (nint)row * stride);
            // Padded rows are whole vectors of four: zeros from the last one on that padding is in.
            for (var i = (nuint)count & ~(nuint)3; count < stride && i < (nuint)stride; i += 4)
                Vector128<float>.Zero.StoreUnsafe(ref padded, i);
            CopyOne(ref Unsafe.Add(ref source, (nint)row * sourceStride), ref padded, count);
        }
    }
}
