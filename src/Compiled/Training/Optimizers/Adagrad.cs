using System.Runtime.CompilerServices;
using Compiled.Numerics;

namespace Compiled;

/// <summary>
/// Adagrad: each parameter's step is divided by the root of the sum of all its squared gradients, as in PyTorch's <c>Adagrad</c>.
/// </summary>
/// <remarks>
/// <code>
/// η ← LearningRate / (1 + (t − 1) · RateDecay)        in step t, from 1
/// g ← g + WeightDecay·w
/// s ← s + g²                                          beginning at InitialSum
/// w ← w − η · g / (√s + ε)
/// </code>
/// Weight decay covers all parameters, and with it a weight below 2⁻⁶⁴ becomes 0. Gradients and state below 2⁻¹²⁶, the smallest normal float, count as
/// 0 (see the remarks of <see cref="Adam"/>). NaN and infinities pass through. Source: Duchi, Hazan and Singer 2011, in PyTorch's formulation (<c>torch.optim.Adagrad</c>).
/// </remarks>
public partial struct Adagrad : IOptimizer, IWeightDecay<Adagrad>
{
    /// <summary>2⁻⁶³: the square of less is denormal.</summary>
    private const float SmallestSquared = 1.08420217e-19f;

    private readonly bool _initialized;
    private float _start;
    private float _keep;
    private float _negativeRate;

    /// <summary>Adagrad with PyTorch's defaults: a rate of 0.01.</summary>
    public Adagrad()
        : this(1e-2f)
    {
    }

    /// <summary>Adagrad with its usual constants.</summary>
    /// <param name="learningRate">η; finite and not negative.</param>
    public Adagrad(float learningRate)
    {
        _initialized = true;
        LearningRate = learningRate;
        Epsilon = 1e-10f;
    }

    /// <inheritdoc/>
    public float LearningRate { get; set; }

    /// <summary>The decay of the rate per step; PyTorch's <c>lr_decay</c>. Finite and not negative, 0 by default.</summary>
    public float RateDecay { readonly get; init; }

    /// <summary>The initial sum of squares; PyTorch's <c>initial_accumulator_value</c>. Finite and not negative, 0 by default.</summary>
    public float InitialSum { readonly get; init; }

    /// <summary>ε, which keeps the division finite; above 0, 1e-10 by default.</summary>
    public float Epsilon { readonly get; init; }

    /// <summary>λ of the L2 penalty λ/2·w²; finite and not negative, 0 by default.</summary>
    public float WeightDecay { readonly get; init; }

    /// <summary>The sum of squares.</summary>
    public readonly int StateSlots => 1;

    /// <inheritdoc/>
    public readonly void Validate()
    {
        OptimizerSetting.Initialized(_initialized, nameof(Adagrad), "new Adagrad()");
        OptimizerSetting.NotNegative("Adagrad.LearningRate", LearningRate);
        OptimizerSetting.NotNegative("Adagrad.RateDecay", RateDecay);
        OptimizerSetting.NotNegative("Adagrad.InitialSum", InitialSum);
        OptimizerSetting.Positive("Adagrad.Epsilon", Epsilon);
        OptimizerSetting.NotNegative("Adagrad.WeightDecay", WeightDecay);
    }

    /// <inheritdoc/>
    public void BeginStep(long step)
    {
        // The state begins as zeros; the first step replaces them.
        _keep = step == 1 ? 0 : 1;
        _start = step == 1 ? InitialSum : 0;
        _negativeRate = (float)-(LearningRate / (1 + (step - 1) * (double)RateDecay));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly TLanes Update<TLanes>(TLanes parameter, TLanes gradient, ref TLanes state0, ref TLanes state1, ref TLanes state2)
        where TLanes : struct, ILanes<TLanes>
    {
        gradient = LaneRules.Penalized(gradient, parameter, WeightDecay);
        var squared = LaneRules.ClearBelow(gradient, SmallestSquared);
        var sum = TLanes.FusedMultiplyAdd(TLanes.Create(_keep), state0, TLanes.Create(_start));
        sum = TLanes.FusedMultiplyAdd(squared, squared, sum);
        state0 = sum;
        return LaneRules.Moved(parameter, _negativeRate, gradient / (TLanes.Sqrt(sum) + TLanes.Create(Epsilon)), WeightDecay);
    }

    readonly string IOptimizer.Settings => Wording.Of($"RateDecay = {RateDecay}, InitialSum = {InitialSum}, Epsilon = {Epsilon}, WeightDecay = {WeightDecay}");

    readonly Adagrad IWeightDecay<Adagrad>.WithoutWeightDecay() => this with { WeightDecay = 0 };
}
