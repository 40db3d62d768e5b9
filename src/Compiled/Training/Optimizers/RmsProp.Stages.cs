using System.Runtime.CompilerServices;
using Compiled.Numerics;

namespace Compiled;

/// <content>Two stages. Momentum is the second one's: it follows the quotient.</content>
public partial struct RmsProp
{
    static bool IOptimizer.IsStaged
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    readonly void IOptimizer.RunStaged<TLanes, TLoop>(ref TLoop loop)
    {
        if (Momentum > 0)
            loop.Run<RmsProp, Stages<TLanes, LateForm>>(in this);
        else if (Centered || WeightDecay != 0)
            loop.Run<RmsProp, Stages<TLanes, AnyForm>>(in this);
        else
            loop.Run<RmsProp, Stages<TLanes, PlainForm>>(in this);
    }

    /// <summary>The formula of <see cref="Update"/>, as far as these settings need it.</summary>
    private readonly struct Stages<TLanes, TForm> : IStagedRule<Stages<TLanes, TForm>, RmsProp, TLanes>
        where TLanes : struct, ILanes<TLanes>
        where TForm : struct, IRuleForm
    {
        private readonly RunningMean.Squares<TLanes> _square;
        private readonly RunningMean.Values<TLanes> _mean;
        private readonly TLanes _epsilon;
        private readonly TLanes _momentum;
        private readonly TLanes _negativeRate;
        private readonly StagedDecay<TLanes, TForm> _decay;
        private readonly bool _isCentered;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private Stages(ref readonly RmsProp rule)
        {
            _square = new RunningMean.Squares<TLanes>(in rule._mean);
            _mean = new RunningMean.Values<TLanes>(in rule._mean);
            _epsilon = TLanes.Create(rule.Epsilon);
            _momentum = TLanes.Create(rule.Momentum);
            _negativeRate = TLanes.Create(rule._negativeRate);
            _decay = new StagedDecay<TLanes, TForm>(rule.WeightDecay);
            _isCentered = rule.Centered;
        }

        public static bool IsLate
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => TForm.IsLate;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static int LateSlot(ref readonly RmsProp optimizer) => optimizer.Centered ? 2 : 1;

        public static bool BeginsWithParameter
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => !TForm.IsPlain;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Stages<TLanes, TForm> Of(ref readonly RmsProp optimizer) => new(in optimizer);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Begin(
            TLanes parameter, TLanes gradient, ref TLanes state0, ref TLanes state1, ref TLanes state2, out TLanes numerator, out TLanes root, out TLanes rest)
        {
            numerator = _decay.Penalized(gradient, parameter);
            var variance = state0 = _square.Next(state0, numerator);
            if (!TForm.IsPlain && _isCentered)
            {
                state1 = _mean.Next(state1, numerator);
                var mean = LaneRules.ClearBelow(state1, SmallestSquared);
                variance = TLanes.FusedMultiplyAdd(-mean, mean, variance);
                variance = TLanes.SelectLess(variance, TLanes.Create(OptimizerSetting.SmallestNormal), TLanes.Create(0), variance);
            }

            root = TLanes.Sqrt(variance);
            rest = default;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLanes Finish(TLanes parameter, TLanes numerator, TLanes root, TLanes rest, ref TLanes late)
        {
            var direction = numerator / (root + _epsilon);
            if (TForm.IsLate)
                late = direction = LaneRules.ClearBelow(TLanes.FusedMultiplyAdd(_momentum, late, direction), OptimizerSetting.SmallestNormal);
            return _decay.Moved(parameter, _negativeRate, direction);
        }
    }
}
