using System.Runtime.CompilerServices;
using Compiled.Numerics;

namespace Compiled.Runtime;

/// <summary>A loss that is a sum over single outputs.</summary>
internal interface IElementLoss
{
    /// <summary>The loss of each lane and its derivative with respect to the output.</summary>
    static abstract (TLanes Value, TLanes Derivative) Evaluate<TLanes>(TLanes output, TLanes target)
        where TLanes : struct, ILanes<TLanes>;
}

/// <summary>The rows, tails and sums of the losses that are sums over single outputs.</summary>
/// <remarks>
/// The lanes of a sum follow from the stride alone (4, 8 or 16), never from the machine. Up to <see cref="RowsPerBlock"/> rows are added in
/// float, by two accumulators in turn so that the additions overlap; the blocks are joined in double, in order: the relative error of a sum stays
/// near 10⁻⁶ for any batch. Each loop stands in a method of its own and holds one body, since the JIT stops inlining lane functions when a
/// method has used up its budget.
/// </remarks>
internal static class ElementLossKernel
{
    private const int RowsPerBlock = 32;

    /// <summary>The summed loss; with <paramref name="differentiate"/> also the scaled gradients.</summary>
    public static double Run<TLoss>(
        ref readonly float outputs, ref readonly float targets, ref float gradients, int rows, int count, int stride, float scale, bool differentiate)
        where TLoss : struct, IElementLoss => stride switch
        {
            4 => NarrowRows<TLoss, Lanes4>(in outputs, in targets, ref gradients, rows, count, scale, differentiate),
            8 => NarrowRows<TLoss, Lanes8>(in outputs, in targets, ref gradients, rows, count, scale, differentiate),
            16 => NarrowRows<TLoss, Lanes16>(in outputs, in targets, ref gradients, rows, count, scale, differentiate),
            _ => WideRows<TLoss>(in outputs, in targets, ref gradients, rows, count, stride, scale, differentiate),
        };

    /// <summary>Rows of one vector each.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static double NarrowRows<TLoss, TLanes>(
        ref readonly float outputs, ref readonly float targets, ref float gradients, int rows, int count, float scale, bool differentiate)
        where TLoss : struct, IElementLoss
        where TLanes : struct, ILanes<TLanes>
    {
        Span<float> tail = stackalloc float[RowTail.BufferLength];
        var wholeRows = RowTail.WholeVectorRows(rows, count, TLanes.Count);
        RowTail.Copy(in targets, wholeRows * count, rows * count, ref tail[0]);

        var total = 0.0;
        var zero = TLanes.Create(0f);
        var factor = TLanes.Create(scale);
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
                var (value, derivative) = TLoss.Evaluate(TLanes.Load(in outputs, offset), TLanes.Load(in source, target));
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
    private static double WideRows<TLoss>(
        ref readonly float outputs, ref readonly float targets, ref float gradients, int rows, int count, int stride, float scale, bool differentiate)
        where TLoss : struct, IElementLoss
    {
        Span<float> tail = stackalloc float[RowTail.BufferLength];
        var whole = count & -16;
        RowTail.Copy(in targets, (rows - 1) * count + whole, rows * count, ref tail[0]);

        var total = 0.0;
        var zero = Lanes16.Create(0f);
        var factor = Lanes16.Create(scale);
        for (var row = 0; row < rows; row++)
        {
            Lanes16 sum = zero, other = zero;
            var offset = (nuint)(row * stride);
            scoped ref readonly var source = ref Unsafe.Add(ref Unsafe.AsRef(in targets), row * count);
            for (var i = 0; i < count; i += 16)
            {
                if (i == whole && row == rows - 1)
                    source = ref Unsafe.Subtract(ref tail[0], whole);
                var (value, derivative) = TLoss.Evaluate(Lanes16.Load(in outputs, offset), Lanes16.Load(in source, (nuint)i));
                if (differentiate)
                    Lanes16.Store(RowTail.SelectFirst(count - i, derivative * factor, zero), ref gradients, offset);
                (sum, other) = (other, sum + RowTail.SelectFirst(count - i, value, zero));
                offset += 16;
            }

            total += Lanes16.Sum(sum + other);
        }

        return total;
    }
}
