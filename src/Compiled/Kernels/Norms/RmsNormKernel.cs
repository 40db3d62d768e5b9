using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Compiled.Numerics;

namespace Compiled.Runtime;

/// <summary>Normalisation of padded rows by their root mean square, and back-propagation through it. For emitted code.</summary>
/// <remarks>
/// Sums over a row have sixteen lanes, added in order and joined by halving, so that every vector width gives the same bits. Rows do not depend on each other: while one waits for
/// its sum, the processor begins with the next.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RmsNormKernel
{
    /// <summary>y = x / √(mean(x²) + ε) · γ, row by row; the padding becomes 0.</summary>
    /// <param name="input">The first float of the rows.</param>
    /// <param name="output">Where the results go; the input itself, or no part of it.</param>
    /// <param name="weights">γ, padded as a row.</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="rows">The rows, of one stride: the width rounded up to 4, 8 or a multiple of 16. What is after the width may have any value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Forward(ref float input, ref float output, ref readonly float weights, float epsilon, RowShape rows)
    {
        if (rows.Stride == 4)
            Normalize<Lanes4>(ref input, ref output, in weights, epsilon, rows);
        else if (rows.Stride == 8 && Vector256.IsHardwareAccelerated)
            Normalize<Lanes8>(ref input, ref output, in weights, epsilon, rows);
        else if (rows.Stride == 8)
            Normalize<Lanes4x2>(ref input, ref output, in weights, epsilon, rows);
        else if (Vector512.IsHardwareAccelerated)
            Normalize<Lanes16>(ref input, ref output, in weights, epsilon, rows);
        else if (Vector256.IsHardwareAccelerated)
            Normalize<Lanes8x2>(ref input, ref output, in weights, epsilon, rows);
        else
            Normalize<Lanes4x4>(ref input, ref output, in weights, epsilon, rows);
    }

    /// <summary>The same without factors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Forward(ref float input, ref float output, float epsilon, RowShape rows) =>
        Forward(ref input, ref output, in Unsafe.NullRef<float>(), epsilon, rows);

    /// <summary>
    /// Gradients at the outputs become gradients at the inputs, in place: with x̂ the normalised row and g = γ · dy, dx = (g − x̂ · mean(g · x̂)) / √(mean(x²) + ε); the padding
    /// becomes 0. dγ = Σ dy · x̂ over the rows, in order, is added to what is there.
    /// </summary>
    /// <param name="input">The rows that the block read.</param>
    /// <param name="gradient">The gradients; no part of the input.</param>
    /// <param name="weights">γ, padded as a row.</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="rows">The rows, of one stride.</param>
    /// <param name="target">dγ, padded as a row.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Backward(
        ref float input, ref float gradient, ref readonly float weights, float epsilon, RowShape rows, scoped in GradientTarget target)
    {
        if (rows.Stride == 4)
            Differentiate<Lanes4>(ref input, ref gradient, in weights, epsilon, rows, in target);
        else if (rows.Stride == 8 && Vector256.IsHardwareAccelerated)
            Differentiate<Lanes8>(ref input, ref gradient, in weights, epsilon, rows, in target);
        else if (rows.Stride == 8)
            Differentiate<Lanes4x2>(ref input, ref gradient, in weights, epsilon, rows, in target);
        else if (Vector512.IsHardwareAccelerated)
            Differentiate<Lanes16>(ref input, ref gradient, in weights, epsilon, rows, in target);
        else if (Vector256.IsHardwareAccelerated)
            Differentiate<Lanes8x2>(ref input, ref gradient, in weights, epsilon, rows, in target);
        else
            Differentiate<Lanes4x4>(ref input, ref gradient, in weights, epsilon, rows, in target);
        // No rows: the sums as they are, joined with those of the shards before.
        if (target.Joins > 0)
            ColumnSum.Accumulate(ref gradient, ref target.Weights, rows.Stride, 0, false, target.Joins, target.Distance);
    }

    /// <summary>The same with factors whose gradient nobody asks for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Backward(ref float input, ref float gradient, ref readonly float weights, float epsilon, RowShape rows) =>
        Backward(ref input, ref gradient, in weights, epsilon, rows, default);

    /// <summary>The same without factors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Backward(ref float input, ref float gradient, float epsilon, RowShape rows) =>
        Backward(ref input, ref gradient, in Unsafe.NullRef<float>(), epsilon, rows);

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Normalize<TLanes>(ref float input, ref float output, ref readonly float weights, float epsilon, RowShape rows)
        where TLanes : struct, ILanes<TLanes>
    {
        var isAffine = !Unsafe.IsNullRef(in weights);
        var (width, stride, count) = (rows.Width, rows.Stride, rows.Count);
        for (var row = 0; row < count; row++)
        {
            ref var x = ref Unsafe.Add(ref input, row * stride);
            ref var y = ref Unsafe.Add(ref output, row * stride);
            var scale = TLanes.Create(Scale<TLanes>(ref x, epsilon, width));
            for (var i = 0; i < width; i += TLanes.Count)
            {
                var normal = TLanes.Load(ref x, (nuint)i) * scale;
                if (isAffine)
                    normal *= TLanes.Load(in weights, (nuint)i);
                TLanes.Store(First(width - i, normal), ref y, (nuint)i);
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Differentiate<TLanes>(
        ref float input, ref float gradient, ref readonly float weights, float epsilon, RowShape rows, scoped in GradientTarget target)
        where TLanes : struct, ILanes<TLanes>
    {
        var (isAffine, learns) = (!Unsafe.IsNullRef(in weights), !Unsafe.IsNullRef(ref target.Weights));
        var (width, stride, count) = (rows.Width, rows.Stride, rows.Count);
        for (var i = 0; target.First && i < stride; i += TLanes.Count)
            TLanes.Store(TLanes.Create(0f), ref target.Weights, (nuint)i);
        for (var row = 0; row < count; row++)
        {
            ref var x = ref Unsafe.Add(ref input, row * stride);
            ref var dy = ref Unsafe.Add(ref gradient, row * stride);
            var scale = TLanes.Create(Scale<TLanes>(ref x, epsilon, width));
            var sum = TLanes.Create(0f);
            for (var i = 0; i < width; i += TLanes.Count)
            {
                var (normal, upstream) = (First(width - i, TLanes.Load(ref x, (nuint)i) * scale), First(width - i, TLanes.Load(ref dy, (nuint)i)));
                if (learns)
                    TLanes.Store(TLanes.FusedMultiplyAdd(upstream, normal, TLanes.Load(ref target.Weights, (nuint)i)), ref target.Weights, (nuint)i);
                if (isAffine)
                    upstream *= TLanes.Load(in weights, (nuint)i);
                sum = TLanes.FusedMultiplyAdd(upstream, normal, sum);
            }

            var slope = TLanes.Create(-(TLanes.Sum(sum) / width));
            for (var i = 0; i < width; i += TLanes.Count)
            {
                var (normal, upstream) = (TLanes.Load(ref x, (nuint)i) * scale, TLanes.Load(ref dy, (nuint)i));
                if (isAffine)
                    upstream *= TLanes.Load(in weights, (nuint)i);
                TLanes.Store(First(width - i, TLanes.FusedMultiplyAdd(slope, normal, upstream) * scale), ref dy, (nuint)i);
            }
        }
    }

    /// <summary>1 / √(mean(x²) + ε).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Scale<TLanes>(ref float x, float epsilon, int width)
        where TLanes : struct, ILanes<TLanes>
    {
        var sum = TLanes.Create(0f);
        for (var i = 0; i < width; i += TLanes.Count)
        {
            var value = First(width - i, TLanes.Load(ref x, (nuint)i));
            sum = TLanes.FusedMultiplyAdd(value, value, sum);
        }

        return 1 / MathF.Sqrt(TLanes.Sum(sum) / width + epsilon);
    }

    /// <summary>The lanes that count, and zeros: all but the last vector of a row is whole.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes First<TLanes>(int rest, TLanes value)
        where TLanes : struct, ILanes<TLanes> =>
        rest >= TLanes.Count ? value : RowTail.SelectFirst(rest, value, TLanes.Create(0f));
}
