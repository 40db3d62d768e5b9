using System.Runtime.CompilerServices;
using Compiled.Numerics;

namespace Compiled;

/// <content>Two stages: both roots, then the quotient and the mean of steps that follows from it.</content>
public partial struct AdaDelta
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
            loop.Run<AdaDelta, Stages<TLanes, PlainForm>>(in this);
        else
            loop.Run<AdaDelta, Stages<TLanes, AnyForm>>(in this);
    }

    /// <summary>The formula of <see cref="Update"/>, as far as these settings need it.</summary>
    private readonly struct Stages<TLanes, TForm> : IStagedRule<Stages<TLanes, TForm>, AdaDelta, TLanes>
        where TLanes : struct, ILanes<TLanes>
        where TForm : struct, IRuleForm
    {
        private readonly RunningMean.Squares<TLanes> _mean;
        private readonly TLanes _epsilon;
        private readonly TLanes _negativeRate;
        private readonly StagedDecay<TLanes, TForm> _decay;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private Stages(ref readonly AdaDelta rule)
        {
            _mean = new RunningMean.Squares<TLanes>(in rule._mean);
            _epsilon = TLanes.Create(rule.Epsilon);
            _negativeRate = TLanes.Create(rule._negativeRate);
            _decay = new StagedDecay<TLanes, TForm>(rule.WeightDecay);
        }

        public static bool IsLate
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => true;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static int LateSlot(ref readonly AdaDelta optimizer) => 1;

        public static bool BeginsWithParameter
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => !TForm.IsPlain;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Stages<TLanes, TForm> Of(ref readonly AdaDelta optimizer) => new(in optimizer);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Begin(
            TLanes parameter, TLanes gradient, ref TLanes state0, ref TLanes state1, ref TLanes state2, out TLanes numerator, out TLanes root, out TLanes rest)
        {
            rest = _decay.Penalized(gradient, parameter);
            state0 = _mean.Next(state0, rest);
            numerator = TLanes.Sqrt(state1 + _epsilon);
            root = TLanes.Sqrt(state0 + _epsilon);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLanes Finish(TLanes parameter, TLanes numerator, TLanes root, TLanes rest, ref TLanes late)
        {
            var direction = numerator / root * rest;
            late = _mean.Next(late, direction);
            return _decay.Moved(parameter, _negativeRate, direction);
        }
    }
}
