using System.Runtime.CompilerServices;
using Compiled.Numerics;

namespace Compiled;

/// <content>The formula.</content>
public partial struct Adam
{
    /// <summary>The rule, with its constants in every lane.</summary>
    internal readonly struct Stages<TLanes, TForm> : IStagedRule<Stages<TLanes, TForm>, Adam, TLanes>
        where TLanes : struct, ILanes<TLanes>
        where TForm : struct, IRuleForm
    {
        private readonly RunningMoments.Staged<TLanes> _moments;
        private readonly TLanes _rootCorrection;
        private readonly TLanes _epsilon;
        private readonly TLanes _negativeStepSize;
        private readonly float _decay;
        private readonly bool _keepsLargest;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Stages(ref readonly Adam adam)
        {
            _moments = new RunningMoments.Staged<TLanes>(in adam._moments);
            _rootCorrection = TLanes.Create(adam._rootCorrection);
            _epsilon = TLanes.Create(adam._epsilon);
            _negativeStepSize = TLanes.Create(adam._negativeStepSize);
            _decay = adam._decay;
            _keepsLargest = adam.AmsGrad;
        }

        public static bool BeginsWithParameter
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => !TForm.IsPlain;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Stages<TLanes, TForm> Of(ref readonly Adam optimizer) => new(in optimizer);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Begin(TLanes parameter, TLanes gradient, ref TLanes state0, ref TLanes state1, ref TLanes state2, out TLanes numerator, out TLanes root, out TLanes rest)
        {
            if (!TForm.IsPlain && _decay != 0)
                gradient = TLanes.FusedMultiplyAdd(TLanes.Create(_decay), parameter, gradient);
            // PyTorch's m + (1 − β₁)·(g − m) equals this but for rounding; there g − m turns denormal under a steady tiny gradient, and stays so.
            _ = _moments.Add(ref state0, ref state1, gradient);
            numerator = state0;
            var variance = state1;
            if (!TForm.IsPlain && _keepsLargest)
                state2 = variance = TLanes.SelectLess(state2, variance, variance, state2);
            root = TLanes.Sqrt(variance);
            rest = default;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLanes Finish(TLanes parameter, TLanes numerator, TLanes root, TLanes rest, ref TLanes late)
        {
            var denominator = TLanes.FusedMultiplyAdd(root, _rootCorrection, _epsilon);
            var updated = TLanes.FusedMultiplyAdd(_negativeStepSize, numerator / denominator, parameter);
            return !TForm.IsPlain && _decay != 0 ? LaneRules.ClearBelow(updated, OptimizerSetting.SmallestDecayedWeight) : updated;
        }
    }
}
