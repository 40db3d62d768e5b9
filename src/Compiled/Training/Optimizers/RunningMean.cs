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
    private readonly float _smallest;
    private readonly float _smallestSquared;

    public RunningMean(double beta)
    {
        // 1 − β is taken in double before it is rounded: from a float β of 0.999 it would be 1e-5 off.
        _keep = (float)beta;
        _take = (float)(1 - beta);
        _smallest = OptimizerSetting.SmallestNormal / _take;
        _smallestSquared = (float)Math.Sqrt(OptimizerSetting.SmallestNormal / (1 - beta));
    }

    /// <summary>The mean of the values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes OfValues<TLanes>(TLanes mean, TLanes value)
        where TLanes : struct, ILanes<TLanes>
    {
        value = LaneRules.ClearBelow(value, _smallest);
        // β·m stays inside the fused operation: no intermediate value is rounded to a denormal.
        mean = TLanes.FusedMultiplyAdd(TLanes.Create(_keep), mean, TLanes.Create(_take) * value);
        return LaneRules.ClearBelow(mean, OptimizerSetting.SmallestNormal);
    }

    /// <summary>The mean of their squares.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes OfSquares<TLanes>(TLanes mean, TLanes value)
        where TLanes : struct, ILanes<TLanes>
    {
        value = LaneRules.ClearBelow(value, _smallestSquared);
        mean = TLanes.FusedMultiplyAdd(TLanes.Create(_keep), mean, TLanes.Create(_take) * value * value);
        return TLanes.SelectLess(mean, TLanes.Create(OptimizerSetting.SmallestNormal), TLanes.Create(0), mean);
    }
}
