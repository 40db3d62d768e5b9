using System.Runtime.CompilerServices;
using Compiled.Numerics;

namespace Compiled;

/// <content>Two stages. The first steps, which divide by nothing, go the same way: no loop is compiled in the middle of a run.</content>
public partial struct RAdam
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
            loop.Run<RAdam, Stages<TLanes, PlainForm>>(in this);
        else
            loop.Run<RAdam, Stages<TLanes, AnyForm>>(in this);
    }

    /// <summary>The formula of <see cref="Update"/>, as far as these settings need it.</summary>
    private readonly struct Stages<TLanes, TForm> : IStagedRule<Stages<TLanes, TForm>, RAdam, TLanes>
        where TLanes : struct, ILanes<TLanes>
        where TForm : struct, IRuleForm
    {
        private readonly RunningMoments.Staged<TLanes> _moments;
        private readonly TLanes _epsilon;
        private readonly TLanes _negativeStepSize;
        private readonly bool _rectified;
        private readonly StagedDecay<TLanes, TForm> _decay;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private Stages(ref readonly RAdam rule)
        {
            _moments = new RunningMoments.Staged<TLanes>(in rule._moments);
            _epsilon = TLanes.Create(rule.Epsilon);
            _negativeStepSize = TLanes.Create(rule._negativeStepSize);
            _rectified = rule._rectified;
            _decay = rule._decay.Staged<TLanes, TForm>(rule.WeightDecay);
        }

        public static bool BeginsWithParameter
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => !TForm.IsPlain;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Stages<TLanes, TForm> Of(ref readonly RAdam optimizer) => new(in optimizer);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Begin(
            TLanes parameter, TLanes gradient, ref TLanes state0, ref TLanes state1, ref TLanes state2, out TLanes numerator, out TLanes root, out TLanes rest)
        {
            gradient = _decay.WithPenalty(gradient, parameter);
            _ = _moments.Add(ref state0, ref state1, gradient);
            numerator = state0;
            root = TLanes.Sqrt(state1);
            rest = default;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLanes Finish(TLanes parameter, TLanes numerator, TLanes root, TLanes rest, ref TLanes late) =>
            _decay.Moved(parameter, _negativeStepSize, _rectified ? numerator / (root + _epsilon) : numerator);
    }
}
