using System.Runtime.CompilerServices;
using Compiled.Numerics;

namespace Compiled;

/// <summary>NAdam: Adam with Nesterov's look-ahead and a momentum that grows with the steps, as in PyTorch's <c>NAdam</c>.</summary>
/// <remarks>
/// <code>
/// g ← g + WeightDecay·w                               or, with DecoupledWeightDecay, w ← w − LearningRate·WeightDecay·w
/// μₜ = β₁ · (1 − ½ · 0.96^(t · MomentumDecay))
/// m ← β₁·m + (1 − β₁)·g
/// v ← β₂·v + (1 − β₂)·g²
/// d = √(v / (1 − β₂ᵗ)) + ε
/// w ← w − LearningRate · ((1 − μₜ) / (1 − Πμ) · g / d + μₜ₊₁ / (1 − Πμ·μₜ·μₜ₊₁) · m / d)
/// </code>
/// Πμ is the product of μ₁ to μₜ. μₜ appears twice in the last product, as in PyTorch's first NAdam and TorchSharp; newer versions of
/// PyTorch take 1 − Πμ·μₜ₊₁ (<see cref="RepeatsMomentum"/> false). Powers are running products in double, so that every machine has the same bits.
/// Weight decay covers all parameters, and with it a weight below 2⁻⁶⁴ becomes 0. Tiny gradients and state count as 0, as in <see cref="Adam"/>:
/// gradients below 3.4e-18 by default. NaN and infinities pass through. Source: Dozat 2016, in PyTorch's formulation (<c>torch.optim.NAdam</c>).
/// </remarks>
public partial struct NAdam : IOptimizer, IWeightDecay<NAdam>, IKeepsZeros
{
    private readonly bool _initialized;
    private RunningMoments _moments;
    private DecayingPower _power2;
    private MomentumSchedule _momentum;
    private float _rootCorrection;
    private float _ofGradient;
    private float _ofMean;
    private ChosenDecay _decay;

    /// <summary>NAdam with PyTorch's defaults: a rate of 0.002.</summary>
    public NAdam()
        : this(2e-3f)
    {
    }

    /// <summary>NAdam with its usual constants.</summary>
    /// <param name="learningRate">η; finite and not negative.</param>
    public NAdam(float learningRate)
    {
        _initialized = true;
        LearningRate = learningRate;
        Beta1 = 0.9;
        Beta2 = 0.999;
        Epsilon = 1e-8f;
        MomentumDecay = 4e-3;
        RepeatsMomentum = true;
    }

    /// <inheritdoc/>
    public float LearningRate { get; set; }

    /// <summary>β₁, the decay of the mean of the gradients; at least 0 and below 1, 0.9 by default.</summary>
    public double Beta1 { readonly get; init; }

    /// <summary>β₂, the decay of the mean of their squares; at least 0 and below 1, 0.999 by default.</summary>
    public double Beta2 { readonly get; init; }

    /// <summary>ψ, the speed at which the momentum approaches β₁; from 0 to 1000, 0.004 by default.</summary>
    public double MomentumDecay { readonly get; init; }

    /// <summary>ε, which keeps the division finite; above 0, 1e-8 by default.</summary>
    public float Epsilon { readonly get; init; }

    /// <summary>λ of the L2 penalty λ/2·w²; finite and not negative, 0 by default.</summary>
    public float WeightDecay { readonly get; init; }

    /// <summary>
    /// Whether μₜ counts twice in the correction of the look-ahead: true, the default, as in TorchSharp and PyTorch's first versions; false as in newer
    /// ones.
    /// </summary>
    public bool RepeatsMomentum { readonly get; init; }

    /// <summary>Whether weight decay is decoupled, as in AdamW, instead of acting through the gradient; false by default.</summary>
    public bool DecoupledWeightDecay { readonly get; init; }

    /// <summary>The two moments.</summary>
    public readonly int StateSlots => 2;

    /// <inheritdoc/>
    public readonly void Validate()
    {
        OptimizerSetting.Initialized(_initialized, nameof(NAdam), "new NAdam()");
        OptimizerSetting.UpTo("NAdam.MomentumDecay", MomentumDecay, 1000);
        OptimizerSetting.OfAdamFamily(nameof(NAdam), LearningRate, Beta1, Beta2, Epsilon, WeightDecay);
    }

    /// <inheritdoc/>
    public void BeginStep(long step)
    {
        _moments = new RunningMoments(Beta1, Beta2);
        _power2.MoveTo(step, Beta2);
        _momentum.MoveTo(step, Beta1, MomentumDecay);
        _rootCorrection = (float)(1 / Math.Sqrt(1 - _power2.Value));
        _ofGradient = (float)(-LearningRate * (1 - _momentum.Present) / (1 - _momentum.Product));
        var ahead = _momentum.Product * _momentum.Next * (RepeatsMomentum ? _momentum.Present : 1);
        _ofMean = (float)(-LearningRate * _momentum.Next / (1 - ahead));
        _decay = new ChosenDecay(LearningRate, WeightDecay, DecoupledWeightDecay);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly TLanes Update<TLanes>(TLanes parameter, TLanes gradient, ref TLanes state0, ref TLanes state1, ref TLanes state2)
        where TLanes : struct, ILanes<TLanes>
    {
        gradient = _decay.Penalized(gradient, parameter);
        parameter = _decay.Shrunk(parameter);
        gradient = _moments.Add(ref state0, ref state1, gradient);
        var denominator = TLanes.FusedMultiplyAdd(TLanes.Sqrt(state1), TLanes.Create(_rootCorrection), TLanes.Create(Epsilon));
        var ahead = TLanes.FusedMultiplyAdd(TLanes.Create(_ofMean), state0, TLanes.Create(_ofGradient) * gradient);
        return LaneRules.Moved(parameter, 1, LaneRules.ClearBelow(ahead, OptimizerSetting.SmallestNormal) / denominator, WeightDecay);
    }

    readonly string IOptimizer.Settings => Wording.Of($"Beta1 = {Beta1}, Beta2 = {Beta2}, MomentumDecay = {MomentumDecay}, Epsilon = {Epsilon}, WeightDecay = {WeightDecay}, RepeatsMomentum = {RepeatsMomentum}, DecoupledWeightDecay = {DecoupledWeightDecay}");

    readonly NAdam IWeightDecay<NAdam>.WithoutWeightDecay() => this with { WeightDecay = 0 };
}
