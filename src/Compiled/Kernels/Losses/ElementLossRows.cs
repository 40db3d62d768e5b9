using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Compiled.Numerics;

namespace Compiled.Runtime;

/// <summary>The rows, tails and sums of the losses that are sums over single outputs.</summary>
/// <remarks>
/// The lanes of a sum follow from the stride alone (4, 8 or 16), never from the machine. Up to <see cref="RowsPerBlock"/> rows are added in
/// float, by two accumulators in turn so that the additions overlap; the blocks are joined in double, in order: the relative error of a sum stays
/// near 10⁻⁶ for any batch. Each loop is in a method of its own and holds one body, since the JIT stops inlining lane functions when a method has
/// used up its budget; only a short loss has a second one, for vectors without padding. Each is compiled for no weights, a weight a row and a weight
/// a column, so that weights cost nothing where there are none and a weight of 1 changes no bit.
/// </remarks>
internal static class ElementLossRows
{
    private const int RowsPerBlock = 32;

    /// <summary>The summed loss; also the scaled gradients, unless <paramref name="gradients"/> is a null reference.</summary>
    public static double Run<TLoss>(
        TLoss loss, ref readonly float outputs, ref readonly float targets, ref float gradients, int rows, int count, int stride, scoped in LossTerms terms)
        where TLoss : struct, IElementLoss
    {
        if (!terms.HasWeights)
            return Run<TLoss, Unweighted>(loss, in outputs, in targets, ref gradients, rows, count, stride, in terms);
        return terms.AreColumns
            ? Run<TLoss, WeightedColumns>(loss, in outputs, in targets, ref gradients, rows, count, stride, in terms)
            : Run<TLoss, WeightedRows>(loss, in outputs, in targets, ref gradients, rows, count, stride, in terms);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Run<TLoss, TWeighting>(
        TLoss loss, ref readonly float outputs, ref readonly float targets, ref float gradients, int rows, int count, int stride, scoped in LossTerms terms)
        where TLoss : struct, IElementLoss
        where TWeighting : struct, IWeighting => stride switch
        {
            4 => NarrowRows<TLoss, TWeighting, Lanes4>(loss, in outputs, in targets, ref gradients, rows, count, in terms, !Unsafe.IsNullRef(ref gradients)),
            8 => Vector256.IsHardwareAccelerated
                ? NarrowRows<TLoss, TWeighting, Lanes8>(loss, in outputs, in targets, ref gradients, rows, count, in terms, !Unsafe.IsNullRef(ref gradients))
                : NarrowRows<TLoss, TWeighting, Lanes4x2>(loss, in outputs, in targets, ref gradients, rows, count, in terms, !Unsafe.IsNullRef(ref gradients)),
            _ => Vector512.IsHardwareAccelerated
                ? Sixteens<TLoss, TWeighting, Lanes16>(loss, in outputs, in targets, ref gradients, rows, count, stride, in terms)
                : Vector256.IsHardwareAccelerated ? Sixteens<TLoss, TWeighting, Lanes8x2>(loss, in outputs, in targets, ref gradients, rows, count, stride, in terms)
                : Sixteens<TLoss, TWeighting, Lanes4x4>(loss, in outputs, in targets, ref gradients, rows, count, stride, in terms),
        };

    /// <summary>Rows of one or more vectors of 16.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Sixteens<TLoss, TWeighting, TLanes>(
        TLoss loss, ref readonly float outputs, ref readonly float targets, ref float gradients, int rows, int count, int stride, scoped in LossTerms terms)
        where TLoss : struct, IElementLoss
        where TWeighting : struct, IWeighting
        where TLanes : struct, ILanes<TLanes> =>
        stride == 16
            ? NarrowRows<TLoss, TWeighting, TLanes>(loss, in outputs, in targets, ref gradients, rows, count, in terms, !Unsafe.IsNullRef(ref gradients))
            : WideRows<TLoss, TWeighting, TLanes>(loss, in outputs, in targets, ref gradients, rows, count, stride, in terms);

    /// <summary>Rows of one vector each.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static double NarrowRows<TLoss, TWeighting, TLanes>(
        TLoss loss, ref readonly float outputs, ref readonly float targets, ref float gradients, int rows, int count,
        scoped in LossTerms terms, bool differentiate)
        where TLoss : struct, IElementLoss
        where TWeighting : struct, IWeighting
        where TLanes : struct, ILanes<TLanes>
    {
        Span<float> tail = stackalloc float[RowTail.BufferLength];
        var wholeRows = RowTail.WholeVectorRows(rows, count, TLanes.Count);
        RowTail.Copy(in targets, wholeRows * count, rows * count, ref tail[0]);

        var total = 0.0;
        var zero = TLanes.Create(0f);
        var factor = TLanes.Create(terms.Scale);
        var end = TLanes.Create(count);
        TLanes sum = zero, other = zero;
        scoped ref readonly var source = ref targets;
        nuint offset = 0, target = 0;
        for (var row = 0; row < rows;)
        {
            if (row == wholeRows)
            {
                source = ref tail[0];
                target = 0;
            }

            // To the end of the block, or to where the reading moves to the buffer.
            var stop = Math.Min(row < wholeRows ? wholeRows : rows, row / RowsPerBlock * RowsPerBlock + RowsPerBlock);
            for (; row < stop; row++)
            {
                var (value, derivative) = loss.Evaluate(TLanes.Load(in outputs, offset), TLanes.Load(in source, target));
                if (TWeighting.IsOn)
                {
                    var weight = TWeighting.Weight<TLanes>(in terms, row, 0, count);
                    (value, derivative) = (value * weight, derivative * weight);
                }

                if (differentiate)
                    TLanes.Store(TLanes.SelectLess(TLanes.Indices, end, derivative * factor, zero), ref gradients, offset);
                (sum, other) = (other, sum + TLanes.SelectLess(TLanes.Indices, end, value, zero));
                offset += (nuint)TLanes.Count;
                target += (nuint)count;
            }

            if (row % RowsPerBlock == 0 || row == rows)
            {
                total += TLanes.Sum(sum + other);
                sum = other = zero;
            }
        }

        return total;
    }

    /// <summary>Rows of several vectors of 16.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static double WideRows<TLoss, TWeighting, TLanes>(
        TLoss loss, ref readonly float outputs, ref readonly float targets, ref float gradients, int rows, int count, int stride, scoped in LossTerms terms)
        where TLoss : struct, IElementLoss
        where TWeighting : struct, IWeighting
        where TLanes : struct, ILanes<TLanes>
    {
        var differentiate = !Unsafe.IsNullRef(ref gradients);
        Span<float> tail = stackalloc float[RowTail.BufferLength];
        var whole = count & -16;
        RowTail.Copy(in targets, (rows - 1) * count + whole, rows * count, ref tail[0]);

        var total = 0.0;
        var zero = TLanes.Create(0f);
        var factor = TLanes.Create(terms.Scale);
        for (var row = 0; row < rows; row++)
        {
            TLanes sum = zero, other = zero;
            var offset = (nuint)(row * stride);
            scoped ref readonly var source = ref Unsafe.Add(ref Unsafe.AsRef(in targets), row * count);
            var i = 0;
            // Asked of types, so that the JIT never sees the body of a longer loss: it would count against the budget.
            for (; (typeof(TLoss) == typeof(SquaredLoss) || typeof(TLoss) == typeof(AbsoluteLoss) || typeof(TLoss) == typeof(HuberLoss)) && i < whole; i += 16)
            {
                var (value, derivative) = loss.Evaluate(TLanes.Load(in outputs, offset), TLanes.Load(in source, (nuint)i));
                if (TWeighting.IsOn)
                {
                    var weight = TWeighting.Weight<TLanes>(in terms, row, i, count);
                    (value, derivative) = (value * weight, derivative * weight);
                }

                if (differentiate)
                    TLanes.Store(derivative * factor, ref gradients, offset);
                (sum, other) = (other, sum + value);
                offset += 16;
            }

            for (; i < count; i += 16)
            {
                if (i == whole && row == rows - 1)
                    source = ref Unsafe.Subtract(ref tail[0], whole);
                var (value, derivative) = loss.Evaluate(TLanes.Load(in outputs, offset), TLanes.Load(in source, (nuint)i));
                if (TWeighting.IsOn)
                {
                    var weight = TWeighting.Weight<TLanes>(in terms, row, i, count);
                    (value, derivative) = (value * weight, derivative * weight);
                }

                if (differentiate)
                    TLanes.Store(RowTail.SelectFirst(count - i, derivative * factor, zero), ref gradients, offset);
                (sum, other) = (other, sum + RowTail.SelectFirst(count - i, value, zero));
                offset += 16;
            }

            total += TLanes.Sum(sum + other);
        }

        return total;
    }
}
