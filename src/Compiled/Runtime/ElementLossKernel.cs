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
/// float, even and odd rows apart; the blocks are joined in double, in order: the relative error of a sum stays near 10⁻⁶ for any batch.
/// </remarks>
internal static class ElementLossKernel
{
    private const int RowsPerBlock = 32;

    /// <summary>The summed loss; with <paramref name="differentiate"/> (a constant) also the scaled gradients.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
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
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double NarrowRows<TLoss, TLanes>(
        ref readonly float outputs, ref readonly float targets, ref float gradients, int rows, int count, float scale, bool differentiate)
        where TLoss : struct, IElementLoss
        where TLanes : struct, ILanes<TLanes>
    {
        var total = 0.0;
        var targetsLength = (nuint)rows * (nuint)count;
        nuint offset = 0, target = 0;
        for (var left = rows; left > 0; left -= RowsPerBlock)
        {
            var even = TLanes.Create(0f);
            var odd = even;
            for (var row = Math.Min(left, RowsPerBlock); row > 0; row -= 2)
            {
                even += OneVector<TLoss, TLanes>(
                    in outputs, in targets, ref gradients, offset, target, targetsLength, count, scale, differentiate);
                offset += (nuint)TLanes.Count;
                target += (nuint)count;
                if (row == 1)
                    break;
                odd += OneVector<TLoss, TLanes>(
                    in outputs, in targets, ref gradients, offset, target, targetsLength, count, scale, differentiate);
                offset += (nuint)TLanes.Count;
                target += (nuint)count;
            }

            total += TLanes.Sum(even + odd);
        }

        return total;
    }

    /// <summary>Rows of several vectors of 16.</summary>
    private static double WideRows<TLoss>(
        ref readonly float outputs, ref readonly float targets, ref float gradients, int rows, int count, int stride, float scale, bool differentiate)
        where TLoss : struct, IElementLoss
    {
        var total = 0.0;
        var targetsLength = (nuint)rows * (nuint)count;
        for (var row = 0; row < rows; row++)
        {
            var sum = Lanes16.Create(0f);
            var offset = (nuint)row * (nuint)stride;
            var target = (nuint)row * (nuint)count;
            for (var left = count; left > 0; left -= 16)
            {
                sum += OneVector<TLoss, Lanes16>(
                    in outputs, in targets, ref gradients, offset, target, targetsLength, Math.Min(left, 16), scale, differentiate);
                offset += 16;
                target += 16;
            }

            total += Lanes16.Sum(sum);
        }

        return total;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes OneVector<TLoss, TLanes>(
        ref readonly float outputs, ref readonly float targets, ref float gradients,
        nuint offset, nuint target, nuint targetsLength, int count, float scale, bool differentiate)
        where TLoss : struct, IElementLoss
        where TLanes : struct, ILanes<TLanes>
    {
        var zero = TLanes.Create(0f);
        var (value, derivative) = TLoss.Evaluate(
            TLanes.Load(in outputs, offset), RowTail.LoadTargets<TLanes>(in targets, target, targetsLength, count));
        if (differentiate)
            TLanes.Store(RowTail.SelectFirst(count, derivative * TLanes.Create(scale), zero), ref gradients, offset);
        return RowTail.SelectFirst(count, value, zero);
    }
}
