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
/// Moments of magnitude below 2⁻¹²⁶, the smallest normal float, are replaced by 0, and so are gradients whose share of either would lie
/// below it (|g| &lt; max(2⁻¹²⁶/(1 − β₁), √(2⁻¹²⁶/(1 − β₂))), 3.4e-18 by default). The moments of a dead unit decay into
/// denormals after about 900 steps, where this update runs 24 times slower. It is a compare and a select at every vector width, so the bits
/// stay the same everywhere. NaN and infinities pass through. With weight decay a weight below 2⁻⁶⁴ becomes 0: without a signal it would shrink for
/// good, and take products in the network into denormals.
/// </para>
/// Weight decay is the L2 penalty of PyTorch's <c>Adam</c>, not the decoupled one of AdamW, and covers all parameters. Source: Kingma and
/// Ba 2015.
/// </remarks>
public partial struct Adam : IOptimizer, IWeightDecay<Adam>, IKeepsZeros
{
    private readonly bool _initialized;
    private long _step;
    private RunningMoments _moments;
    private DecayingPower _power1;
    private DecayingPower _power2;
    private float _decay;
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
            Begin();
        _step = step;
        _power1.MoveTo(step, Beta1);
        _power2.MoveTo(step, Beta2);
        // Once a power is 0 nothing is left to correct, and a root and a division less is a tenth of the step of a tiny network.
        _rootCorrection = _power2.Value == 0 ? 1 : (float)(1 / Math.Sqrt(1 - _power2.Value));
        _negativeStepSize = _power1.Value == 0 ? -LearningRate : (float)-(LearningRate / (1 - _power1.Value));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly TLanes Update<TLanes>(TLanes parameter, TLanes gradient, ref TLanes state0, ref TLanes state1, ref TLanes state2)
        where TLanes : struct, ILanes<TLanes>
    {
        // The two stages in one, with constants from scalars: for the few vectors of a tiny network, broadcasting all of them beforehand costs more.
        if (_decay != 0)
            gradient = TLanes.FusedMultiplyAdd(TLanes.Create(_decay), parameter, gradient);
        _ = _moments.Add(ref state0, ref state1, gradient);
        var variance = state1;
        if (AmsGrad)
            state2 = variance = TLanes.SelectLess(state2, variance, variance, state2);
        var denominator = TLanes.FusedMultiplyAdd(TLanes.Sqrt(variance), TLanes.Create(_rootCorrection), TLanes.Create(_epsilon));
        var updated = TLanes.FusedMultiplyAdd(TLanes.Create(_negativeStepSize), state0 / denominator, parameter);
        return _decay != 0 ? LaneRules.ClearBelow(updated, OptimizerSetting.SmallestDecayedWeight) : updated;
    }

    static bool IOptimizer.IsStaged
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => true;
    }

    /// <summary>No penalty, and the root of the mean itself.</summary>
    internal readonly bool IsPlain => _decay == 0 && !AmsGrad;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    readonly void IOptimizer.RunStaged<TLanes, TLoop>(ref TLoop loop)
    {
        if (IsPlain)
            loop.Run<Adam, Stages<TLanes, PlainForm>>(in this);
        else
            loop.Run<Adam, Stages<TLanes, AnyForm>>(in this);
    }

    readonly string IOptimizer.Settings => Wording.Of($"Beta1 = {Beta1}, Beta2 = {Beta2}, Epsilon = {Epsilon}, WeightDecay = {WeightDecay}, AmsGrad = {AmsGrad}");

    readonly Adam IWeightDecay<Adam>.WithoutWeightDecay() => this with { WeightDecay = 0 };

    /// <summary>What does not change from step to step.</summary>
    private void Begin()
    {
        _moments = new RunningMoments(Beta1, Beta2);
        _epsilon = Epsilon;
        _decay = WeightDecay;
    }
}
