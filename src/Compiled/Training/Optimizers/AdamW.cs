using System.Runtime.CompilerServices;
using Compiled.Numerics;

namespace Compiled;

/// <summary>AdamW: <see cref="Adam"/> with decoupled weight decay, as in PyTorch's <c>AdamW</c>.</summary>
/// <remarks>
/// <code>
/// w ← w − LearningRate·WeightDecay·w
/// then a step of Adam without weight decay, from the gradients as they are
/// </code>
/// The remarks of <see cref="Adam"/> about moments, denormals and bias corrections apply here too. Weight decay covers all parameters (see
/// <see cref="TrainerOptions.WeightDecayExclusions"/>), and with it a weight below 2⁻⁶⁴ becomes 0. Source: Loshchilov and Hutter 2019, in PyTorch's
/// formulation (<c>torch.optim.AdamW</c>).
/// </remarks>
public struct AdamW : IOptimizer, IWeightDecay<AdamW>, IKeepsZeros
{
    private readonly bool _initialized;
    private Adam _adam;
    private float _shrink;

    /// <summary>AdamW with PyTorch's defaults: a rate of 0.001 and a weight decay of 0.01.</summary>
    public AdamW()
        : this(1e-3f)
    {
    }

    /// <summary>AdamW with its usual constants.</summary>
    /// <param name="learningRate">η; finite and not negative.</param>
    public AdamW(float learningRate)
    {
        _initialized = true;
        _adam = new Adam(learningRate);
        WeightDecay = 1e-2f;
    }

    /// <inheritdoc/>
    public float LearningRate
    {
        readonly get => _adam.LearningRate;
        set => _adam.LearningRate = value;
    }

    /// <summary>β₁, the decay of the mean of the gradients; at least 0 and below 1, 0.9 by default.</summary>
    public double Beta1
    {
        readonly get => _adam.Beta1;
        init => _adam = _adam with { Beta1 = value };
    }

    /// <summary>β₂, the decay of the mean of their squares; at least 0 and below 1, 0.999 by default.</summary>
    public double Beta2
    {
        readonly get => _adam.Beta2;
        init => _adam = _adam with { Beta2 = value };
    }

    /// <summary>ε, which keeps the division finite; above 0, 1e-8 by default.</summary>
    public float Epsilon
    {
        readonly get => _adam.Epsilon;
        init => _adam = _adam with { Epsilon = value };
    }

    /// <summary>Divides by the root of the largest second moment so far (Reddi et al. 2018); false by default.</summary>
    public bool AmsGrad
    {
        readonly get => _adam.AmsGrad;
        init => _adam = _adam with { AmsGrad = value };
    }

    /// <summary>The decoupled weight decay, which is multiplied by the rate; finite and not negative, 0.01 by default.</summary>
    public float WeightDecay { readonly get; init; }

    /// <summary>The two moments, and with <see cref="AmsGrad"/> the largest second one.</summary>
    public readonly int StateSlots => _adam.StateSlots;

    /// <inheritdoc/>
    public readonly void Validate()
    {
        OptimizerSetting.Initialized(_initialized, nameof(AdamW), "new AdamW()");
        OptimizerSetting.OfAdamFamily(nameof(AdamW), LearningRate, Beta1, Beta2, Epsilon, WeightDecay);
    }

    /// <inheritdoc/>
    public void BeginStep(long step)
    {
        _adam.BeginStep(step);
        _shrink = -LearningRate * WeightDecay;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly TLanes Update<TLanes>(TLanes parameter, TLanes gradient, ref TLanes state0, ref TLanes state1, ref TLanes state2)
        where TLanes : struct, ILanes<TLanes>
    {
        if (_shrink == 0)
            return _adam.Update(parameter, gradient, ref state0, ref state1, ref state2);
        parameter = TLanes.FusedMultiplyAdd(TLanes.Create(_shrink), parameter, parameter);
        return LaneRules.ClearBelow(_adam.Update(parameter, gradient, ref state0, ref state1, ref state2), OptimizerSetting.SmallestDecayedWeight);
    }

    static bool IOptimizer.IsStaged
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    readonly void IOptimizer.RunStaged<TLanes, TLoop>(ref TLoop loop)
    {
        if (_adam.IsPlain)
            loop.Run<AdamW, Stages<TLanes, PlainForm>>(in this);
        else
            loop.Run<AdamW, Stages<TLanes, AnyForm>>(in this);
    }

    readonly string IOptimizer.Settings => Wording.Of($"Beta1 = {Beta1}, Beta2 = {Beta2}, Epsilon = {Epsilon}, AmsGrad = {AmsGrad}, WeightDecay = {WeightDecay}");

    readonly AdamW IWeightDecay<AdamW>.WithoutWeightDecay() => this with { WeightDecay = 0 };

    /// <summary>Adam's stages, and the decay between them.</summary>
    internal readonly struct Stages<TLanes, TForm> : IStagedRule<Stages<TLanes, TForm>, AdamW, TLanes>
        where TLanes : struct, ILanes<TLanes>
        where TForm : struct, IRuleForm
    {
        private readonly Adam.Stages<TLanes, TForm> _adam;
        private readonly float _shrink;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Stages(ref readonly AdamW adam)
        {
            _adam = new Adam.Stages<TLanes, TForm>(in adam._adam);
            _shrink = adam._shrink;
        }

        public static bool BeginsWithParameter
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => !TForm.IsPlain;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Stages<TLanes, TForm> Of(ref readonly AdamW optimizer) => new(in optimizer);

        // The gradients are as they are: the decay is one of the weights alone.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Begin(TLanes parameter, TLanes gradient, ref TLanes state0, ref TLanes state1, ref TLanes state2, out TLanes numerator, out TLanes root, out TLanes rest) =>
            _adam.Begin(parameter, gradient, ref state0, ref state1, ref state2, out numerator, out root, out rest);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLanes Finish(TLanes parameter, TLanes numerator, TLanes root, TLanes rest, ref TLanes late)
        {
            if (_shrink == 0)
                return _adam.Finish(parameter, numerator, root, rest, ref late);
            parameter = TLanes.FusedMultiplyAdd(TLanes.Create(_shrink), parameter, parameter);
            return LaneRules.ClearBelow(_adam.Finish(parameter, numerator, root, rest, ref late), OptimizerSetting.SmallestDecayedWeight);
        }
    }
}
