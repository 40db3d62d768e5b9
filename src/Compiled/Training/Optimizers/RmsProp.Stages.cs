using System.Runtime.CompilerServices;
using Compiled.Numerics;

namespace Compiled;

/// <content>Two stages with the default settings.</content>
public partial struct RmsProp
{
    static bool IOptimizer.IsStaged
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => true;
    }

    readonly bool IOptimizer.HasStages => WeightDecay == 0 && Momentum == 0 && !Centered;

    readonly void IOptimizer.RunStaged<TLanes, TLoop>(ref TLoop loop) => loop.Run<RmsProp, Stages<TLanes>>(in this);

    /// <summary>The formula of <see cref="Update"/>, as far as these settings need it.</summary>
    private readonly struct Stages<TLanes> : IStagedRule<Stages<TLanes>, RmsProp, TLanes>
        where TLanes : struct, ILanes<TLanes>
    {
        private readonly RunningMean.Squares<TLanes> _mean;
        private readonly TLanes _epsilon;
        private readonly TLanes _negativeRate;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private Stages(ref readonly RmsProp rule)
        {
            _mean = new RunningMean.Squares<TLanes>(in rule._mean);
            _epsilon = TLanes.Create(rule.Epsilon);
            _negativeRate = TLanes.Create(rule._negativeRate);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Stages<TLanes> Of(ref readonly RmsProp optimizer) => new(in optimizer);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Begin(TLanes parameter, TLanes gradient, ref TLanes state0, ref TLanes state1, ref TLanes state2, out TLanes numerator, out TLanes root)
        {
            numerator = LaneRules.ClearBelow(gradient, OptimizerSetting.SmallestNormal);
            state0 = _mean.Next(state0, numerator);
            root = TLanes.Sqrt(state0);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLanes Finish(TLanes parameter, TLanes numerator, TLanes root) =>
            TLanes.FusedMultiplyAdd(_negativeRate, numerator / (root + _epsilon), parameter);
    }
}
