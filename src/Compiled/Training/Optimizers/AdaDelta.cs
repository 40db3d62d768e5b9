using System.Runtime.CompilerServices;
using Compiled.Numerics;

namespace Compiled;

/// <summary>
/// AdaDelta: each parameter's step is scaled by the ratio of running means of its past steps and of its gradients, as in PyTorch's
/// <c>Adadelta</c>.
/// </summary>
/// <remarks>
/// <code>
/// g ← g + WeightDecay·w
/// v ← Rho·v + (1 − Rho)·g²
/// d = √(u + ε) / √(v + ε) · g
/// u ← Rho·u + (1 − Rho)·d²
/// w ← w − LearningRate·d
/// </code>
/// Weight decay covers all parameters, and with it a weight below 2⁻⁶⁴ becomes 0. Gradients and state below 2⁻¹²⁶, the smallest normal float, count as
/// 0 (see the remarks of <see cref="Adam"/>). NaN and infinities pass through. Source: Zeiler 2012, in PyTorch's formulation (<c>torch.optim.Adadelta</c>).
/// </remarks>
public partial struct AdaDelta : IOptimizer, IWeightDecay<AdaDelta>
{
    private readonly bool _initialized;
    private RunningMean _mean;
    private float _negativeRate;

    /// <summary>AdaDelta with PyTorch's defaults: a rate of 1.</summary>
    public AdaDelta()
        : this(1f)
    {
    }

    /// <summary>AdaDelta with its usual constants.</summary>
    /// <param name="learningRate">η; finite and not negative.</param>
    public AdaDelta(float learningRate)
    {
        _initialized = true;
        LearningRate = learningRate;
        Rho = 0.9;
        Epsilon = 1e-6f;
    }

    /// <inheritdoc/>
    public float LearningRate { get; set; }

    /// <summary>ρ, the decay of the running means; at least 0 and below 1, 0.9 by default.</summary>
    public double Rho { readonly get; init; }

    /// <summary>ε, which keeps the division finite; above 0, 1e-6 by default.</summary>
    public float Epsilon { readonly get; init; }

    /// <summary>λ of the L2 penalty λ/2·w²; finite and not negative, 0 by default.</summary>
    public float WeightDecay { readonly get; init; }

    /// <summary>The means of squared gradients and of squared steps.</summary>
    public readonly int StateSlots => 2;

    /// <inheritdoc/>
    public readonly void Validate()
    {
        OptimizerSetting.Initialized(_initialized, nameof(AdaDelta), "new AdaDelta()");
        OptimizerSetting.NotNegative("AdaDelta.LearningRate", LearningRate);
        OptimizerSetting.BelowOne("AdaDelta.Rho", Rho);
        OptimizerSetting.Positive("AdaDelta.Epsilon", Epsilon);
        OptimizerSetting.NotNegative("AdaDelta.WeightDecay", WeightDecay);
    }

    /// <inheritdoc/>
    public void BeginStep(long step)
    {
        _mean = new RunningMean(Rho);
        _negativeRate = -LearningRate;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly TLanes Update<TLanes>(TLanes parameter, TLanes gradient, ref TLanes state0, ref TLanes state1, ref TLanes state2)
        where TLanes : struct, ILanes<TLanes>
    {
        gradient = LaneRules.Penalized(gradient, parameter, WeightDecay);
        state0 = _mean.OfSquares(state0, gradient);
        var epsilon = TLanes.Create(Epsilon);
        var direction = TLanes.Sqrt(state1 + epsilon) / TLanes.Sqrt(state0 + epsilon) * gradient;
        state1 = _mean.OfSquares(state1, direction);
        return LaneRules.Moved(parameter, _negativeRate, direction, WeightDecay);
    }

    readonly string IOptimizer.Settings => Wording.Of($"Rho = {Rho}, Epsilon = {Epsilon}, WeightDecay = {WeightDecay}");

    readonly AdaDelta IWeightDecay<AdaDelta>.WithoutWeightDecay() => this with { WeightDecay = 0 };
}
