using System.Runtime.CompilerServices;
using Compiled.Numerics;

namespace Compiled;

/// <summary>
/// m ← β·m + (1 − β)·x, or the same of x². A value whose share would be denormal counts as 0, and so does a mean that has decayed below the
/// smallest normal float: see the remarks of <see cref="Adam"/>.
/// </summary>
internal readonly struct RunningMean
{
    private readonly float _keep;
    private readonly float _take;

    public RunningMean(double beta)
    {
        // 1 − β is taken in double before it is rounded: from a float β of 0.999 it would be 1e-5 off.
        _keep = (float)beta;
        _take = (float)(1 - beta);
        Smallest = OptimizerSetting.SmallestNormal / _take;
        SmallestSquared = (float)Math.Sqrt(OptimizerSetting.SmallestNormal / (1 - beta));
    }

    /// <summary>The smallest value whose share of the mean is a normal float.</summary>
    public float Smallest { get; }

    /// <summary>The smallest value whose square's share is.</summary>
    public float SmallestSquared { get; }

    /// <summary>The mean of the values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes OfValues<TLanes>(TLanes mean, TLanes value)
        where TLanes : struct, ILanes<TLanes> =>
        WithValue(mean, LaneRules.ClearBelow(value, Smallest));

    /// <summary>The mean of their squares.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes OfSquares<TLanes>(TLanes mean, TLanes value)
        where TLanes : struct, ILanes<TLanes> =>
        WithSquare(mean, LaneRules.ClearBelow(value, SmallestSquared));

    /// <summary>The mean with a value more that is large enough, or 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes WithValue<TLanes>(TLanes mean, TLanes value)
        where TLanes : struct, ILanes<TLanes> =>
        WithValue(mean, value, TLanes.Create(_keep), TLanes.Create(_take));

    /// <summary>The mean with a square more that is large enough, or 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes WithSquare<TLanes>(TLanes mean, TLanes value)
        where TLanes : struct, ILanes<TLanes> =>
        WithSquare(mean, value, TLanes.Create(_keep), TLanes.Create(_take));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes WithValue<TLanes>(TLanes mean, TLanes value, TLanes keep, TLanes take)
        where TLanes : struct, ILanes<TLanes>
    {
        // β·m stays inside the fused operation: no intermediate value is rounded to a denormal.
        mean = TLanes.FusedMultiplyAdd(keep, mean, take * value);
        return LaneRules.ClearBelow(mean, OptimizerSetting.SmallestNormal);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes WithSquare<TLanes>(TLanes mean, TLanes value, TLanes keep, TLanes take)
        where TLanes : struct, ILanes<TLanes>
    {
        mean = TLanes.FusedMultiplyAdd(keep, mean, take * value * value);
        return TLanes.SelectLess(mean, TLanes.Create(OptimizerSetting.SmallestNormal), TLanes.Create(0), mean);
    }

    /// <summary>The mean of values for a loop: its constants are broadcast once.</summary>
    public readonly struct Values<TLanes>
        where TLanes : struct, ILanes<TLanes>
    {
        private readonly TLanes _keep;
        private readonly TLanes _take;
        private readonly TLanes _smallest;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Values(ref readonly RunningMean mean)
        {
            _keep = TLanes.Create(mean._keep);
            _take = TLanes.Create(mean._take);
            _smallest = TLanes.Create(mean.Smallest);
        }

        /// <summary>The mean with one value more.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLanes Next(TLanes mean, TLanes value) => With(mean, LaneRules.ClearBelow(value, _smallest));

        /// <summary>The mean with one value more that is large enough, or 0.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLanes With(TLanes mean, TLanes value) => WithValue(mean, value, _keep, _take);
    }

    /// <summary>The mean of squares for a loop.</summary>
    public readonly struct Squares<TLanes>
        where TLanes : struct, ILanes<TLanes>
    {
        private readonly TLanes _keep;
        private readonly TLanes _take;
        private readonly TLanes _smallest;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Squares(ref readonly RunningMean mean)
        {
            _keep = TLanes.Create(mean._keep);
            _take = TLanes.Create(mean._take);
            _smallest = TLanes.Create(mean.SmallestSquared);
        }

        /// <summary>The mean with the square of one value more.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLanes Next(TLanes mean, TLanes value) => With(mean, LaneRules.ClearBelow(value, _smallest));

        /// <summary>The mean with one square more that is large enough, or 0.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLanes With(TLanes mean, TLanes value) => WithSquare(mean, value, _keep, _take);
    }
}
