using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Compiled.Numerics;

namespace Compiled.Runtime;

public static partial class LayerNormKernel
{
    /// <summary>
    /// Gradients at the outputs become gradients at the inputs, in place: with x̂ the normalised row and g = γ · dy,
    /// dx = (g − mean(g) − x̂ · mean(g · x̂)) / √(σ² + ε); the padding becomes 0. dγ = Σ dy · x̂ and dβ = Σ dy over the rows, in order, are added to
    /// the target.
    /// </summary>
    /// <param name="input">The rows that the block read.</param>
    /// <param name="gradient">The gradients; no part of the input.</param>
    /// <param name="weights">γ, padded as a row.</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="rows">The rows, of one stride.</param>
    /// <param name="target">dγ and dβ, padded as rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Backward(ref float input, ref float gradient, ref readonly float weights, float epsilon, RowShape rows, scoped in GradientTarget target)
    {
        if (rows.Stride == 4)
            Differentiate<Lanes4, One>(ref input, ref gradient, in weights, in target, epsilon, rows.Width, rows.Stride, rows.Count);
        else if (rows.Stride == 8 && Vector256.IsHardwareAccelerated)
            Differentiate<Lanes8, One>(ref input, ref gradient, in weights, in target, epsilon, rows.Width, rows.Stride, rows.Count);
        else if (rows.Stride == 8)
            Differentiate<Lanes4x2, One>(ref input, ref gradient, in weights, in target, epsilon, rows.Width, rows.Stride, rows.Count);
        else if (Vector512.IsHardwareAccelerated)
            Differentiate<Lanes16, One>(ref input, ref gradient, in weights, in target, epsilon, rows.Width, rows.Stride, rows.Count);
        else if (Vector256.IsHardwareAccelerated)
            Differentiate<Lanes8, Two>(ref input, ref gradient, in weights, in target, epsilon, rows.Width, rows.Stride, rows.Count);
        else
            Differentiate<Lanes4x2, Two>(ref input, ref gradient, in weights, in target, epsilon, rows.Width, rows.Stride, rows.Count);
        if (target.Joins == 0)
            return;
        // No rows: the sums as they are, joined with those of the shards before.
        ColumnSum.Accumulate(ref gradient, ref target.Weights, rows.Stride, 0, false, target.Joins, target.Distance);
        ColumnSum.Accumulate(ref gradient, ref target.Biases, rows.Stride, 0, false, target.Joins, target.Distance);
    }

    /// <summary>The same without factors and summands.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Backward(ref float input, ref float gradient, float epsilon, RowShape rows) =>
        Backward(ref input, ref gradient, in Unsafe.NullRef<float>(), epsilon, rows);

    /// <summary>The same with factors whose gradient nobody asks for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Backward(ref float input, ref float gradient, ref readonly float weights, float epsilon, RowShape rows) =>
        Backward(ref input, ref gradient, in weights, epsilon, rows, default);

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Differentiate<TLanes, TSplit>(
        ref float input, ref float gradient, ref readonly float weights, scoped in GradientTarget target, float epsilon, int width, int stride, int count)
        where TLanes : struct, ILanes<TLanes>
        where TSplit : struct, ICount
    {
        for (var i = 0; target.First && i < stride; i += TLanes.Count)
        {
            TLanes.Store(TLanes.Create(0f), ref target.Weights, (nuint)i);
            TLanes.Store(TLanes.Create(0f), ref target.Biases, (nuint)i);
        }

        var together = 4 / (int)TSplit.Value;
        var row = 0;
        for (; row + together <= count; row += together)
        {
            DifferentiateRows<TLanes, TSplit, Four>(
                ref Unsafe.Add(ref input, row * stride), ref Unsafe.Add(ref gradient, row * stride), in weights, in target, epsilon, width, stride);
        }

        for (; row < count; row++)
        {
            DifferentiateRows<TLanes, TSplit, TSplit>(
                ref Unsafe.Add(ref input, row * stride), ref Unsafe.Add(ref gradient, row * stride), in weights, in target, epsilon, width, stride);
        }
    }

    /// <summary>Four rows or one; of eight lanes, two rows or one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void DifferentiateRows<TLanes, TSplit, TParts>(
        ref float input, ref float gradient, ref readonly float weights, scoped in GradientTarget target, float epsilon, int count, int stride)
        where TLanes : struct, ILanes<TLanes>
        where TSplit : struct, ICount
        where TParts : struct, ICount
    {
        Measure<TLanes, TSplit, TParts>(ref input, epsilon, count, stride, out var moments);
        SumGradients<TLanes, TSplit, TParts>(ref input, ref gradient, in weights, in target, in moments, count, stride, out var means);
        StoreGradients<TLanes, TSplit, TParts>(ref input, ref gradient, in weights, in moments, in means, count, stride);
    }

    /// <summary>mean(g) and mean(g · x̂) of each row, and what the rows add to dγ and dβ.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void SumGradients<TLanes, TSplit, TParts>(
        ref float input, ref float gradient, ref readonly float weights, scoped in GradientTarget target,
        ref readonly Moments moments, int count, int stride, out GradientMeans means)
        where TLanes : struct, ILanes<TLanes>
        where TSplit : struct, ICount
        where TParts : struct, ICount
    {
        var (part0, part1, part2, part3) = (moments.Part<TLanes>(0), moments.Part<TLanes>(1), moments.Part<TLanes>(2), moments.Part<TLanes>(3));
        var (at1, at2, at3) = Places<TLanes, TSplit>(stride);
        var half = TSplit.Value == 2 ? TLanes.Count : 0;
        var isAffine = !Unsafe.IsNullRef(in weights);
        ref var weightGradient = ref target.Weights;
        ref var biasGradient = ref target.Biases;
        var learns = !Unsafe.IsNullRef(ref weightGradient);
        var zero = TLanes.Create(0f);
        var (sum0, sum1, sum2, sum3) = (zero, zero, zero, zero);
        var (dot0, dot1, dot2, dot3) = (zero, zero, zero, zero);
        var (weight, weightOfHalf) = (TLanes.Create(1f), TLanes.Create(1f));
        for (var i = 0; i < count; i += TLanes.Count * (int)TSplit.Value)
        {
            var (weightSum, biasSum, weightSumOfHalf, biasSumOfHalf) = (zero, zero, zero, zero);
            if (isAffine)
            {
                weight = TLanes.Load(in weights, (nuint)i);
                weightOfHalf = TSplit.Value == 2 ? TLanes.Load(in weights, (nuint)(i + half)) : weight;
            }

            if (learns)
            {
                (weightSum, biasSum) = (TLanes.Load(ref weightGradient, (nuint)i), TLanes.Load(ref biasGradient, (nuint)i));
                if (TSplit.Value == 2)
                {
                    weightSumOfHalf = TLanes.Load(ref weightGradient, (nuint)(i + half));
                    biasSumOfHalf = TLanes.Load(ref biasGradient, (nuint)(i + half));
                }
            }

            var (rest, restOfHalf) = (count - i, count - i - half);
            var (normal, dy) = (First(rest, part0.Apply(TLanes.Load(ref input, (nuint)i))), First(rest, TLanes.Load(ref gradient, (nuint)i)));
            Add(normal, dy, weight, ref sum0, ref dot0, ref weightSum, ref biasSum);
            if (TParts.Value > 1)
            {
                normal = First(restOfHalf, part1.Apply(TLanes.Load(ref input, (nuint)(at1 + i))));
                dy = First(restOfHalf, TLanes.Load(ref gradient, (nuint)(at1 + i)));
                if (TSplit.Value == 2)
                    Add(normal, dy, weightOfHalf, ref sum1, ref dot1, ref weightSumOfHalf, ref biasSumOfHalf);
                else
                    Add(normal, dy, weight, ref sum1, ref dot1, ref weightSum, ref biasSum);
            }

            if (TParts.Value == 4)
            {
                normal = First(rest, part2.Apply(TLanes.Load(ref input, (nuint)(at2 + i))));
                dy = First(rest, TLanes.Load(ref gradient, (nuint)(at2 + i)));
                Add(normal, dy, weight, ref sum2, ref dot2, ref weightSum, ref biasSum);
                normal = First(restOfHalf, part3.Apply(TLanes.Load(ref input, (nuint)(at3 + i))));
                dy = First(restOfHalf, TLanes.Load(ref gradient, (nuint)(at3 + i)));
                if (TSplit.Value == 2)
                    Add(normal, dy, weightOfHalf, ref sum3, ref dot3, ref weightSumOfHalf, ref biasSumOfHalf);
                else
                    Add(normal, dy, weight, ref sum3, ref dot3, ref weightSum, ref biasSum);
            }

            if (!learns)
                continue;
            TLanes.Store(weightSum, ref weightGradient, (nuint)i);
            TLanes.Store(biasSum, ref biasGradient, (nuint)i);
            if (TSplit.Value == 2)
            {
                TLanes.Store(weightSumOfHalf, ref weightGradient, (nuint)(i + half));
                TLanes.Store(biasSumOfHalf, ref biasGradient, (nuint)(i + half));
            }
        }

        var length = Vector128.Create((float)count);
        means.OfGradient = Join<TLanes, TSplit, TParts>(sum0, sum1, sum2, sum3) / length;
        means.OfProduct = Join<TLanes, TSplit, TParts>(dot0, dot1, dot2, dot3) / length;
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

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void StoreGradients<TLanes, TSplit, TParts>(
        ref float input, ref float gradient, ref readonly float weights, ref readonly Moments moments, ref readonly GradientMeans means, int count, int stride)
        where TLanes : struct, ILanes<TLanes>
        where TSplit : struct, ICount
        where TParts : struct, ICount
    {
        var (part0, part1, part2, part3) = (moments.Part<TLanes>(0), moments.Part<TLanes>(1), moments.Part<TLanes>(2), moments.Part<TLanes>(3));
        var (mean, slope) = (means.OfGradient, means.OfProduct);
        var (mean0, mean1, mean2, mean3) = (TLanes.Create(-mean[0]), TLanes.Create(-mean[1]), TLanes.Create(-mean[2]), TLanes.Create(-mean[3]));
        var (slope0, slope1, slope2, slope3) = (TLanes.Create(-slope[0]), TLanes.Create(-slope[1]), TLanes.Create(-slope[2]), TLanes.Create(-slope[3]));
        var (at1, at2, at3) = Places<TLanes, TSplit>(stride);
        var half = TSplit.Value == 2 ? TLanes.Count : 0;
        var isAffine = !Unsafe.IsNullRef(in weights);
        var (weight, weightOfHalf) = (TLanes.Create(1f), TLanes.Create(1f));
        for (var i = 0; i < count; i += TLanes.Count * (int)TSplit.Value)
        {
            if (isAffine)
            {
                weight = TLanes.Load(in weights, (nuint)i);
                weightOfHalf = TSplit.Value == 2 ? TLanes.Load(in weights, (nuint)(i + half)) : weight;
            }

            var (rest, restOfHalf) = (count - i, count - i - half);
            Store(rest, in part0, mean0, slope0, weight, ref input, ref gradient, i);
            if (TParts.Value > 1)
                Store(restOfHalf, in part1, mean1, slope1, weightOfHalf, ref input, ref gradient, at1 + i);
            if (TParts.Value == 4)
            {
                Store(rest, in part2, mean2, slope2, weight, ref input, ref gradient, at2 + i);
                Store(restOfHalf, in part3, mean3, slope3, weightOfHalf, ref input, ref gradient, at3 + i);
            }
        }
    }

    /// <summary>(g − mean(g) − x̂ · mean(g · x̂)) / √(σ² + ε), with both means negated.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TLanes>(
        int rest, ref readonly PartMoments<TLanes> part, TLanes mean, TLanes slope, TLanes weight, ref float input, ref float gradient, int index)
        where TLanes : struct, ILanes<TLanes>
    {
        // The mean is one of rounded products: with the exact one, not all would cancel in a row of one value, where the gradient is exactly 0.
        var centred = (TLanes.Load(ref gradient, (nuint)index) * weight) + mean;
        var slanted = TLanes.FusedMultiplyAdd(slope, part.Apply(TLanes.Load(ref input, (nuint)index)), centred) * part.Scale;
        TLanes.Store(First(rest, slanted), ref gradient, (nuint)index);
    }

    /// <summary>mean(g) and mean(g · x̂) of four rows.</summary>
    private struct GradientMeans
    {
        public Vector128<float> OfGradient;
        public Vector128<float> OfProduct;
    }
}
