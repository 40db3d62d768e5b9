using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Compiled.Numerics;

namespace Compiled.Runtime;

/// <summary>Rows times a factor for each place, and back-propagation through it. For emitted code.</summary>
/// <remarks>
/// Inputs may be the caller's rows, which have no padding: what follows the last whole vector of a row is read float by float. Sums over rows go in their order, so that every vector width gives the
/// same bits.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ScaleKernel
{
    /// <summary>y = γ · x; the padding becomes 0.</summary>
    /// <param name="input">The first float of the rows.</param>
    /// <param name="output">Where the results go; the input itself, or no part of it.</param>
    /// <param name="factors">γ, padded as a row.</param>
    /// <param name="rows">The rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Forward(ref float input, ref float output, ref readonly float factors, RowShape rows)
    {
        if (rows.Stride == 4)
            Multiply<Lanes4>(ref input, ref output, in factors, rows);
        else if (rows.Stride == 8 && Vector256.IsHardwareAccelerated)
            Multiply<Lanes8>(ref input, ref output, in factors, rows);
        else if (rows.Stride == 8)
            Multiply<Lanes4x2>(ref input, ref output, in factors, rows);
        else if (Vector512.IsHardwareAccelerated)
            Multiply<Lanes16>(ref input, ref output, in factors, rows);
        else if (Vector256.IsHardwareAccelerated)
            Multiply<Lanes8x2>(ref input, ref output, in factors, rows);
        else
            Multiply<Lanes4x4>(ref input, ref output, in factors, rows);
    }

    /// <summary>Gradients at the outputs become gradients at the inputs, in place: dx = γ · dy. To the target is added dγ = Σ x · dy over the rows, in order.</summary>
    /// <param name="input">The rows that the block read.</param>
    /// <param name="gradient">The gradients; no part of the input.</param>
    /// <param name="factors">γ, padded as a row.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="target">dγ, padded as a row; <c>default</c> where nobody asks for it.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Backward(ref float input, ref float gradient, ref readonly float factors, RowShape rows, scoped in GradientTarget target)
    {
        if (rows.Stride == 4)
            Differentiate<Lanes4>(ref input, ref gradient, in factors, rows, in target);
        else if (rows.Stride == 8 && Vector256.IsHardwareAccelerated)
            Differentiate<Lanes8>(ref input, ref gradient, in factors, rows, in target);
        else if (rows.Stride == 8)
            Differentiate<Lanes4x2>(ref input, ref gradient, in factors, rows, in target);
        else if (Vector512.IsHardwareAccelerated)
            Differentiate<Lanes16>(ref input, ref gradient, in factors, rows, in target);
        else if (Vector256.IsHardwareAccelerated)
            Differentiate<Lanes8x2>(ref input, ref gradient, in factors, rows, in target);
        else
            Differentiate<Lanes4x4>(ref input, ref gradient, in factors, rows, in target);
    }

    /// <summary>The same with factors whose gradient nobody asks for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Backward(ref float gradient, ref readonly float factors, RowShape rows) => Forward(ref gradient, ref gradient, in factors, rows);

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Multiply<TLanes>(ref float input, ref float output, ref readonly float factors, RowShape rows)
        where TLanes : struct, ILanes<TLanes>
    {
        var (width, inputStride, stride, count) = (rows.Width, rows.InputStride, rows.Stride, rows.Count);
        for (var row = 0; row < count; row++)
            for (var i = 0; i < width; i += TLanes.Count)
            {
                var scaled = Load<TLanes>(ref input, row * inputStride + i, width - i) * TLanes.Load(in factors, (nuint)i);
                // Factors may be NaN: the padding is 0 all the same.
                TLanes.Store(First(width - i, scaled), ref output, (nuint)(row * stride + i));
            }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Differentiate<TLanes>(ref float input, ref float gradient, ref readonly float factors, RowShape rows, scoped in GradientTarget target)
        where TLanes : struct, ILanes<TLanes>
    {
        var (width, inputStride, stride, count) = (rows.Width, rows.InputStride, rows.Stride, rows.Count);
        for (var i = 0; i < width; i += TLanes.Count)
        {
            var factor = TLanes.Load(in factors, (nuint)i);
            var sum = target.First ? TLanes.Create(0f) : TLanes.Load(ref target.Weights, (nuint)i);
            for (var row = 0; row < count; row++)
            {
                var dy = First(width - i, TLanes.Load(ref gradient, (nuint)(row * stride + i)));
                sum = TLanes.FusedMultiplyAdd(Load<TLanes>(ref input, row * inputStride + i, width - i), dy, sum);
                TLanes.Store(First(width - i, dy * factor), ref gradient, (nuint)(row * stride + i));
            }

            ref var joined = ref target.Weights;
            for (var join = 0; join < target.Joins; join++)
            {
                joined = ref Unsafe.Subtract(ref joined, target.Distance);
                sum += TLanes.Load(ref joined, (nuint)i);
            }

            TLanes.Store(sum, ref joined, (nuint)i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Load<TLanes>(ref float input, int index, int rest)
        where TLanes : struct, ILanes<TLanes> =>
        rest >= TLanes.Count ? TLanes.Load(ref input, (nuint)index) : TLanes.LoadPartial(ref input, (nuint)index, rest);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes First<TLanes>(int rest, TLanes value)
        where TLanes : struct, ILanes<TLanes> =>
        rest >= TLanes.Count ? value : RowTail.SelectFirst(rest, value, TLanes.Create(0f));
}
