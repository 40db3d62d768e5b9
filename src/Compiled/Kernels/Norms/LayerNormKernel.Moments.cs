using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Compiled.Numerics;

namespace Compiled.Runtime;

/// <content>
/// Means and variances. Four parts are worked on side by side, or as many as one row has: a part is a row, or with a split of two the even or the odd eights
/// of a row.
/// </content>
public static partial class LayerNormKernel
{
    /// <summary>Mean and variance of the rows of four parts, or of one row.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Measure<TLanes, TSplit, TParts>(ref float input, float epsilon, int count, int stride, out Moments moments)
        where TLanes : struct, ILanes<TLanes>
        where TSplit : struct, ICount
        where TParts : struct, ICount
    {
        var (at1, at2, at3) = Places<TLanes, TSplit>(stride);
        var half = TSplit.Value == 2 ? TLanes.Count : 0;
        // Each term is divided before it is added: the sum of large floats may overflow where their mean does not.
        var share = TLanes.Create(1f / count);
        var zero = TLanes.Create(0f);
        var (sum0, sum1, sum2, sum3) = (zero, zero, zero, zero);
        for (var i = 0; i < count; i += TLanes.Count * (int)TSplit.Value)
        {
            var (rest, restOfHalf) = (count - i, count - i - half);
            sum0 = TLanes.FusedMultiplyAdd(First(rest, TLanes.Load(ref input, (nuint)i)), share, sum0);
            if (TParts.Value > 1)
                sum1 = TLanes.FusedMultiplyAdd(First(restOfHalf, TLanes.Load(ref input, (nuint)(at1 + i))), share, sum1);
            if (TParts.Value == 4)
            {
                sum2 = TLanes.FusedMultiplyAdd(First(rest, TLanes.Load(ref input, (nuint)(at2 + i))), share, sum2);
                sum3 = TLanes.FusedMultiplyAdd(First(restOfHalf, TLanes.Load(ref input, (nuint)(at3 + i))), share, sum3);
            }
        }

        var near = Join<TLanes, TSplit, TParts>(sum0, sum1, sum2, sum3);
        var (near0, near1, near2, near3) = (TLanes.Create(near[0]), TLanes.Create(near[1]), TLanes.Create(near[2]), TLanes.Create(near[3]));
        (sum0, sum1, sum2, sum3) = (zero, zero, zero, zero);
        var (square0, square1, square2, square3) = (zero, zero, zero, zero);
        for (var i = 0; i < count; i += TLanes.Count * (int)TSplit.Value)
        {
            var (rest, restOfHalf) = (count - i, count - i - half);
            Add(First(rest, TLanes.Load(ref input, (nuint)i) - near0), ref sum0, ref square0);
            if (TParts.Value > 1)
                Add(First(restOfHalf, TLanes.Load(ref input, (nuint)(at1 + i)) - near1), ref sum1, ref square1);
            if (TParts.Value == 4)
            {
                Add(First(rest, TLanes.Load(ref input, (nuint)(at2 + i)) - near2), ref sum2, ref square2);
                Add(First(restOfHalf, TLanes.Load(ref input, (nuint)(at3 + i)) - near3), ref sum3, ref square3);
            }
        }

        var length = Vector128.Create((float)count);
        var sum = Join<TLanes, TSplit, TParts>(sum0, sum1, sum2, sum3);
        var shift = sum / length;
        var variance = Fused.MultiplyAdd(-shift, sum, Join<TLanes, TSplit, TParts>(square0, square1, square2, square3)) / length;
        // Rounding may leave less than nothing of a row of equal values; NaN stays.
        variance = Vector128.ConditionalSelect(Vector128.LessThan(variance, Vector128<float>.Zero), Vector128<float>.Zero, variance);
        moments = new Moments(near, shift, Vector128<float>.One / Vector128.Sqrt(variance + Vector128.Create(epsilon)));
    }

    /// <summary>Floats from the first part to the others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (int At1, int At2, int At3) Places<TLanes, TSplit>(int stride)
        where TLanes : struct, ILanes<TLanes>
        where TSplit : struct, ICount =>
        TSplit.Value == 2 ? (TLanes.Count, stride, stride + TLanes.Count) : (stride, 2 * stride, 3 * stride);

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

    /// <summary>The lanes of each row's sum, for each of its parts: upper half to lower half until one lane is left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Join<TLanes, TSplit, TParts>(TLanes sum0, TLanes sum1, TLanes sum2, TLanes sum3)
        where TLanes : struct, ILanes<TLanes>
        where TSplit : struct, ICount
        where TParts : struct, ICount
    {
        if (TSplit.Value == 2)
        {
            var first = TLanes.Sum(sum0 + sum1);
            var second = TParts.Value == 4 ? TLanes.Sum(sum2 + sum3) : first;
            return Vector128.Create(first, first, second, second);
        }

        if (TParts.Value == 1)
            return Vector128.Create(TLanes.Sum(sum0));
        return SampleLanes.JoinLanes(sum0, sum1, sum2, sum3);
    }

    /// <summary>What the rows of four parts are normalised with.</summary>
    private readonly struct Moments(Vector128<float> near, Vector128<float> shift, Vector128<float> scale)
    {
        private readonly Vector128<float> _near = near;
        private readonly Vector128<float> _shift = shift;
        private readonly Vector128<float> _scale = scale;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public PartMoments<TLanes> Part<TLanes>(int part)
            where TLanes : struct, ILanes<TLanes> => new(TLanes.Create(_near[part]), TLanes.Create(_shift[part]), TLanes.Create(_scale[part]));
    }

    /// <summary>What one part is normalised with: its mean in two summands, and 1 / √(σ² + ε).</summary>
    private readonly struct PartMoments<TLanes>(TLanes near, TLanes shift, TLanes scale)
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
