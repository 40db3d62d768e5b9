using System.Runtime.CompilerServices;
using Compiled.Numerics;

namespace Compiled;

/// <summary>Weight decay of a rule in two stages, as <see cref="LaneRules"/> and <see cref="ChosenDecay"/> have it, with its constants in every lane; nothing in the plain form.</summary>
internal readonly struct StagedDecay<TLanes, TForm>
    where TLanes : struct, ILanes<TLanes>
    where TForm : struct, IRuleForm
{
    private readonly TLanes _ofGradient;
    private readonly TLanes _shrink;
    private readonly bool _penalizes;
    private readonly bool _shrinks;
    private readonly bool _clears;

    /// <summary>Through the gradient.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public StagedDecay(float weightDecay)
        : this(weightDecay, 0, weightDecay)
    {
    }

    /// <summary>Through the gradient or on the weights.</summary>
    /// <param name="ofGradient">λ of the penalty.</param>
    /// <param name="shrink">By what multiple of itself a weight grows: −η·λ.</param>
    /// <param name="weightDecay">λ of either: unless it is 0, small weights end at 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public StagedDecay(float ofGradient, float shrink, float weightDecay)
    {
        _ofGradient = TLanes.Create(ofGradient);
        _shrink = TLanes.Create(shrink);
        (_penalizes, _shrinks, _clears) = (ofGradient != 0, shrink != 0, weightDecay != 0);
    }

    /// <summary>g + λ·w, with what is denormal cleared.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Penalized(TLanes gradient, TLanes parameter) => LaneRules.ClearBelow(WithPenalty(gradient, parameter), OptimizerSetting.SmallestNormal);

    /// <summary>g + λ·w, for rules that clear more than what is denormal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes WithPenalty(TLanes gradient, TLanes parameter) =>
        !TForm.IsPlain && _penalizes ? TLanes.FusedMultiplyAdd(_ofGradient, parameter, gradient) : gradient;

    /// <summary>w + factor · direction, w after its own decay; with weight decay, weights that shrink for good end at 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Moved(TLanes parameter, TLanes factor, TLanes direction)
    {
        if (!TForm.IsPlain && _shrinks)
            parameter = TLanes.FusedMultiplyAdd(_shrink, parameter, parameter);
        var updated = TLanes.FusedMultiplyAdd(factor, direction, parameter);
        return !TForm.IsPlain && _clears ? LaneRules.ClearBelow(updated, OptimizerSetting.SmallestDecayedWeight) : updated;
    }
}
