using System.Runtime.CompilerServices;
using Compiled.Numerics;

namespace Compiled;

/// <summary>
/// RMSProp: each parameter's step is divided by the root of a running mean of its squared gradients, as in PyTorch's <c>RMSprop</c>.
/// </summary>
/// <remarks>
/// <code>
/// g ← g + WeightDecay·w
/// v ← Alpha·v + (1 − Alpha)·g²
/// a ← Alpha·a + (1 − Alpha)·g                         with Centered
/// d = g / (√v + ε), or g / (√(v − a²) + ε) with Centered
/// b ← Momentum·b + d                                  with Momentum
/// w ← w − LearningRate · (b, or d without Momentum)
/// </code>
/// If rounding makes v − a² negative it counts as 0; in PyTorch the root is then NaN.
/// Weight decay covers all parameters, and with it a weight below 2⁻⁶⁴ becomes 0. Gradients and state below 2⁻¹²⁶, the smallest normal float, count as
/// 0 (see the remarks of <see cref="Adam"/>). NaN and infinities pass through. Source: Hinton 2012, centred as in Graves 2013, in PyTorch's formulation (<c>torch.optim.RMSprop</c>).
/// </remarks>
public partial struct RmsProp : IOptimizer, IWeightDecay<RmsProp>, IKeepsZeros
{
    /// <summary>2⁻⁶³: the square of less is denormal.</summary>
    private const float SmallestSquared = 1.08420217e-19f;

    private readonly bool _initialized;
    private RunningMean _mean;
    private float _negativeRate;

    /// <summary>RmsProp with PyTorch's defaults: a rate of 0.01.</summary>
    public RmsProp()
        : this(1e-2f)
    {
    }

    /// <summary>RmsProp with its usual constants.</summary>
    /// <param name="learningRate">η; finite and not negative.</param>
    public RmsProp(float learningRate)
    {
        _initialized = true;
        LearningRate = learningRate;
        Alpha = 0.99;
        Epsilon = 1e-8f;
    }

    /// <inheritdoc/>
    public float LearningRate { get; set; }

    /// <summary>The decay of the running means; at least 0 and below 1, 0.99 by default.</summary>
    public double Alpha { readonly get; init; }

    /// <summary>ε, which keeps the division finite; above 0, 1e-8 by default.</summary>
    public float Epsilon { readonly get; init; }

    /// <summary>The momentum, from 0 (none, the default) to 1.</summary>
    public float Momentum { readonly get; init; }

    /// <summary>Divides by an estimate of the standard deviation, with the mean subtracted; false by default.</summary>
    public bool Centered { readonly get; init; }

    /// <summary>λ of the L2 penalty λ/2·w²; finite and not negative, 0 by default.</summary>
    public float WeightDecay { readonly get; init; }

    /// <summary>The mean of squares, then with <see cref="Centered"/> the mean, then with <see cref="Momentum"/> its buffer.</summary>
    public readonly int StateSlots => 1 + (Centered ? 1 : 0) + (Momentum > 0 ? 1 : 0);

    /// <inheritdoc/>
    public readonly void Validate()
    {
        OptimizerSetting.Initialized(_initialized, nameof(RmsProp), "new RmsProp()");
        OptimizerSetting.NotNegative("RmsProp.LearningRate", LearningRate);
        OptimizerSetting.BelowOne("RmsProp.Alpha", Alpha);
        OptimizerSetting.Positive("RmsProp.Epsilon", Epsilon);
        OptimizerSetting.UpToOne("RmsProp.Momentum", Momentum);
        OptimizerSetting.NotNegative("RmsProp.WeightDecay", WeightDecay);
    }

    /// <inheritdoc/>
    public void BeginStep(long step)
    {
        _mean = new RunningMean(Alpha);
        _negativeRate = -LearningRate;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly TLanes Update<TLanes>(TLanes parameter, TLanes gradient, ref TLanes state0, ref TLanes state1, ref TLanes state2)
        where TLanes : struct, ILanes<TLanes>
    {
        gradient = LaneRules.Penalized(gradient, parameter, WeightDecay);
        state0 = _mean.OfSquares(state0, gradient);
        var variance = state0;
        if (Centered)
        {
            var zero = TLanes.Create(0);
            state1 = _mean.OfValues(state1, gradient);
            var mean = LaneRules.ClearBelow(state1, SmallestSquared);
            variance = TLanes.FusedMultiplyAdd(-mean, mean, variance);
            variance = TLanes.SelectLess(variance, TLanes.Create(OptimizerSetting.SmallestNormal), zero, variance);
        }

        var direction = gradient / (TLanes.Sqrt(variance) + TLanes.Create(Epsilon));
        if (Momentum > 0)
        {
            direction = TLanes.FusedMultiplyAdd(TLanes.Create(Momentum), Centered ? state2 : state1, direction);
            direction = LaneRules.ClearBelow(direction, OptimizerSetting.SmallestNormal);
            if (Centered)
                state2 = direction;
            else
                state1 = direction;
        }

        return LaneRules.Moved(parameter, _negativeRate, direction, WeightDecay);
    }

    readonly string IOptimizer.Settings => Wording.Of($"Alpha = {Alpha}, Epsilon = {Epsilon}, Momentum = {Momentum}, Centered = {Centered}, WeightDecay = {WeightDecay}");

    readonly RmsProp IWeightDecay<RmsProp>.WithoutWeightDecay() => this with { WeightDecay = 0 };
}
