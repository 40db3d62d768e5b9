using System.Runtime.CompilerServices;
using Compiled.Numerics;

namespace Compiled;

/// <content>Two stages.</content>
public partial struct Adagrad
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
            loop.Run<Adagrad, Stages<TLanes, PlainForm>>(in this);
        else
            loop.Run<Adagrad, Stages<TLanes, AnyForm>>(in this);
    }

    /// <summary>The formula of <see cref="Update"/>, as far as these settings need it.</summary>
    private readonly struct Stages<TLanes, TForm> : IStagedRule<Stages<TLanes, TForm>, Adagrad, TLanes>
        where TLanes : struct, ILanes<TLanes>
        where TForm : struct, IRuleForm
    {
        private readonly TLanes _keep;
        private readonly TLanes _start;
        private readonly TLanes _epsilon;
        private readonly TLanes _negativeRate;
        private readonly StagedDecay<TLanes, TForm> _decay;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private Stages(ref readonly Adagrad rule)
        {
            _keep = TLanes.Create(rule._keep);
            _start = TLanes.Create(rule._start);
            _epsilon = TLanes.Create(rule.Epsilon);
            _negativeRate = TLanes.Create(rule._negativeRate);
            _decay = new StagedDecay<TLanes, TForm>(rule.WeightDecay);
        }

        public static bool BeginsWithParameter
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => !TForm.IsPlain;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Stages<TLanes, TForm> Of(ref readonly Adagrad optimizer) => new(in optimizer);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Begin(
            TLanes parameter, TLanes gradient, ref TLanes state0, ref TLanes state1, ref TLanes state2, out TLanes numerator, out TLanes root, out TLanes rest)
        {
            numerator = _decay.Penalized(gradient, parameter);
            var squared = LaneRules.ClearBelow(numerator, SmallestSquared);
            state0 = TLanes.FusedMultiplyAdd(squared, squared, TLanes.FusedMultiplyAdd(_keep, state0, _start));
            root = TLanes.Sqrt(state0);
            rest = default;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLanes Finish(TLanes parameter, TLanes numerator, TLanes root, TLanes rest, ref TLanes late) =>
            _decay.Moved(parameter, _negativeRate, numerator / (root + _epsilon));
    }
}
