using System.Runtime.CompilerServices;
using Compiled.Numerics;

namespace Compiled;

/// <content>Two stages.</content>
public partial struct NAdam
{
    static bool IOptimizer.IsStaged
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    readonly void IOptimizer.RunStaged<TLanes, TLoop>(ref TLoop loop)
    {
        if (WeightDecay == 0)
            loop.Run<NAdam, Stages<TLanes, PlainForm>>(in this);
        else
            loop.Run<NAdam, Stages<TLanes, AnyForm>>(in this);
    }

    /// <summary>The formula of <see cref="Update"/>, as far as these settings need it.</summary>
    private readonly struct Stages<TLanes, TForm> : IStagedRule<Stages<TLanes, TForm>, NAdam, TLanes>
        where TLanes : struct, ILanes<TLanes>
        where TForm : struct, IRuleForm
    {
        private readonly RunningMoments.Staged<TLanes> _moments;
        private readonly TLanes _rootCorrection;
        private readonly TLanes _epsilon;
        private readonly TLanes _ofGradient;
        private readonly TLanes _ofMean;
        private readonly StagedDecay<TLanes, TForm> _decay;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private Stages(ref readonly NAdam rule)
        {
            _moments = new RunningMoments.Staged<TLanes>(in rule._moments);
            _rootCorrection = TLanes.Create(rule._rootCorrection);
            _epsilon = TLanes.Create(rule.Epsilon);
            _ofGradient = TLanes.Create(rule._ofGradient);
            _ofMean = TLanes.Create(rule._ofMean);
            _decay = rule._decay.Staged<TLanes, TForm>(rule.WeightDecay);
        }

        public static bool BeginsWithParameter
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => !TForm.IsPlain;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Stages<TLanes, TForm> Of(ref readonly NAdam optimizer) => new(in optimizer);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Begin(
            TLanes parameter, TLanes gradient, ref TLanes state0, ref TLanes state1, ref TLanes state2, out TLanes numerator, out TLanes root, out TLanes rest)
        {
            gradient = _decay.WithPenalty(gradient, parameter);
            gradient = _moments.Add(ref state0, ref state1, gradient);
            numerator = LaneRules.ClearBelow(TLanes.FusedMultiplyAdd(_ofMean, state0, _ofGradient * gradient), OptimizerSetting.SmallestNormal);
            root = TLanes.Sqrt(state1);
            rest = default;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLanes Finish(TLanes parameter, TLanes numerator, TLanes root, TLanes rest, ref TLanes late) =>
            _decay.Moved(parameter, TLanes.Create(1), numerator / TLanes.FusedMultiplyAdd(root, _rootCorrection, _epsilon));
    }
}
