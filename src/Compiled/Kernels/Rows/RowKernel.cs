using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Compiled.Runtime;

/// <summary>Moves rows between dense memory (rows of exactly their width) and padded memory (rows of whole vectors).</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RowKernel
{
    /// <summary>Copies rows of <paramref name="count"/> floats between strides; what lies between the rows is not touched.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Copy(ref float source, int sourceStride, ref float destination, int destinationStride, int count, int rows)
    {
        for (var row = 0; row < rows; row++)
        {
            MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref source, row * sourceStride), count)
                .CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.Add(ref destination, row * destinationStride), count));
        }
    }

    /// <summary>Copies one row; a constant width becomes a few moves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void CopyOne(ref float source, ref float destination, int count) =>
        Unsafe.CopyBlockUnaligned(ref Unsafe.As<float, byte>(ref destination), ref Unsafe.As<float, byte>(ref source), (uint)count * sizeof(float));

    /// <summary>Copies dense rows into padded rows; the padding becomes zero.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Pad(ref float source, ref float destination, int count, int stride, int rows) => PadColumns(ref source, count, ref destination, count, stride, rows);

    /// <summary>Copies some columns of rows into padded rows; the padding becomes zero.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void PadColumns(ref float source, int sourceStride, ref float destination, int count, int stride, int rows)
    {
        for (var row = 0; row < rows; row++)
        {
            var padded = MemoryMarshal.CreateSpan(ref Unsafe.Add(ref destination, row * stride), stride);
            MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref source, row * sourceStride), count).CopyTo(padded);
            padded[count..].Clear();
        }
    }
}
