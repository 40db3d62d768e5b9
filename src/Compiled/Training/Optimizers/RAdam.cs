using System.Runtime.CompilerServices;
using Compiled.Numerics;

namespace Compiled;

/// <summary>RAdam: Adam with plain momentum in the first steps, until the second moment is reliable, as in PyTorch's <c>RAdam</c>.</summary>
/// <remarks>
/// <code>
/// g ← g + WeightDecay·w                               or, with DecoupledWeightDecay, w ← w − LearningRate·WeightDecay·w
/// m ← β₁·m + (1 − β₁)·g
/// v ← β₂·v + (1 − β₂)·g²
/// ρ∞ = 2 / (1 − β₂) − 1,   ρ = ρ∞ − 2·t·β₂ᵗ / (1 − β₂ᵗ)
/// r = √((ρ − 4)·(ρ − 2)·ρ∞ / ((ρ∞ − 4)·(ρ∞ − 2)·ρ))
/// w ← w − LearningRate / (1 − β₁ᵗ) · m · r · √(1 − β₂ᵗ) / (√v + ε)    where ρ is above 5
/// w ← w − LearningRate / (1 − β₁ᵗ) · m                                else
/// </code>
/// Weight decay covers all parameters, and with it a weight below 2⁻⁶⁴ becomes 0. Tiny gradients and state count as 0, as in <see cref="Adam"/>:
/// gradients below 3.4e-18 by default. NaN and infinities pass through. Source: Liu et al. 2020, in PyTorch's formulation (<c>torch.optim.RAdam</c>).
/// </remarks>
public partial struct RAdam : IOptimizer, IWeightDecay<RAdam>, IKeepsZeros
{
    private readonly bool _initialized;
    private RunningMoments _moments;
    private DecayingPower _power1;
    private DecayingPower _power2;
    private float _negativeStepSize;
    private ChosenDecay _decay;
    private bool _rectified;

    /// <summary>RAdam with PyTorch's defaults: a rate of 0.001.</summary>
    public RAdam()
        : this(1e-3f)
    {
    }

    /// <summary>RAdam with its usual constants.</summary>
    /// <param name="learningRate">η; finite and not negative.</param>
    public RAdam(float learningRate)
    {
        _initialized = true;
        LearningRate = learningRate;
        Beta1 = 0.9;
        Beta2 = 0.999;
        Epsilon = 1e-8f;
    }

    /// <inheritdoc/>
    public float LearningRate { get; set; }

    /// <summary>β₁, the decay of the mean of the gradients; at least 0 and below 1, 0.9 by default.</summary>
    public double Beta1 { readonly get; init; }

    /// <summary>β₂, the decay of the mean of their squares; at least 0 and below 1, 0.999 by default.</summary>
    public double Beta2 { readonly get; init; }

    /// <summary>ε, which keeps the division finite; above 0, 1e-8 by default.</summary>
    public float Epsilon { readonly get; init; }

    /// <summary>λ of the L2 penalty λ/2·w²; finite and not negative, 0 by default.</summary>
    public float WeightDecay { readonly get; init; }

    /// <summary>Whether weight decay is decoupled, as in AdamW, instead of acting through the gradient; false by default.</summary>
    public bool DecoupledWeightDecay { readonly get; init; }

    /// <summary>The two moments.</summary>
    public readonly int StateSlots => 2;

    /// <inheritdoc/>
    public readonly void Validate()
    {
        OptimizerSetting.Initialized(_initialized, nameof(RAdam), "new RAdam()");
        OptimizerSetting.OfAdamFamily(nameof(RAdam), LearningRate, Beta1, Beta2, Epsilon, WeightDecay);
    }

    /// <inheritdoc/>
    public void BeginStep(long step)
    {
        _moments = new RunningMoments(Beta1, Beta2);
        _power1.MoveTo(step, Beta1);
        _power2.MoveTo(step, Beta2);
        var correction = 1 - _power2.Value;
        var limit = 2 / (1 - Beta2) - 1;
        var length = limit - 2 * step * _power2.Value / correction;
        _rectified = length > 5;
        var size = LearningRate / (1 - _power1.Value);
        if (_rectified)
            size *= Math.Sqrt(correction * (length - 4) * (length - 2) * limit / ((limit - 4) * (limit - 2) * length));
        _negativeStepSize = (float)-size;
        _decay = new ChosenDecay(LearningRate, WeightDecay, DecoupledWeightDecay);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly TLanes Update<TLanes>(TLanes parameter, TLanes gradient, ref TLanes state0, ref TLanes state1, ref TLanes state2)
        where TLanes : struct, ILanes<TLanes>
    {
        gradient = _decay.Penalized(gradient, parameter);
        parameter = _decay.Shrunk(parameter);
        _ = _moments.Add(ref state0, ref state1, gradient);
        var direction = _rectified ? state0 / (TLanes.Sqrt(state1) + TLanes.Create(Epsilon)) : state0;
        return LaneRules.Moved(parameter, _negativeStepSize, direction, WeightDecay);
    }

    readonly string IOptimizer.Settings => Wording.Of($"Beta1 = {Beta1}, Beta2 = {Beta2}, Epsilon = {Epsilon}, WeightDecay = {WeightDecay}, DecoupledWeightDecay = {DecoupledWeightDecay}");

    readonly RAdam IWeightDecay<RAdam>.WithoutWeightDecay() => this with { WeightDecay = 0 };
}
