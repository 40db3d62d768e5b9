using System.Globalization;
using System.Runtime.CompilerServices;
using Compiled.Numerics;

namespace Compiled;

/// <summary>
/// Stochastic gradient descent, w ← w − η·d, with momentum, dampening, Nesterov's look-ahead and weight decay as in PyTorch's
/// <c>SGD</c>.
/// </summary>
/// <remarks>
/// <code>
/// g ← g + WeightDecay·w
/// b ← g                                       (first step, with momentum)
/// b ← Momentum·b + (1 − Dampening)·g          (later steps)
/// d = g, or b with Momentum, or g + Momentum·b with Nesterov
/// w ← w − LearningRate·d
/// </code>
/// Weight decay covers all parameters, including biases. With momentum a gradient or a buffer below 2⁻¹²⁶ (the smallest normal float, divided by
/// 1 − Dampening for the gradient) counts as 0, at every vector width: denormals would slow every later step many times over. NaN and
/// infinities pass through. With weight decay a weight below 2⁻⁶⁴ becomes 0, for the same reason. Source: Sutskever et al. 2013, in PyTorch's formulation.
/// </remarks>
public struct Sgd : IOptimizer, IWeightDecay<Sgd>, IKeepsZeros
{
    private readonly bool _initialized;
    private float _decay;
    private float _keep;
    private float _take;
    private float _smallestGradient;
    private float _negativeRate;

    /// <summary>Plain gradient descent with PyTorch's default rate, 0.001.</summary>
    public Sgd()
        : this(1e-3f)
    {
    }

    /// <summary>Plain gradient descent.</summary>
    /// <param name="learningRate">η; finite and not negative.</param>
    public Sgd(float learningRate)
    {
        _initialized = true;
        LearningRate = learningRate;
    }

    /// <inheritdoc/>
    public float LearningRate { get; set; }

    /// <summary>The momentum, from 0 (none, the default) to 1; usually 0.9.</summary>
    public float Momentum { readonly get; init; }

    /// <summary>The fraction of a new gradient that is not added to the momentum, from 0 (the default) to 1.</summary>
    public float Dampening { readonly get; init; }

    /// <summary>Looks ahead along the momentum; needs a <see cref="Momentum"/> above 0 and a <see cref="Dampening"/> of 0.</summary>
    public bool Nesterov { readonly get; init; }

    /// <summary>λ of the L2 penalty λ/2·w²; finite and not negative, 0 by default.</summary>
    public float WeightDecay { readonly get; init; }

    /// <summary>The momentum buffer, if there is momentum.</summary>
    public readonly int StateSlots => Momentum > 0 ? 1 : 0;

    /// <inheritdoc/>
    public readonly void Validate()
    {
        OptimizerSetting.Initialized(_initialized, nameof(Sgd), "new Sgd(learningRate: 0.1f)");
        OptimizerSetting.NotNegative("Sgd.LearningRate", LearningRate);
        OptimizerSetting.UpToOne("Sgd.Momentum", Momentum);
        OptimizerSetting.UpToOne("Sgd.Dampening", Dampening);
        OptimizerSetting.NotNegative("Sgd.WeightDecay", WeightDecay);
        if (Nesterov && !(Momentum > 0 && Dampening == 0))
        {
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Sgd.Nesterov needs a Momentum above 0 and a Dampening of 0, " +
                    $"but Momentum is {Momentum} and Dampening is {Dampening}."),
                "optimizer");
        }
    }

    /// <inheritdoc/>
    public void BeginStep(long step)
    {
        // The first step sets the buffer to the gradient; with a buffer of zeros that is one and the same formula.
        var first = step == 1;
        _keep = first ? 0 : Momentum;
        _take = first ? 1 : 1 - Dampening;
        _smallestGradient = _take > 0 ? OptimizerSetting.SmallestNormal / _take : OptimizerSetting.SmallestNormal;
        _decay = WeightDecay;
        _negativeRate = -LearningRate;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly TLanes Update<TLanes>(TLanes parameter, TLanes gradient, ref TLanes state0, ref TLanes state1, ref TLanes state2)
        where TLanes : struct, ILanes<TLanes>
    {
        if (_decay != 0)
            gradient = TLanes.FusedMultiplyAdd(TLanes.Create(_decay), parameter, gradient);
        var direction = gradient;
        if (Momentum > 0)
        {
            var zero = TLanes.Create(0);
            gradient = TLanes.SelectLess(TLanes.Abs(gradient), TLanes.Create(_smallestGradient), zero, gradient);
            var buffer = TLanes.FusedMultiplyAdd(TLanes.Create(_keep), state0, TLanes.Create(_take) * gradient);
            buffer = TLanes.SelectLess(TLanes.Abs(buffer), TLanes.Create(OptimizerSetting.SmallestNormal), zero, buffer);
            state0 = buffer;
            direction = Nesterov ? TLanes.FusedMultiplyAdd(TLanes.Create(Momentum), buffer, gradient) : buffer;
        }

        var updated = TLanes.FusedMultiplyAdd(TLanes.Create(_negativeRate), direction, parameter);
        return _decay != 0 ? LaneRules.ClearBelow(updated, OptimizerSetting.SmallestDecayedWeight) : updated;
    }

    readonly string IOptimizer.Settings => Wording.Of($"Momentum = {Momentum}, Dampening = {Dampening}, Nesterov = {Nesterov}, WeightDecay = {WeightDecay}");

    readonly Sgd IWeightDecay<Sgd>.WithoutWeightDecay() => this with { WeightDecay = 0 };
}
