using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Compiled.Numerics;

namespace Compiled.Runtime;

/// <summary>−Σ t · ln softmax(z) over the logits z of each row; the gradient is softmax(z) · Σt − t.</summary>
/// <remarks>
/// With m = max z and S = Σ e^(z − m), a row's loss is Σ t·(m − z) + Σt · ln S: finite for finite logits of any size below half the float range.
/// NaN gives NaN; so does an infinite logit. The first sum is added up in float over at most 32 rows, by lanes that follow from the stride;
/// everything else is joined in double, in the order of the rows. Labels, weights and smoothing only change the targets t, since the loss is
/// linear in them.
/// </remarks>
internal static class SoftmaxLossRows
{
    private const int RowsPerBlock = 32;

    /// <summary>The summed loss; also the scaled gradients, unless <paramref name="gradients"/> is a null reference.</summary>
    public static double Run(
        ref readonly float outputs, ref readonly float targets, ref float gradients, int rows, int count, int stride, scoped in LossTerms terms, float smoothing) =>
        smoothing > 0 || terms.HasLabels || terms.HasWeights || terms.HasClassWeights
            ? Run<AdjustedTargets>(in outputs, in targets, ref gradients, rows, count, stride, in terms, smoothing)
            : Run<PlainTargets>(in outputs, in targets, ref gradients, rows, count, stride, in terms, smoothing);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Run<TTargets>(
        ref readonly float outputs, ref readonly float targets, ref float gradients, int rows, int count, int stride, scoped in LossTerms terms, float smoothing)
        where TTargets : struct, ISoftmaxTargets => stride switch
        {
            4 => NarrowRows<Lanes4, TTargets>(in outputs, in targets, ref gradients, rows, count, in terms, smoothing, !Unsafe.IsNullRef(ref gradients)),
            8 => Vector256.IsHardwareAccelerated
                ? NarrowRows<Lanes8, TTargets>(in outputs, in targets, ref gradients, rows, count, in terms, smoothing, !Unsafe.IsNullRef(ref gradients))
                : NarrowRows<Lanes4x2, TTargets>(in outputs, in targets, ref gradients, rows, count, in terms, smoothing, !Unsafe.IsNullRef(ref gradients)),
            _ => Vector512.IsHardwareAccelerated
                ? Sixteens<Lanes16, TTargets>(in outputs, in targets, ref gradients, rows, count, stride, in terms, smoothing)
                : Vector256.IsHardwareAccelerated ? Sixteens<Lanes8x2, TTargets>(in outputs, in targets, ref gradients, rows, count, stride, in terms, smoothing)
                : Sixteens<Lanes4x4, TTargets>(in outputs, in targets, ref gradients, rows, count, stride, in terms, smoothing),
        };

    /// <summary>Rows of one or more vectors of 16.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Sixteens<TLanes, TTargets>(
        ref readonly float outputs, ref readonly float targets, ref float gradients, int rows, int count, int stride, scoped in LossTerms terms, float smoothing)
        where TLanes : struct, ILanes<TLanes>
        where TTargets : struct, ISoftmaxTargets =>
        stride == 16
            ? NarrowRows<TLanes, TTargets>(in outputs, in targets, ref gradients, rows, count, in terms, smoothing, !Unsafe.IsNullRef(ref gradients))
            : WideRows<TLanes, TTargets>(in outputs, in targets, ref gradients, rows, count, stride, in terms, smoothing);

    /// <summary>Rows of one vector each.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static double NarrowRows<TLanes, TTargets>(
        ref readonly float outputs, ref readonly float targets, ref float gradients, int rows, int count,
        scoped in LossTerms terms, float smoothing, bool differentiate)
        where TLanes : struct, ILanes<TLanes>
        where TTargets : struct, ISoftmaxTargets
    {
        Span<float> tail = stackalloc float[RowTail.BufferLength];
        var wholeRows = RowTail.WholeVectorRows(rows, count, TLanes.Count);
        if (!TTargets.AreAdjusted || !terms.HasLabels)
            RowTail.Copy(in targets, wholeRows * count, rows * count, ref tail[0]);

        var total = 0.0;
        var zero = TLanes.Create(0f);
        var distances = zero;
        var factor = TLanes.Create(terms.Scale);
        scoped ref readonly var source = ref targets;
        nuint offset = 0, target = 0;
        for (var row = 0; row < rows; row++)
        {
            if (row == wholeRows)
            {
                source = ref tail[0];
                target = 0;
            }

            var z = RowTail.SelectFirst(count, TLanes.Load(in outputs, offset), TLanes.Create(float.NegativeInfinity));
            var given = TTargets.AreAdjusted && terms.HasLabels ? zero : TLanes.Load(in source, target);
            var t = RowTail.SelectFirst(count, TTargets.Adjust(given, in terms, row, 0, count, smoothing), zero);
            var shifted = z - TLanes.Create(TLanes.Max(z));
            var exp = LaneMath.ExpOfNegative(shifted);
            var sum = TLanes.Sum(exp);
            var weight = TLanes.Sum(t);
            if (differentiate)
            {
                var derivative = TLanes.FusedMultiplyAdd(exp, TLanes.Create(weight / sum), -t) * factor;
                TLanes.Store(RowTail.SelectFirst(count, derivative, zero), ref gradients, offset);
            }

            distances += RowTail.SelectFirst(count, -t * shifted, zero);
            total += weight * LaneMath.Log<Lanes1>(sum);
            if (row % RowsPerBlock == RowsPerBlock - 1)
            {
                total += TLanes.Sum(distances);
                distances = zero;
            }

            offset += (nuint)TLanes.Count;
            target += (nuint)count;
        }

        return total + TLanes.Sum(distances);
    }

    /// <summary>Rows of several vectors of 16.</summary>
    private static double WideRows<TLanes, TTargets>(
        ref readonly float outputs, ref readonly float targets, ref float gradients, int rows, int count, int stride, scoped in LossTerms terms, float smoothing)
        where TLanes : struct, ILanes<TLanes>
        where TTargets : struct, ISoftmaxTargets
    {
        Span<float> tail = stackalloc float[RowTail.BufferLength];
        if (!TTargets.AreAdjusted || !terms.HasLabels)
            RowTail.Copy(in targets, (rows - 1) * count + (count & -16), rows * count, ref tail[0]);

        var total = 0.0;
        for (var row = 0; row < rows; row++)
        {
            ref readonly var z = ref Unsafe.Add(ref Unsafe.AsRef(in outputs), row * stride);
            ref readonly var t = ref Unsafe.Add(ref Unsafe.AsRef(in targets), row * count);
            ref var gradient = ref Unsafe.IsNullRef(ref gradients) ? ref gradients : ref Unsafe.Add(ref gradients, row * stride);
            scoped ref readonly var last = ref row == rows - 1 ? ref tail[0] : ref Unsafe.Add(ref Unsafe.AsRef(in t), count & -16);
            total += WideRow<TLanes, TTargets>(in z, in t, in last, ref gradient, row, count, in terms, smoothing);
        }

        return total;
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static double WideRow<TLanes, TTargets>(
        ref readonly float outputs, ref readonly float targets, ref readonly float lastTargets, ref float gradients,
        int row, int count, scoped in LossTerms terms, float smoothing)
        where TLanes : struct, ILanes<TLanes>
        where TTargets : struct, ISoftmaxTargets
    {
        var differentiate = !Unsafe.IsNullRef(ref gradients);
        var zero = TLanes.Create(0f);
        var minusInfinity = TLanes.Create(float.NegativeInfinity);
        var largest = minusInfinity;
        var weights = zero;
        for (var i = 0; i < count; i += 16)
        {
            var z = RowTail.SelectFirst(count - i, TLanes.Load(in outputs, (nuint)i), minusInfinity);
            largest = TLanes.SelectLess(largest, z, z, largest);
            weights += Targets<TLanes, TTargets>(in targets, in lastTargets, i, row, count, in terms, smoothing);
        }

        // The exponentials wait in the gradients, which may be the outputs themselves: no logit is read after this loop.
        var shift = TLanes.Create(TLanes.Max(largest));
        var sums = zero;
        var distances = zero;
        for (var i = 0; i < count; i += 16)
        {
            var shifted = TLanes.Load(in outputs, (nuint)i) - shift;
            var exp = RowTail.SelectFirst(count - i, LaneMath.ExpOfNegative(shifted), zero);
            var distance = -Targets<TLanes, TTargets>(in targets, in lastTargets, i, row, count, in terms, smoothing) * shifted;
            sums += exp;
            distances += RowTail.SelectFirst(count - i, distance, zero);
            if (differentiate)
                TLanes.Store(exp, ref gradients, (nuint)i);
        }

        var sum = TLanes.Sum(sums);
        var weight = TLanes.Sum(weights);
        var share = TLanes.Create(weight / sum);
        var factor = TLanes.Create(terms.Scale);
        for (var i = 0; differentiate && i < count; i += 16)
        {
            var t = Targets<TLanes, TTargets>(in targets, in lastTargets, i, row, count, in terms, smoothing);
            var derivative = TLanes.FusedMultiplyAdd(TLanes.Load(ref gradients, (nuint)i), share, -t) * factor;
            TLanes.Store(RowTail.SelectFirst(count - i, derivative, zero), ref gradients, (nuint)i);
        }

        return TLanes.Sum(distances) + (double)(weight * LaneMath.Log<Lanes1>(sum));
    }

    /// <summary>Sixteen targets of a row from the i-th on, zeros behind its end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Targets<TLanes, TTargets>(
        ref readonly float targets, ref readonly float lastTargets, int i, int row, int count, scoped in LossTerms terms, float smoothing)
        where TLanes : struct, ILanes<TLanes>
        where TTargets : struct, ISoftmaxTargets
    {
        var zero = TLanes.Create(0f);
        var given = TTargets.AreAdjusted && terms.HasLabels ? zero
            : count - i >= 16 ? TLanes.Load(in targets, (nuint)i)
            : TLanes.Load(in lastTargets, 0);
        var adjusted = TTargets.Adjust(given, in terms, row, i, count, smoothing);
        return count - i >= 16 ? adjusted : RowTail.SelectFirst(count - i, adjusted, zero);
    }
}
