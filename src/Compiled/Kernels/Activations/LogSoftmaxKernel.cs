using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Compiled.Numerics;

namespace Compiled.Runtime;

/// <summary>The logarithm of softmax of a padded row, in place, and back-propagation through it. For emitted code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class LogSoftmaxKernel
{
    /// <summary>yᵢ = (zᵢ − max z) − ln Σⱼ e^(zⱼ − max z); the padding becomes +0.</summary>
    /// <param name="logits">The first logit of the row; <paramref name="stride"/> floats are read and written.</param>
    /// <param name="count">How many logits there are, at least 1; what lies behind them may have any value.</param>
    /// <param name="stride">The count rounded up to 4, 8 or a multiple of 16.</param>
    /// <remarks>
    /// Off by at most 4·10⁻⁷ + |y| · 2⁻²² for up to 1,000 logits. The sum has sixteen lanes, added in order and joined by halving, so that every
    /// stride and vector width gives the same bits. A NaN or +∞ among the logits, or nothing but −∞, gives NaN in the whole row; −∞ beside finite
    /// logits gives −∞.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Row(ref float logits, int count, int stride)
    {
        if (stride == 4)
            RowOfVectors<Lanes4>(ref logits, count);
        else if (stride == 8 && Vector256.IsHardwareAccelerated)
            RowOfVectors<Lanes8>(ref logits, count);
        else if (stride == 8)
            RowOfVectors<Lanes4x2>(ref logits, count);
        else if (Vector512.IsHardwareAccelerated)
            RowOfVectors<Lanes16>(ref logits, count);
        else if (Vector256.IsHardwareAccelerated)
            RowOfVectors<Lanes8x2>(ref logits, count);
        else
            RowOfVectors<Lanes4x4>(ref logits, count);
    }

    /// <summary>
    /// gradients[r, i] −= e^(y[r, i]) · Σ gradients[r, o] in place: the Jacobian ∂y_o/∂z_i = δ_oi − e^(y_i), summed in the order of the outputs.
    /// Padding becomes 0.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void MultiplyGradients(ref float outputs, ref float gradients, int rows, int count, int stride)
    {
        for (var row = 0; row < rows; row++)
        {
            ref var output = ref Unsafe.Add(ref outputs, row * stride);
            ref var gradient = ref Unsafe.Add(ref gradients, row * stride);
            var sum = 0f;
            for (var i = 0; i < count; i++)
                sum += Unsafe.Add(ref gradient, i);
            for (var i = 0; i < count; i++)
            {
                float share = LaneMath.Exp<Lanes1>(Unsafe.Add(ref output, i));
                Unsafe.Add(ref gradient, i) = Fused.MultiplyAdd(-share, sum, Unsafe.Add(ref gradient, i));
            }

            for (var i = count; i < stride; i++)
                Unsafe.Add(ref gradient, i) = 0;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void RowOfVectors<TLanes>(ref float logits, int count)
        where TLanes : struct, ILanes<TLanes>
    {
        var minusInfinity = TLanes.Create(float.NegativeInfinity);
        var largest = minusInfinity;
        for (var i = 0; i < count; i += TLanes.Count)
        {
            var z = RowTail.SelectFirst(count - i, TLanes.Load(ref logits, (nuint)i), minusInfinity);
            largest = TLanes.SelectLess(largest, z, z, largest);
        }

        var shift = TLanes.Create(TLanes.Max(largest));
        var sum = TLanes.Create(0f);
        for (var i = 0; i < count; i += TLanes.Count)
        {
            var z = RowTail.SelectFirst(count - i, TLanes.Load(ref logits, (nuint)i) - shift, minusInfinity);
            TLanes.Store(z, ref logits, (nuint)i);
            sum += LaneMath.ExpOfNegative(z);
        }

        float logarithm = LaneMath.Log<Lanes1>(TLanes.Sum(sum));
        for (var i = 0; i < count; i += TLanes.Count)
        {
            var y = TLanes.Load(ref logits, (nuint)i) - TLanes.Create(logarithm);
            TLanes.Store(RowTail.SelectFirst(count - i, y, TLanes.Create(0f)), ref logits, (nuint)i);
        }
    }
}
