using System.Globalization;
using System.Runtime.CompilerServices;
using Compiled.Numerics;

namespace Compiled;

/// <summary>
/// Resilient propagation: every parameter has its own step size, which grows while the sign of its gradient stays the same and shrinks when it changes, as
/// in PyTorch's <c>Rprop</c>. For full batches only: the signs of small batches change by chance.
/// </summary>
/// <remarks>
/// <code>
/// s = sign(g · the gradient of the last step)
/// size ← size · EtaPlus where s is 1, · EtaMinus where s is −1; then clamped to SmallestStep … LargestStep
/// g ← 0 where s is −1
/// w ← w − size · sign(g)
/// </code>
/// <see cref="LearningRate"/> is the size of the first step; later changes (by hand or by a schedule) have no effect, as in PyTorch. A gradient
/// of NaN makes its parameter NaN. Source: Riedmiller and Braun 1993, in PyTorch's formulation (<c>torch.optim.Rprop</c>).
/// </remarks>
public struct Rprop : IOptimizer
{
    private readonly bool _initialized;
    private float _keep;
    private float _start;

    /// <summary>Rprop with PyTorch's defaults: a first step of 0.01.</summary>
    public Rprop()
        : this(1e-2f)
    {
    }

    /// <summary>Rprop with its usual constants.</summary>
    /// <param name="learningRate">The first step; finite and not negative.</param>
    public Rprop(float learningRate)
    {
        _initialized = true;
        LearningRate = learningRate;
        EtaMinus = 0.5f;
        EtaPlus = 1.2f;
        SmallestStep = 1e-6f;
        LargestStep = 50;
    }

    /// <summary>The size of the first step; finite and not negative. Has no effect afterwards.</summary>
    public float LearningRate { get; set; }

    /// <summary>The factor that shrinks a step, above 0 and below 1; 0.5 by default.</summary>
    public float EtaMinus { readonly get; init; }

    /// <summary>The factor that grows a step, finite and above 1; 1.2 by default.</summary>
    public float EtaPlus { readonly get; init; }

    /// <summary>The smallest step after the first change; finite and above 0, 1e-6 by default.</summary>
    public float SmallestStep { readonly get; init; }

    /// <summary>The largest step; finite and not below the smallest, 50 by default.</summary>
    public float LargestStep { readonly get; init; }

    /// <summary>The sign of the last gradient, and the size.</summary>
    public readonly int StateSlots => 2;

    /// <inheritdoc/>
    public readonly void Validate()
    {
        OptimizerSetting.Initialized(_initialized, nameof(Rprop), "new Rprop()");
        OptimizerSetting.NotNegative("Rprop.LearningRate", LearningRate);
        OptimizerSetting.Positive("Rprop.EtaMinus", EtaMinus);
        OptimizerSetting.BelowOne("Rprop.EtaMinus", EtaMinus);
        OptimizerSetting.Positive("Rprop.SmallestStep", SmallestStep);
        OptimizerSetting.Positive("Rprop.LargestStep", LargestStep);
        if (!(EtaPlus > 1 && float.IsFinite(EtaPlus)))
            throw Error(nameof(EtaPlus), EtaPlus, "finite and greater than 1");
        if (LargestStep < SmallestStep)
            throw Error(nameof(LargestStep), LargestStep, string.Create(CultureInfo.InvariantCulture, $"at least SmallestStep, {SmallestStep}"));
    }

    /// <inheritdoc/>
    public void BeginStep(long step)
    {
        // The state begins as zeros; the first step replaces them.
        _keep = step == 1 ? 0 : 1;
        _start = step == 1 ? LearningRate : 0;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly TLanes Update<TLanes>(TLanes parameter, TLanes gradient, ref TLanes state0, ref TLanes state1, ref TLanes state2)
        where TLanes : struct, ILanes<TLanes>
    {
        var zero = TLanes.Create(0);
        var sign = LaneRules.Sign(gradient);
        var turn = sign * state0;
        var size = TLanes.FusedMultiplyAdd(TLanes.Create(_keep), state1, TLanes.Create(_start));
        var factor = TLanes.SelectLess(turn, zero, TLanes.Create(EtaMinus), TLanes.Create(1));
        size *= TLanes.SelectLess(zero, turn, TLanes.Create(EtaPlus), factor);
        size = LaneRules.Greater(TLanes.Create(SmallestStep), size);
        size = TLanes.Lesser(TLanes.Create(LargestStep), size);
        // A turn takes no step, and is forgotten: the next step goes on at this size.
        sign = TLanes.SelectLess(turn, zero, zero, sign);
        state0 = sign;
        state1 = size;
        return TLanes.FusedMultiplyAdd(-size, sign, parameter);
    }

    readonly string IOptimizer.Settings => Wording.Of($"EtaMinus = {EtaMinus}, EtaPlus = {EtaPlus}, SmallestStep = {SmallestStep}, LargestStep = {LargestStep}");

    private static ArgumentOutOfRangeException Error(string name, float value, string range) =>
        new($"Rprop.{name}", value, string.Create(CultureInfo.InvariantCulture, $"Rprop.{name} is {value}, but must be {range}."));
}
