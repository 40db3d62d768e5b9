using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Compiled.Numerics;

namespace Compiled.Runtime;

/// <summary>Layer normalisation of padded rows, and back-propagation through it. For emitted code.</summary>
/// <remarks>
/// The mean m of a first pass is off by its rounding, which for rows far from 0 is much beside their spread. The second pass takes d = x − m, which is exact
/// there, and gives with Σd and Σd² both the variance and what the mean lacks (Chan, Golub and LeVeque 1983). Sums have sixteen lanes, added in order and
/// joined by halving, so that every stride and vector width gives the same bits. Four rows go side by side: one row alone waits for each of its sums.
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
    /// <param name="count">How many floats of a row count; what lies behind them may have any value.</param>
    /// <param name="stride">The count rounded up to 4, 8 or a multiple of 16, of input and output.</param>
    /// <param name="rows">How many rows there are.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Forward(
        ref float input, ref float output, ref readonly float weights, ref readonly float biases, float epsilon, int count, int stride, int rows)
    {
        if (stride == 4)
            Normalize<Lanes4>(ref input, ref output, in weights, in biases, epsilon, count, stride, rows);
        else if (stride == 8)
            Normalize<Lanes8>(ref input, ref output, in weights, in biases, epsilon, count, stride, rows);
        else
            Normalize<Lanes16>(ref input, ref output, in weights, in biases, epsilon, count, stride, rows);
    }

    /// <summary>y = (x − μ) / √(σ² + ε): without factors and summands.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Forward(ref float input, ref float output, float epsilon, int count, int stride, int rows) =>
        Forward(ref input, ref output, in Unsafe.NullRef<float>(), in Unsafe.NullRef<float>(), epsilon, count, stride, rows);

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Normalize<TLanes>(
        ref float input, ref float output, ref readonly float weights, ref readonly float biases, float epsilon, int count, int stride, int rows)
        where TLanes : struct, ILanes<TLanes>
    {
        var row = 0;
        for (; row + 4 <= rows; row += 4)
            NormalizeRows<TLanes, Four>(ref Unsafe.Add(ref input, row * stride), ref Unsafe.Add(ref output, row * stride), in weights, in biases, epsilon, count, stride);
        for (; row < rows; row++)
            NormalizeRows<TLanes, One>(ref Unsafe.Add(ref input, row * stride), ref Unsafe.Add(ref output, row * stride), in weights, in biases, epsilon, count, stride);
    }

    /// <summary>Four rows or one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void NormalizeRows<TLanes, TRows>(
        ref float input, ref float output, ref readonly float weights, ref readonly float biases, float epsilon, int count, int stride)
        where TLanes : struct, ILanes<TLanes>
        where TRows : struct, ICount
    {
        var moments = Measure<TLanes, TRows>(ref input, epsilon, count, stride);
        var (row0, row1, row2, row3) = (moments.Row<TLanes>(0), moments.Row<TLanes>(1), moments.Row<TLanes>(2), moments.Row<TLanes>(3));
        var isAffine = !Unsafe.IsNullRef(in weights);
        var (weight, bias) = (TLanes.Create(1f), TLanes.Create(0f));
        for (var i = 0; i < count; i += TLanes.Count)
        {
            if (isAffine)
                (weight, bias) = (TLanes.Load(in weights, (nuint)i), TLanes.Load(in biases, (nuint)i));
            var rest = count - i;
            Store(rest, row0.Apply(TLanes.Load(ref input, (nuint)i)), weight, bias, isAffine, ref output, i);
            if (TRows.Value == 4)
            {
                Store(rest, row1.Apply(TLanes.Load(ref input, (nuint)(stride + i))), weight, bias, isAffine, ref output, stride + i);
                Store(rest, row2.Apply(TLanes.Load(ref input, (nuint)(2 * stride + i))), weight, bias, isAffine, ref output, 2 * stride + i);
                Store(rest, row3.Apply(TLanes.Load(ref input, (nuint)(3 * stride + i))), weight, bias, isAffine, ref output, 3 * stride + i);
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

    /// <summary>Mean and variance of four rows or one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Moments Measure<TLanes, TRows>(ref float input, float epsilon, int count, int stride)
        where TLanes : struct, ILanes<TLanes>
        where TRows : struct, ICount
    {
        // Each term is divided before it is added: the sum of large floats may overflow where their mean does not.
        var share = TLanes.Create(1f / count);
        var zero = TLanes.Create(0f);
        var (sum0, sum1, sum2, sum3) = (zero, zero, zero, zero);
        for (var i = 0; i < count; i += TLanes.Count)
        {
            var rest = count - i;
            sum0 = TLanes.FusedMultiplyAdd(First(rest, TLanes.Load(ref input, (nuint)i)), share, sum0);
            if (TRows.Value == 4)
            {
                sum1 = TLanes.FusedMultiplyAdd(First(rest, TLanes.Load(ref input, (nuint)(stride + i))), share, sum1);
                sum2 = TLanes.FusedMultiplyAdd(First(rest, TLanes.Load(ref input, (nuint)(2 * stride + i))), share, sum2);
                sum3 = TLanes.FusedMultiplyAdd(First(rest, TLanes.Load(ref input, (nuint)(3 * stride + i))), share, sum3);
            }
        }

        var near = Join<TLanes, TRows>(sum0, sum1, sum2, sum3);
        var (near0, near1, near2, near3) = (TLanes.Create(near[0]), TLanes.Create(near[1]), TLanes.Create(near[2]), TLanes.Create(near[3]));
        (sum0, sum1, sum2, sum3) = (zero, zero, zero, zero);
        var (square0, square1, square2, square3) = (zero, zero, zero, zero);
        for (var i = 0; i < count; i += TLanes.Count)
        {
            var rest = count - i;
            Add(First(rest, TLanes.Load(ref input, (nuint)i) - near0), ref sum0, ref square0);
            if (TRows.Value == 4)
            {
                Add(First(rest, TLanes.Load(ref input, (nuint)(stride + i)) - near1), ref sum1, ref square1);
                Add(First(rest, TLanes.Load(ref input, (nuint)(2 * stride + i)) - near2), ref sum2, ref square2);
                Add(First(rest, TLanes.Load(ref input, (nuint)(3 * stride + i)) - near3), ref sum3, ref square3);
            }
        }

        var length = Vector128.Create((float)count);
        var sum = Join<TLanes, TRows>(sum0, sum1, sum2, sum3);
        var shift = sum / length;
        var variance = Vector128.FusedMultiplyAdd(-shift, sum, Join<TLanes, TRows>(square0, square1, square2, square3)) / length;
        // Rounding may leave less than nothing of a row of equal values; NaN stays.
        variance = Vector128.ConditionalSelect(Vector128.LessThan(variance, Vector128<float>.Zero), Vector128<float>.Zero, variance);
        return new Moments(near, shift, Vector128<float>.One / Vector128.Sqrt(variance + Vector128.Create(epsilon)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<TLanes>(TLanes difference, ref TLanes sum, ref TLanes square)
        where TLanes : struct, ILanes<TLanes>
    {
        sum += difference;
        square = TLanes.FusedMultiplyAdd(difference, difference, square);
    }

    /// <summary>The lanes that count, and zeros: all but the last vector of a row is whole.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes First<TLanes>(int rest, TLanes value)
        where TLanes : struct, ILanes<TLanes> =>
        rest >= TLanes.Count ? value : RowTail.SelectFirst(rest, value, TLanes.Create(0f));

    /// <summary>The lanes of four sums, or of one and zeros behind it: upper half to lower half until one lane is left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Join<TLanes, TRows>(TLanes sum0, TLanes sum1, TLanes sum2, TLanes sum3)
        where TLanes : struct, ILanes<TLanes>
        where TRows : struct, ICount
    {
        if (TRows.Value == 1)
            return Vector128.CreateScalar(TLanes.Sum(sum0));
        if (typeof(TLanes) == typeof(Lanes16))
        {
            return SampleLanes.Join(
                Unsafe.BitCast<TLanes, Lanes16>(sum0), Unsafe.BitCast<TLanes, Lanes16>(sum1), Unsafe.BitCast<TLanes, Lanes16>(sum2), Unsafe.BitCast<TLanes, Lanes16>(sum3));
        }

        if (typeof(TLanes) == typeof(Lanes8))
        {
            return SampleLanes.JoinEights(
                Unsafe.BitCast<TLanes, Lanes8>(sum0), Unsafe.BitCast<TLanes, Lanes8>(sum1), Unsafe.BitCast<TLanes, Lanes8>(sum2), Unsafe.BitCast<TLanes, Lanes8>(sum3));
        }

        return Vector128.Create(TLanes.Sum(sum0), TLanes.Sum(sum1), TLanes.Sum(sum2), TLanes.Sum(sum3));
    }

    /// <summary>What four rows are normalised with.</summary>
    private readonly struct Moments(Vector128<float> near, Vector128<float> shift, Vector128<float> scale)
    {
        private readonly Vector128<float> _near = near;
        private readonly Vector128<float> _shift = shift;
        private readonly Vector128<float> _scale = scale;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public RowMoments<TLanes> Row<TLanes>(int row)
            where TLanes : struct, ILanes<TLanes> => new(TLanes.Create(_near[row]), TLanes.Create(_shift[row]), TLanes.Create(_scale[row]));
    }

    /// <summary>What one row is normalised with: its mean in two parts, and 1 / √(σ² + ε).</summary>
    private readonly struct RowMoments<TLanes>(TLanes near, TLanes shift, TLanes scale)
        where TLanes : struct, ILanes<TLanes>
    {
        private readonly TLanes _near = near;
        private readonly TLanes _shift = shift;
        private readonly TLanes _scale = scale;

        public TLanes Scale
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => _scale;
        }

        /// <summary>Two subtractions: of equal values nothing is left, and of values far from 0 everything.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLanes Apply(TLanes x) => (x - _near - _shift) * _scale;
    }
}
