using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Compiled.Numerics;

namespace Compiled.Runtime;

/// <summary>Layer normalisation of padded rows, and back-propagation through it. For emitted code.</summary>
/// <remarks>
/// The mean m of a first pass is off by its rounding, which for rows far from 0 is much beside their spread. The second pass takes d = x − m, which is exact
/// there, and gives with Σd and Σd² both the variance and what the mean lacks (Chan, Golub and LeVeque 1983). Sums have sixteen lanes, added in order and
/// joined by halving, so that every stride and vector width gives the same bits. Four vectors go side by side, because one alone waits for each of its sums:
/// those of four rows, or the halves of two rows where vectors have eight lanes. Methods stand apart where the JIT would stop inlining in one.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class LayerNormKernel
{
    /// <summary>y = (x − μ) / √(σ² + ε) · γ + β, row by row; the padding becomes 0.</summary>
    /// <param name="input">The first float of the rows.</param>
    /// <param name="output">Where the results go; the input itself, or no part of it.</param>
    /// <param name="weights">γ, padded as a row.</param>
    /// <param name="biases">β, padded as a row.</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="rows">The rows, of one stride; what lies after the floats that count may have any value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Forward(
        ref float input, ref float output, ref readonly float weights, ref readonly float biases, float epsilon, RowShape rows)
    {
        if (rows.Stride == 4)
            Normalize<Lanes4, One>(ref input, ref output, in weights, in biases, epsilon, rows.Width, rows.Stride, rows.Count);
        else if (rows.Stride == 8 && Vector256.IsHardwareAccelerated)
            Normalize<Lanes8, One>(ref input, ref output, in weights, in biases, epsilon, rows.Width, rows.Stride, rows.Count);
        else if (rows.Stride == 8)
            Normalize<Lanes4x2, One>(ref input, ref output, in weights, in biases, epsilon, rows.Width, rows.Stride, rows.Count);
        else if (Vector512.IsHardwareAccelerated)
            Normalize<Lanes16, One>(ref input, ref output, in weights, in biases, epsilon, rows.Width, rows.Stride, rows.Count);
        else if (Vector256.IsHardwareAccelerated)
            Normalize<Lanes8, Two>(ref input, ref output, in weights, in biases, epsilon, rows.Width, rows.Stride, rows.Count);
        else
            Normalize<Lanes4x2, Two>(ref input, ref output, in weights, in biases, epsilon, rows.Width, rows.Stride, rows.Count);
    }

    /// <summary>y = (x − μ) / √(σ² + ε): without factors and summands.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Forward(ref float input, ref float output, float epsilon, RowShape rows) =>
        Forward(ref input, ref output, in Unsafe.NullRef<float>(), in Unsafe.NullRef<float>(), epsilon, rows);

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Normalize<TLanes, TSplit>(
        ref float input, ref float output, ref readonly float weights, ref readonly float biases, float epsilon, int width, int stride, int count)
        where TLanes : struct, ILanes<TLanes>
        where TSplit : struct, ICount
    {
        var together = 4 / (int)TSplit.Value;
        var row = 0;
        for (; row + together <= count; row += together)
        {
            NormalizeRows<TLanes, TSplit, Four>(
                ref Unsafe.Add(ref input, row * stride), ref Unsafe.Add(ref output, row * stride), in weights, in biases, epsilon, width, stride);
        }

        for (; row < count; row++)
        {
            NormalizeRows<TLanes, TSplit, TSplit>(
                ref Unsafe.Add(ref input, row * stride), ref Unsafe.Add(ref output, row * stride), in weights, in biases, epsilon, width, stride);
        }
    }

    /// <summary>Four rows or one; of eight lanes, two rows or one.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void NormalizeRows<TLanes, TSplit, TParts>(
        ref float input, ref float output, ref readonly float weights, ref readonly float biases, float epsilon, int count, int stride)
        where TLanes : struct, ILanes<TLanes>
        where TSplit : struct, ICount
        where TParts : struct, ICount
    {
        Measure<TLanes, TSplit, TParts>(ref input, epsilon, count, stride, out var moments);
        var (part0, part1, part2, part3) = (moments.Part<TLanes>(0), moments.Part<TLanes>(1), moments.Part<TLanes>(2), moments.Part<TLanes>(3));
        var (at1, at2, at3) = Places<TLanes, TSplit>(stride);
        var half = TSplit.Value == 2 ? TLanes.Count : 0;
        var isAffine = !Unsafe.IsNullRef(in weights);
        var (weight, bias) = (TLanes.Create(1f), TLanes.Create(0f));
        var (weightOfHalf, biasOfHalf) = (weight, bias);
        for (var i = 0; i < count; i += TLanes.Count * (int)TSplit.Value)
        {
            if (isAffine)
            {
                (weight, bias) = (TLanes.Load(in weights, (nuint)i), TLanes.Load(in biases, (nuint)i));
                weightOfHalf = TSplit.Value == 2 ? TLanes.Load(in weights, (nuint)(i + half)) : weight;
                biasOfHalf = TSplit.Value == 2 ? TLanes.Load(in biases, (nuint)(i + half)) : bias;
            }

            var (rest, restOfHalf) = (count - i, count - i - half);
            Store(rest, part0.Apply(TLanes.Load(ref input, (nuint)i)), weight, bias, isAffine, ref output, i);
            if (TParts.Value > 1)
                Store(restOfHalf, part1.Apply(TLanes.Load(ref input, (nuint)(at1 + i))), weightOfHalf, biasOfHalf, isAffine, ref output, at1 + i);
            if (TParts.Value == 4)
            {
                Store(rest, part2.Apply(TLanes.Load(ref input, (nuint)(at2 + i))), weight, bias, isAffine, ref output, at2 + i);
                Store(restOfHalf, part3.Apply(TLanes.Load(ref input, (nuint)(at3 + i))), weightOfHalf, biasOfHalf, isAffine, ref output, at3 + i);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TLanes>(int rest, TLanes normal, TLanes weight, TLanes bias, bool isAffine, ref float output, int index)
        where TLanes : struct, ILanes<TLanes>
    {
        if (isAffine)
            normal = TLanes.FusedMultiplyAdd(normal, weight, bias);
        TLanes.Store(First(rest, normal), ref output, (nuint)index);
    }
}
