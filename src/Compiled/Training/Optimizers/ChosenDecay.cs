using System.Runtime.CompilerServices;
using Compiled.Numerics;

namespace Compiled;

/// <summary>Weight decay of a rule that offers both kinds: through the gradient, as an L2 penalty, or on the weights alone, as in AdamW.</summary>
internal readonly struct ChosenDecay
{
    private readonly float _ofGradient;
    private readonly float _shrink;

    public ChosenDecay(float learningRate, float weightDecay, bool isDecoupled)
    {
        _ofGradient = isDecoupled ? 0 : weightDecay;
        _shrink = isDecoupled ? -learningRate * weightDecay : 0;
    }

    /// <summary>The same for loops in two stages.</summary>
    /// <param name="weightDecay">λ of either kind.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public StagedDecay<TLanes, TForm> Staged<TLanes, TForm>(float weightDecay)
        where TLanes : struct, ILanes<TLanes>
        where TForm : struct, IRuleForm => new(_ofGradient, _shrink, weightDecay);

    /// <summary>The gradient with its penalty, if it has one; what is denormal is cleared.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Penalized<TLanes>(TLanes gradient, TLanes parameter)
        where TLanes : struct, ILanes<TLanes> => LaneRules.Penalized(gradient, parameter, _ofGradient);

    /// <summary>The weight after its own decay, if it has one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Shrunk<TLanes>(TLanes parameter)
        where TLanes : struct, ILanes<TLanes> =>
        _shrink != 0 ? TLanes.FusedMultiplyAdd(TLanes.Create(_shrink), parameter, parameter) : parameter;
}
