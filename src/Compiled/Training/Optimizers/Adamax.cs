using System.Runtime.CompilerServices;
using Compiled.Numerics;

namespace Compiled;

/// <summary>Adamax: Adam with the largest recent gradient in place of the root of the mean square, as in PyTorch's <c>Adamax</c>.</summary>
/// <remarks>
/// <code>
/// g ← g + WeightDecay·w
/// m ← β₁·m + (1 − β₁)·g
/// u ← max(β₂·u, |g| + ε)
/// w ← w − LearningRate / (1 − β₁ᵗ) · m / u
/// </code>
/// Weight decay covers all parameters, and with it a weight below 2⁻⁶⁴ becomes 0. Gradients and state below 2⁻¹²⁶, the smallest normal float, count as
/// 0 (see the remarks of <see cref="Adam"/>). NaN and infinities pass through. Source: Kingma and Ba 2015, in PyTorch's formulation (<c>torch.optim.Adamax</c>).
/// </remarks>
public struct Adamax : IOptimizer, IWeightDecay<Adamax>
{
    private readonly bool _initialized;
    private RunningMean _mean;
    private DecayingPower _power;
    private float _keep;
    private float _negativeStepSize;

    /// <summary>Adamax with PyTorch's defaults: a rate of 0.002.</summary>
    public Adamax()
        : this(2e-3f)
    {
    }

    /// <summary>Adamax with its usual constants.</summary>
    /// <param name="learningRate">η; finite and not negative.</param>
    public Adamax(float learningRate)
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

    /// <summary>β₂, the decay of the largest gradient; at least 0 and below 1, 0.999 by default.</summary>
    public double Beta2 { readonly get; init; }

    /// <summary>ε, which keeps the division finite; above 0, 1e-8 by default.</summary>
    public float Epsilon { readonly get; init; }

    /// <summary>λ of the L2 penalty λ/2·w²; finite and not negative, 0 by default.</summary>
    public float WeightDecay { readonly get; init; }

    /// <summary>The mean and the largest gradient.</summary>
    public readonly int StateSlots => 2;

    /// <inheritdoc/>
    public readonly void Validate()
    {
        OptimizerSetting.Initialized(_initialized, nameof(Adamax), "new Adamax()");
        OptimizerSetting.OfAdamFamily(nameof(Adamax), LearningRate, Beta1, Beta2, Epsilon, WeightDecay);
    }

    /// <inheritdoc/>
    public void BeginStep(long step)
    {
        _mean = new RunningMean(Beta1);
        _keep = (float)Beta2;
        _power.MoveTo(step, Beta1);
        _negativeStepSize = (float)-(LearningRate / (1 - _power.Value));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly TLanes Update<TLanes>(TLanes parameter, TLanes gradient, ref TLanes state0, ref TLanes state1, ref TLanes state2)
        where TLanes : struct, ILanes<TLanes>
    {
        gradient = LaneRules.Penalized(gradient, parameter, WeightDecay);
        state0 = _mean.OfValues(state0, gradient);
        state1 = LaneRules.Greater(TLanes.Create(_keep) * state1, TLanes.Abs(gradient) + TLanes.Create(Epsilon));
        return LaneRules.Moved(parameter, _negativeStepSize, state0 / state1, WeightDecay);
    }

    readonly string IOptimizer.Settings => Wording.Of($"Beta1 = {Beta1}, Beta2 = {Beta2}, Epsilon = {Epsilon}, WeightDecay = {WeightDecay}");

    readonly Adamax IWeightDecay<Adamax>.WithoutWeightDecay() => this with { WeightDecay = 0 };
}
