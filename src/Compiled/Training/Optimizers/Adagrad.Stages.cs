using System.Runtime.CompilerServices;
using Compiled.Numerics;

namespace Compiled;

/// <content>Two stages without weight decay.</content>
public partial struct Adagrad
{
    static bool IOptimizer.IsStaged
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => true;
    }

    readonly bool IOptimizer.HasStages => WeightDecay == 0;

    readonly void IOptimizer.RunStaged<TLanes, TLoop>(ref TLoop loop) => loop.Run<Adagrad, Stages<TLanes>>(in this);

    /// <summary>The formula of <see cref="Update"/>, as far as these settings need it.</summary>
    private readonly struct Stages<TLanes> : IStagedRule<Stages<TLanes>, Adagrad, TLanes>
        where TLanes : struct, ILanes<TLanes>
    {
        private readonly TLanes _keep;
        private readonly TLanes _start;
        private readonly TLanes _epsilon;
        private readonly TLanes _negativeRate;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private Stages(ref readonly Adagrad rule)
        {
            _keep = TLanes.Create(rule._keep);
            _start = TLanes.Create(rule._start);
            _epsilon = TLanes.Create(rule.Epsilon);
            _negativeRate = TLanes.Create(rule._negativeRate);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Stages<TLanes> Of(ref readonly Adagrad optimizer) => new(in optimizer);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Begin(TLanes parameter, TLanes gradient, ref TLanes state0, ref TLanes state1, ref TLanes state2, out TLanes numerator, out TLanes root)
        {
            numerator = LaneRules.ClearBelow(gradient, OptimizerSetting.SmallestNormal);
            var squared = LaneRules.ClearBelow(numerator, SmallestSquared);
            state0 = TLanes.FusedMultiplyAdd(squared, squared, TLanes.FusedMultiplyAdd(_keep, state0, _start));
            root = TLanes.Sqrt(state0);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLanes Finish(TLanes parameter, TLanes numerator, TLanes root) =>
            TLanes.FusedMultiplyAdd(_negativeRate, numerator / (root + _epsilon), parameter);
    }
}
