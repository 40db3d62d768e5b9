using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Compiled.Numerics;

namespace Compiled.Runtime;

/// <summary>The rectifier with learned slopes, and back-propagation through it. For emitted code.</summary>
/// <remarks>
/// Inputs may be the caller's rows, which have no padding: whatever lies behind the last whole vector of a row is read float by float. Sums over rows go in
/// their order; the one slope that all outputs share has sixteen lanes, joined by halving once a chunk of rows. So every vector width gives the same bits.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class PReluKernel
{
    /// <summary>y = x &gt; 0 ? x : a · x; the padding becomes 0.</summary>
    /// <param name="input">The first float of the rows.</param>
    /// <param name="output">Where the results go; the input itself, or no part of it.</param>
    /// <param name="slopes">a: one for each output, padded as a row.</param>
    /// <param name="rows">The rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Forward(ref float input, ref float output, ref readonly float slopes, RowShape rows) =>
        Apply(ref input, ref output, in slopes, false, rows);

    /// <summary>The same with one slope for all.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ForwardShared(ref float input, ref float output, ref readonly float slope, RowShape rows) =>
        Apply(ref input, ref output, in slope, true, rows);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Apply(ref float input, ref float output, ref readonly float slopes, bool isShared, RowShape rows)
    {
        if (rows.Stride == 4)
            Apply<Lanes4>(ref input, ref output, in slopes, isShared, rows.Width, rows.InputStride, rows.Stride, rows.Count);
        else if (rows.Stride == 8 && Vector256.IsHardwareAccelerated)
            Apply<Lanes8>(ref input, ref output, in slopes, isShared, rows.Width, rows.InputStride, rows.Stride, rows.Count);
        else if (rows.Stride == 8)
            Apply<Lanes4x2>(ref input, ref output, in slopes, isShared, rows.Width, rows.InputStride, rows.Stride, rows.Count);
        else if (Vector512.IsHardwareAccelerated)
            Apply<Lanes16>(ref input, ref output, in slopes, isShared, rows.Width, rows.InputStride, rows.Stride, rows.Count);
        else if (Vector256.IsHardwareAccelerated)
            Apply<Lanes8x2>(ref input, ref output, in slopes, isShared, rows.Width, rows.InputStride, rows.Stride, rows.Count);
        else
            Apply<Lanes4x4>(ref input, ref output, in slopes, isShared, rows.Width, rows.InputStride, rows.Stride, rows.Count);
    }

    /// <summary>
    /// Gradients at the outputs become gradients at the inputs, in place: dx = x &gt; 0 ? dy : a · dy. To the target is added da = Σ x · dy over the
    /// rows with x ≤ 0.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Backward(ref float input, ref float gradient, ref readonly float slopes, RowShape rows, scoped in GradientTarget target)
    {
        if (rows.Stride == 4)
            Differentiate<Lanes4>(ref input, ref gradient, in slopes, ref target.Weights, rows.Width, rows.InputStride, rows.Stride, rows.Count, target.First, target.Joins, target.Distance);
        else if (rows.Stride == 8 && Vector256.IsHardwareAccelerated)
            Differentiate<Lanes8>(ref input, ref gradient, in slopes, ref target.Weights, rows.Width, rows.InputStride, rows.Stride, rows.Count, target.First, target.Joins, target.Distance);
        else if (rows.Stride == 8)
            Differentiate<Lanes4x2>(ref input, ref gradient, in slopes, ref target.Weights, rows.Width, rows.InputStride, rows.Stride, rows.Count, target.First, target.Joins, target.Distance);
        else if (Vector512.IsHardwareAccelerated)
            Differentiate<Lanes16>(ref input, ref gradient, in slopes, ref target.Weights, rows.Width, rows.InputStride, rows.Stride, rows.Count, target.First, target.Joins, target.Distance);
        else if (Vector256.IsHardwareAccelerated)
            Differentiate<Lanes8x2>(ref input, ref gradient, in slopes, ref target.Weights, rows.Width, rows.InputStride, rows.Stride, rows.Count, target.First, target.Joins, target.Distance);
        else
            Differentiate<Lanes4x4>(ref input, ref gradient, in slopes, ref target.Weights, rows.Width, rows.InputStride, rows.Stride, rows.Count, target.First, target.Joins, target.Distance);
    }

    /// <summary>The same with one slope for all, whose gradient is the sum over the outputs too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void BackwardShared(ref float input, ref float gradient, ref readonly float slope, RowShape rows, scoped in GradientTarget target)
    {
        var sum = DifferentiateShared(ref input, ref gradient, slope, rows);
        ref var slopeGradient = ref target.Weights;
        sum = target.First ? sum : slopeGradient + sum;
        for (var join = 0; join < target.Joins; join++)
        {
            slopeGradient = ref Unsafe.Subtract(ref slopeGradient, target.Distance);
            sum += slopeGradient;
        }

        slopeGradient = sum;
    }

    /// <summary>The same without the slopes' gradients.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Backward(ref float input, ref float gradient, ref readonly float slopes, RowShape rows)
    {
        if (rows.Stride == 4)
            DifferentiateInputs<Lanes4>(ref input, ref gradient, in slopes, rows.Width, rows.InputStride, rows.Stride, rows.Count);
        else if (rows.Stride == 8 && Vector256.IsHardwareAccelerated)
            DifferentiateInputs<Lanes8>(ref input, ref gradient, in slopes, rows.Width, rows.InputStride, rows.Stride, rows.Count);
        else if (rows.Stride == 8)
            DifferentiateInputs<Lanes4x2>(ref input, ref gradient, in slopes, rows.Width, rows.InputStride, rows.Stride, rows.Count);
        else if (Vector512.IsHardwareAccelerated)
            DifferentiateInputs<Lanes16>(ref input, ref gradient, in slopes, rows.Width, rows.InputStride, rows.Stride, rows.Count);
        else if (Vector256.IsHardwareAccelerated)
            DifferentiateInputs<Lanes8x2>(ref input, ref gradient, in slopes, rows.Width, rows.InputStride, rows.Stride, rows.Count);
        else
            DifferentiateInputs<Lanes4x4>(ref input, ref gradient, in slopes, rows.Width, rows.InputStride, rows.Stride, rows.Count);
    }

    /// <summary>The same with one slope for all.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void BackwardShared(ref float input, ref float gradient, ref readonly float slope, RowShape rows) =>
        _ = DifferentiateShared(ref input, ref gradient, slope, rows);

    // Not inlined: a deep network's pass has no budget left for it, and would call a copy that begins without optimisation.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static float DifferentiateShared(ref float input, ref float gradient, float slope, RowShape rows) =>
        rows.Stride == 4 ? DifferentiateShared<Lanes4>(ref input, ref gradient, slope, rows.Width, rows.InputStride, rows.Stride, rows.Count)
        : rows.Stride == 8 && Vector256.IsHardwareAccelerated ? DifferentiateShared<Lanes8>(ref input, ref gradient, slope, rows.Width, rows.InputStride, rows.Stride, rows.Count)
        : rows.Stride == 8 ? DifferentiateShared<Lanes4x2>(ref input, ref gradient, slope, rows.Width, rows.InputStride, rows.Stride, rows.Count)
        : Vector512.IsHardwareAccelerated ? DifferentiateShared<Lanes16>(ref input, ref gradient, slope, rows.Width, rows.InputStride, rows.Stride, rows.Count)
        : Vector256.IsHardwareAccelerated ? DifferentiateShared<Lanes8x2>(ref input, ref gradient, slope, rows.Width, rows.InputStride, rows.Stride, rows.Count)
        : DifferentiateShared<Lanes4x4>(ref input, ref gradient, slope, rows.Width, rows.InputStride, rows.Stride, rows.Count);

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Apply<TLanes>(ref float input, ref float output, ref readonly float slopes, bool isShared, int width, int inputStride, int stride, int count)
        where TLanes : struct, ILanes<TLanes>
    {
        var zero = TLanes.Create(0f);
        var slope = TLanes.Create(slopes);
        for (var row = 0; row < count; row++)
            for (var i = 0; i < width; i += TLanes.Count)
            {
                if (!isShared)
                    slope = TLanes.Load(in slopes, (nuint)i);
                var x = Load<TLanes>(ref input, row * inputStride + i, width - i);
                // The caller's slopes may be NaN: the padding stays 0 all the same.
                TLanes.Store(First(width - i, TLanes.SelectLess(zero, x, x, x * slope)), ref output, (nuint)(row * stride + i));
            }
    }

    // Eleven parameters: with the target as a struct the JIT has registers to spare, shares the mask of two selections, and each is then three operations instead of
    // one. Rows of 64 took a quarter longer with AVX2.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Differentiate<TLanes>(
        ref float input, ref float gradient, ref readonly float slopes, ref float sums,
        int width, int inputStride, int stride, int count, bool first, int joins, int distance)
        where TLanes : struct, ILanes<TLanes>
    {
        var zero = TLanes.Create(0f);
        for (var i = 0; i < width; i += TLanes.Count)
        {
            var slope = TLanes.Load(in slopes, (nuint)i);
            var sum = first ? zero : TLanes.Load(ref sums, (nuint)i);
            for (var row = 0; row < count; row++)
                sum = Differentiate(ref input, ref gradient, slope, row * inputStride + i, row * stride + i, width - i, sum);
            ref var joined = ref sums;
            for (var join = 0; join < joins; join++)
            {
                joined = ref Unsafe.Subtract(ref joined, distance);
                sum += TLanes.Load(ref joined, (nuint)i);
            }

            TLanes.Store(sum, ref joined, (nuint)i);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void DifferentiateInputs<TLanes>(ref float input, ref float gradient, ref readonly float slopes, int width, int inputStride, int stride, int count)
        where TLanes : struct, ILanes<TLanes>
    {
        for (var row = 0; row < count; row++)
            for (var i = 0; i < width; i += TLanes.Count)
                _ = Differentiate(ref input, ref gradient, TLanes.Load(in slopes, (nuint)i), row * inputStride + i, row * stride + i, width - i, TLanes.Create(0f));
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static float DifferentiateShared<TLanes>(ref float input, ref float gradient, float slope, int width, int inputStride, int stride, int count)
        where TLanes : struct, ILanes<TLanes>
    {
        var sum = TLanes.Create(0f);
        for (var row = 0; row < count; row++)
            for (var i = 0; i < width; i += TLanes.Count)
                sum = Differentiate(ref input, ref gradient, TLanes.Create(slope), row * inputStride + i, row * stride + i, width - i, sum);
        return TLanes.Sum(sum);
    }

    /// <summary>One vector: its gradients, and the sum with what it adds to the slopes'.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Differentiate<TLanes>(ref float input, ref float gradient, TLanes slope, int inputIndex, int index, int rest, TLanes sum)
        where TLanes : struct, ILanes<TLanes>
    {
        var zero = TLanes.Create(0f);
        var x = Load<TLanes>(ref input, inputIndex, rest);
        var dy = First(rest, TLanes.Load(ref gradient, (nuint)index));
        TLanes.Store(First(rest, TLanes.SelectLess(zero, x, dy, dy * slope)), ref gradient, (nuint)index);
        return TLanes.SelectLess(zero, x, sum, TLanes.FusedMultiplyAdd(x, dy, sum));
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
