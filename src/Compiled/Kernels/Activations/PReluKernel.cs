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
    /// <param name="count">How many floats of a row count.</param>
    /// <param name="inputStride">Floats from row to row of the input.</param>
    /// <param name="stride">The same of the output: the count rounded up to 4, 8 or a multiple of 16.</param>
    /// <param name="rows">How many rows there are.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Forward(ref float input, ref float output, ref readonly float slopes, int count, int inputStride, int stride, int rows)
    {
        if (stride == 4)
            Apply<Lanes4>(ref input, ref output, in slopes, false, count, inputStride, stride, rows);
        else if (stride == 8)
            Apply<Lanes8>(ref input, ref output, in slopes, false, count, inputStride, stride, rows);
        else if (Vector512.IsHardwareAccelerated)
            Apply<Lanes16>(ref input, ref output, in slopes, false, count, inputStride, stride, rows);
        else
            Apply<Lanes8x2>(ref input, ref output, in slopes, false, count, inputStride, stride, rows);
    }

    /// <summary>The same with one slope for all.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ForwardShared(ref float input, ref float output, ref readonly float slope, int count, int inputStride, int stride, int rows)
    {
        if (stride == 4)
            Apply<Lanes4>(ref input, ref output, in slope, true, count, inputStride, stride, rows);
        else if (stride == 8)
            Apply<Lanes8>(ref input, ref output, in slope, true, count, inputStride, stride, rows);
        else if (Vector512.IsHardwareAccelerated)
            Apply<Lanes16>(ref input, ref output, in slope, true, count, inputStride, stride, rows);
        else
            Apply<Lanes8x2>(ref input, ref output, in slope, true, count, inputStride, stride, rows);
    }

    /// <summary>
    /// Gradients at the outputs become gradients at the inputs, in place: dx = x &gt; 0 ? dy : a · dy. da = (first ? 0 : da) + Σ x · dy over the
    /// rows with x ≤ 0; the result is then added to the sums that lie <paramref name="distance"/> floats lower, and that to those as far again,
    /// <paramref name="joins"/> times.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Backward(
        ref float input, ref float gradient, ref readonly float slopes, ref float slopeGradient,
        int count, int inputStride, int stride, int rows, bool first, int joins, int distance)
    {
        if (stride == 4)
            Differentiate<Lanes4>(ref input, ref gradient, in slopes, ref slopeGradient, count, inputStride, stride, rows, first, joins, distance);
        else if (stride == 8)
            Differentiate<Lanes8>(ref input, ref gradient, in slopes, ref slopeGradient, count, inputStride, stride, rows, first, joins, distance);
        else if (Vector512.IsHardwareAccelerated)
            Differentiate<Lanes16>(ref input, ref gradient, in slopes, ref slopeGradient, count, inputStride, stride, rows, first, joins, distance);
        else
            Differentiate<Lanes8x2>(ref input, ref gradient, in slopes, ref slopeGradient, count, inputStride, stride, rows, first, joins, distance);
    }

    /// <summary>The same with one slope for all, whose gradient is the sum over the outputs too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void BackwardShared(
        ref float input, ref float gradient, ref readonly float slope, ref float slopeGradient,
        int count, int inputStride, int stride, int rows, bool first, int joins, int distance)
    {
        var sum = stride == 4 ? DifferentiateShared<Lanes4>(ref input, ref gradient, slope, count, inputStride, stride, rows)
            : stride == 8 ? DifferentiateShared<Lanes8>(ref input, ref gradient, slope, count, inputStride, stride, rows)
            : Vector512.IsHardwareAccelerated ? DifferentiateShared<Lanes16>(ref input, ref gradient, slope, count, inputStride, stride, rows)
            : DifferentiateShared<Lanes8x2>(ref input, ref gradient, slope, count, inputStride, stride, rows);
        sum = first ? sum : slopeGradient + sum;
        ref var target = ref slopeGradient;
        for (var join = 0; join < joins; join++)
        {
            target = ref Unsafe.Subtract(ref target, distance);
            sum += target;
        }

        target = sum;
    }

    /// <summary>The same without the slopes' gradients.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Backward(ref float input, ref float gradient, ref readonly float slopes, int count, int inputStride, int stride, int rows)
    {
        if (stride == 4)
            DifferentiateInputs<Lanes4>(ref input, ref gradient, in slopes, count, inputStride, stride, rows);
        else if (stride == 8)
            DifferentiateInputs<Lanes8>(ref input, ref gradient, in slopes, count, inputStride, stride, rows);
        else if (Vector512.IsHardwareAccelerated)
            DifferentiateInputs<Lanes16>(ref input, ref gradient, in slopes, count, inputStride, stride, rows);
        else
            DifferentiateInputs<Lanes8x2>(ref input, ref gradient, in slopes, count, inputStride, stride, rows);
    }

    /// <summary>The same with one slope for all.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void BackwardShared(ref float input, ref float gradient, ref readonly float slope, int count, int inputStride, int stride, int rows) =>
        _ = stride == 4 ? DifferentiateShared<Lanes4>(ref input, ref gradient, slope, count, inputStride, stride, rows)
            : stride == 8 ? DifferentiateShared<Lanes8>(ref input, ref gradient, slope, count, inputStride, stride, rows)
            : Vector512.IsHardwareAccelerated ? DifferentiateShared<Lanes16>(ref input, ref gradient, slope, count, inputStride, stride, rows)
            : DifferentiateShared<Lanes8x2>(ref input, ref gradient, slope, count, inputStride, stride, rows);

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Apply<TLanes>(
        ref float input, ref float output, ref readonly float slopes, bool isShared, int count, int inputStride, int stride, int rows)
        where TLanes : struct, ILanes<TLanes>
    {
        var zero = TLanes.Create(0f);
        var slope = TLanes.Create(slopes);
        for (var row = 0; row < rows; row++)
        for (var i = 0; i < count; i += TLanes.Count)
        {
            if (!isShared)
                slope = TLanes.Load(in slopes, (nuint)i);
            var x = Load<TLanes>(ref input, row * inputStride + i, count - i);
            // The caller's slopes may be NaN: the padding stays 0 all the same.
            TLanes.Store(First(count - i, TLanes.SelectLess(zero, x, x, x * slope)), ref output, (nuint)(row * stride + i));
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Differentiate<TLanes>(
        ref float input, ref float gradient, ref readonly float slopes, ref float slopeGradient,
        int count, int inputStride, int stride, int rows, bool first, int joins, int distance)
        where TLanes : struct, ILanes<TLanes>
    {
        var zero = TLanes.Create(0f);
        for (var i = 0; i < count; i += TLanes.Count)
        {
            var slope = TLanes.Load(in slopes, (nuint)i);
            var sum = first ? zero : TLanes.Load(ref slopeGradient, (nuint)i);
            for (var row = 0; row < rows; row++)
                sum = Differentiate(ref input, ref gradient, slope, row * inputStride + i, row * stride + i, count - i, sum);
            ref var target = ref slopeGradient;
            for (var join = 0; join < joins; join++)
            {
                target = ref Unsafe.Subtract(ref target, distance);
                sum += TLanes.Load(ref target, (nuint)i);
            }

            TLanes.Store(sum, ref target, (nuint)i);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void DifferentiateInputs<TLanes>(
        ref float input, ref float gradient, ref readonly float slopes, int count, int inputStride, int stride, int rows)
        where TLanes : struct, ILanes<TLanes>
    {
        for (var row = 0; row < rows; row++)
        for (var i = 0; i < count; i += TLanes.Count)
            _ = Differentiate(ref input, ref gradient, TLanes.Load(in slopes, (nuint)i), row * inputStride + i, row * stride + i, count - i, TLanes.Create(0f));
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static float DifferentiateShared<TLanes>(ref float input, ref float gradient, float slope, int count, int inputStride, int stride, int rows)
        where TLanes : struct, ILanes<TLanes>
    {
        var sum = TLanes.Create(0f);
        for (var row = 0; row < rows; row++)
        for (var i = 0; i < count; i += TLanes.Count)
            sum = Differentiate(ref input, ref gradient, TLanes.Create(slope), row * inputStride + i, row * stride + i, count - i, sum);
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
