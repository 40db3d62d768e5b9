using System.Runtime.CompilerServices;
using Compiled.Numerics;

namespace Compiled;

/// <summary>
/// Adam: each parameter's step is scaled by running means of its gradient and of its square, as in PyTorch's <c>Adam</c>.
/// </summary>
/// <remarks>
/// <code>
/// g ← g + WeightDecay·w
/// m ← β₁·m + (1 − β₁)·g
/// v ← β₂·v + (1 − β₂)·g²
/// v̂ ← v, or max(v̂, v) with AmsGrad
/// w ← w − LearningRate / (1 − β₁ᵗ) · m / (√v̂ / √(1 − β₂ᵗ) + ε)
/// </code>
/// <para>βᵗ are running products in double, without a power function, so that every machine has the same bits; a rate changed between two
/// steps holds from the next one.</para>
/// <para>
/// Moments of magnitude below 2⁻¹²⁶, the smallest normal float, are replaced by 0, and so are gradients whose share of a moment would lie
/// below it (|g| &lt; 2⁻¹²⁶/(1 − β₁) for m; |g| &lt; √(2⁻¹²⁶/(1 − β₂)) for v, 3.4e-18 by default). The moments of a dead unit decay into
/// denormals after about 900 steps, where this update runs 24 times slower. It is a compare and a select at every vector width, so the bits
/// stay the same everywhere. NaN and infinities pass through. With weight decay a weight below 2⁻⁶⁴ becomes 0: without a signal it would shrink for
/// good, and take products in the network into denormals.
/// </para>
/// Weight decay is the L2 penalty of PyTorch's <c>Adam</c>, not the decoupled one of AdamW, and covers all parameters. Source: Kingma and
/// Ba 2015.
/// </remarks>
public struct Adam : IOptimizer, IWeightDecay<Adam>
{
    private readonly bool _initialized;
    private long _step;
    private double _power1;
    private double _power2;
    private float _decay;
    private float _keep1;
    private float _take1;
    private float _keep2;
    private float _take2;
    private float _smallestGradient;
    private float _smallestSquared;
    private float _epsilon;
    private float _rootCorrection;
    private float _negativeStepSize;

    /// <summary>Adam with its usual constants and a rate of 0.001.</summary>
    public Adam()
        : this(1e-3f)
    {
    }

    /// <summary>Adam with its usual constants.</summary>
    /// <param name="learningRate">η; finite and not negative.</param>
    public Adam(float learningRate)
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

    /// <summary>
    /// ε, which keeps the division finite; above 0 (at 0 a parameter without gradients would become NaN), 1e-8 by default.
    /// </summary>
    public float Epsilon { readonly get; init; }

    /// <summary>λ of the L2 penalty λ/2·w²; finite and not negative, 0 by default.</summary>
    public float WeightDecay { readonly get; init; }

    /// <summary>Divides by the root of the largest v so far instead of the current one (Reddi et al. 2018); false by default.</summary>
    public bool AmsGrad { readonly get; init; }

    /// <summary>The two moments, and with <see cref="AmsGrad"/> the largest second one.</summary>
    public readonly int StateSlots => AmsGrad ? 3 : 2;

    /// <inheritdoc/>
    public readonly void Validate()
    {
        OptimizerSetting.Initialized(_initialized, nameof(Adam), "new Adam() or new Adam(learningRate: 1e-3f)");
        OptimizerSetting.OfAdamFamily(nameof(Adam), LearningRate, Beta1, Beta2, Epsilon, WeightDecay);
    }

    /// <inheritdoc/>
    public void BeginStep(long step)
    {
        if (step != _step + 1 || step == 1)
            Begin(step);
        _step = step;
        _power1 = DecayingPower.Next(_power1, Beta1);
        _power2 = DecayingPower.Next(_power2, Beta2);
        _rootCorrection = (float)(1 / Math.Sqrt(1 - _power2));
        _negativeStepSize = (float)-(LearningRate / (1 - _power1));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly TLanes Update<TLanes>(TLanes parameter, TLanes gradient, ref TLanes state0, ref TLanes state1, ref TLanes state2)
        where TLanes : struct, ILanes<TLanes>
    {
        if (_decay != 0)
            gradient = TLanes.FusedMultiplyAdd(TLanes.Create(_decay), parameter, gradient);
        var zero = TLanes.Create(0);
        var smallest = TLanes.Create(OptimizerSetting.SmallestNormal);
        var magnitude = TLanes.Abs(gradient);

        // β·moment stays inside the fused operation: no intermediate value is rounded to a denormal. (PyTorch's m + (1 − β₁)·(g − m)
        // equals this but for rounding; there g − m turns denormal under a steady tiny gradient, and stays so.)
        var linear = TLanes.SelectLess(magnitude, TLanes.Create(_smallestGradient), zero, gradient);
        var mean = TLanes.FusedMultiplyAdd(TLanes.Create(_keep1), state0, TLanes.Create(_take1) * linear);
        mean = TLanes.SelectLess(TLanes.Abs(mean), smallest, zero, mean);
        state0 = mean;

        var squared = TLanes.SelectLess(magnitude, TLanes.Create(_smallestSquared), zero, gradient);
        var variance = TLanes.FusedMultiplyAdd(TLanes.Create(_keep2), state1, TLanes.Create(_take2) * squared * squared);
        variance = TLanes.SelectLess(variance, smallest, zero, variance);
        state1 = variance;

        if (AmsGrad)
            state2 = variance = TLanes.SelectLess(state2, variance, variance, state2);
        var denominator = TLanes.FusedMultiplyAdd(TLanes.Sqrt(variance), TLanes.Create(_rootCorrection), TLanes.Create(_epsilon));
        var updated = TLanes.FusedMultiplyAdd(TLanes.Create(_negativeStepSize), mean / denominator, parameter);
        return _decay != 0 ? LaneRules.ClearBelow(updated, OptimizerSetting.SmallestDecayedWeight) : updated;
    }

    readonly string IOptimizer.Settings => Wording.Of($"Beta1 = {Beta1}, Beta2 = {Beta2}, Epsilon = {Epsilon}, WeightDecay = {WeightDecay}, AmsGrad = {AmsGrad}");

    readonly Adam IWeightDecay<Adam>.WithoutWeightDecay() => this with { WeightDecay = 0 };

    /// <summary>
    /// What does not change from step to step; and, for a run that begins in the middle, the products of the steps before it, multiplied
    /// in the same order, so that the bits are the same.
    /// </summary>
    private void Begin(long step)
    {
        // 1 − β is taken in double before it is rounded: from a float β₂ of 0.999 it would be 1e-5 off.
        _keep1 = (float)Beta1;
        _take1 = (float)(1 - Beta1);
        _keep2 = (float)Beta2;
        _take2 = (float)(1 - Beta2);
        _smallestGradient = OptimizerSetting.SmallestNormal / _take1;
        _smallestSquared = (float)Math.Sqrt(OptimizerSetting.SmallestNormal / (1 - Beta2));
        _epsilon = Epsilon;
        _decay = WeightDecay;
        _power1 = DecayingPower.After(Beta1, step - 1);
        _power2 = DecayingPower.After(Beta2, step - 1);
    }
}
