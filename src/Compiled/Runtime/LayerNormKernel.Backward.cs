using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Compiled.Numerics;

namespace Compiled.Runtime;

public static partial class LayerNormKernel
{
    /// <summary>
    /// Gradients at the outputs become gradients at the inputs, in place: with x̂ the normalised row and g = γ · dy,
    /// dx = (g − mean(g) − x̂ · mean(g · x̂)) / √(σ² + ε); the padding becomes 0. dγ = Σ dy · x̂ and dβ = Σ dy over the rows in order are added to what is there.
    /// </summary>
    /// <param name="input">The rows that the block read.</param>
    /// <param name="gradient">The gradients; no part of the input.</param>
    /// <param name="weights">γ, padded as a row.</param>
    /// <param name="weightGradient">dγ, padded as a row.</param>
    /// <param name="biasGradient">dβ, padded as a row.</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="count">How many floats of a row count.</param>
    /// <param name="stride">The count rounded up to 4, 8 or a multiple of 16.</param>
    /// <param name="rows">How many rows there are.</param>
    /// <param name="first">Whether dγ and dβ begin at 0.</param>
    /// <param name="joins">To how many sums, each <paramref name="distance"/> floats lower than the one before, dγ and dβ are then added.</param>
    /// <param name="distance">Floats from sum to sum.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Backward(
        ref float input, ref float gradient, ref readonly float weights, ref float weightGradient, ref float biasGradient,
        float epsilon, int count, int stride, int rows, bool first, int joins, int distance)
    {
        if (stride == 4)
            Differentiate<Lanes4>(ref input, ref gradient, in weights, ref weightGradient, ref biasGradient, epsilon, count, stride, rows, first);
        else if (stride == 8)
            Differentiate<Lanes8>(ref input, ref gradient, in weights, ref weightGradient, ref biasGradient, epsilon, count, stride, rows, first);
        else
            Differentiate<Lanes16>(ref input, ref gradient, in weights, ref weightGradient, ref biasGradient, epsilon, count, stride, rows, first);
        if (joins == 0)
            return;
        // No rows: the sums as they are, joined with those of the shards before.
        ColumnSum.Accumulate(ref gradient, ref weightGradient, stride, 0, false, joins, distance);
        ColumnSum.Accumulate(ref gradient, ref biasGradient, stride, 0, false, joins, distance);
    }

    /// <summary>The same without factors and summands.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Backward(ref float input, ref float gradient, float epsilon, int count, int stride, int rows)
    {
        ref var none = ref Unsafe.NullRef<float>();
        Backward(ref input, ref gradient, in none, ref none, ref none, epsilon, count, stride, rows, false, 0, 0);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Differentiate<TLanes>(
        ref float input, ref float gradient, ref readonly float weights, ref float weightGradient, ref float biasGradient,
        float epsilon, int count, int stride, int rows, bool first)
        where TLanes : struct, ILanes<TLanes>
    {
        for (var i = 0; first && !Unsafe.IsNullRef(in weights) && i < stride; i += TLanes.Count)
        {
            TLanes.Store(TLanes.Create(0f), ref weightGradient, (nuint)i);
            TLanes.Store(TLanes.Create(0f), ref biasGradient, (nuint)i);
        }

        var row = 0;
        for (; row + 4 <= rows; row += 4)
        {
            DifferentiateRows<TLanes, Four>(
                ref Unsafe.Add(ref input, row * stride), ref Unsafe.Add(ref gradient, row * stride), in weights, ref weightGradient, ref biasGradient, epsilon, count, stride);
        }

        for (; row < rows; row++)
        {
            DifferentiateRows<TLanes, One>(
                ref Unsafe.Add(ref input, row * stride), ref Unsafe.Add(ref gradient, row * stride), in weights, ref weightGradient, ref biasGradient, epsilon, count, stride);
        }
    }

    /// <summary>Four rows or one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void DifferentiateRows<TLanes, TRows>(
        ref float input, ref float gradient, ref readonly float weights, ref float weightGradient, ref float biasGradient, float epsilon, int count, int stride)
        where TLanes : struct, ILanes<TLanes>
        where TRows : struct, ICount
    {
        var moments = Measure<TLanes, TRows>(ref input, epsilon, count, stride);
        var (row0, row1, row2, row3) = (moments.Row<TLanes>(0), moments.Row<TLanes>(1), moments.Row<TLanes>(2), moments.Row<TLanes>(3));
        var isAffine = !Unsafe.IsNullRef(in weights);
        var zero = TLanes.Create(0f);
        var (sum0, sum1, sum2, sum3) = (zero, zero, zero, zero);
        var (dot0, dot1, dot2, dot3) = (zero, zero, zero, zero);
        var weight = TLanes.Create(1f);
        for (var i = 0; i < count; i += TLanes.Count)
        {
            var rest = count - i;
            var (weightSum, biasSum) = (zero, zero);
            if (isAffine)
            {
                weight = TLanes.Load(in weights, (nuint)i);
                (weightSum, biasSum) = (TLanes.Load(ref weightGradient, (nuint)i), TLanes.Load(ref biasGradient, (nuint)i));
            }

            Add(First(rest, row0.Apply(TLanes.Load(ref input, (nuint)i))), First(rest, TLanes.Load(ref gradient, (nuint)i)), weight, ref sum0, ref dot0, ref weightSum, ref biasSum);
            if (TRows.Value == 4)
            {
                Add(First(rest, row1.Apply(TLanes.Load(ref input, (nuint)(stride + i)))), First(rest, TLanes.Load(ref gradient, (nuint)(stride + i))), weight, ref sum1, ref dot1, ref weightSum, ref biasSum);
                Add(First(rest, row2.Apply(TLanes.Load(ref input, (nuint)(2 * stride + i)))), First(rest, TLanes.Load(ref gradient, (nuint)(2 * stride + i))), weight, ref sum2, ref dot2, ref weightSum, ref biasSum);
                Add(First(rest, row3.Apply(TLanes.Load(ref input, (nuint)(3 * stride + i)))), First(rest, TLanes.Load(ref gradient, (nuint)(3 * stride + i))), weight, ref sum3, ref dot3, ref weightSum, ref biasSum);
            }

            if (isAffine)
            {
                TLanes.Store(weightSum, ref weightGradient, (nuint)i);
                TLanes.Store(biasSum, ref biasGradient, (nuint)i);
            }
        }

        var length = Vector128.Create((float)count);
        var (mean, slope) = (Join<TLanes, TRows>(sum0, sum1, sum2, sum3) / length, Join<TLanes, TRows>(dot0, dot1, dot2, dot3) / length);
        for (var i = 0; i < count; i += TLanes.Count)
        {
            var rest = count - i;
            if (isAffine)
                weight = TLanes.Load(in weights, (nuint)i);
            Store<TLanes>(rest, row0, mean[0], slope[0], weight, ref input, ref gradient, i);
            if (TRows.Value == 4)
            {
                Store<TLanes>(rest, row1, mean[1], slope[1], weight, ref input, ref gradient, stride + i);
                Store<TLanes>(rest, row2, mean[2], slope[2], weight, ref input, ref gradient, 2 * stride + i);
                Store<TLanes>(rest, row3, mean[3], slope[3], weight, ref input, ref gradient, 3 * stride + i);
            }
        }
    }

    /// <summary>A vector of one row into the sums that its slope needs, and into those of the parameters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<TLanes>(TLanes normal, TLanes gradient, TLanes weight, ref TLanes sum, ref TLanes dot, ref TLanes weightSum, ref TLanes biasSum)
        where TLanes : struct, ILanes<TLanes>
    {
        var weighted = gradient * weight;
        sum += weighted;
        dot = TLanes.FusedMultiplyAdd(weighted, normal, dot);
        weightSum = TLanes.FusedMultiplyAdd(gradient, normal, weightSum);
        biasSum += gradient;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TLanes>(int rest, RowMoments<TLanes> row, float mean, float slope, TLanes weight, ref float input, ref float gradient, int index)
        where TLanes : struct, ILanes<TLanes>
    {
        var normal = row.Apply(TLanes.Load(ref input, (nuint)index));
        var centred = TLanes.FusedMultiplyAdd(TLanes.Load(ref gradient, (nuint)index), weight, TLanes.Create(-mean));
        var slanted = TLanes.FusedMultiplyAdd(TLanes.Create(-slope), normal, centred) * row.Scale;
        TLanes.Store(First(rest, slanted), ref gradient, (nuint)index);
    }
}
