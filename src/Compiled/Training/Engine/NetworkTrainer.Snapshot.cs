using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Compiled.Runtime;

/// <content>The last good state, to which a run that turns non-finite goes back: parameters, optimiser and its memory, so that training
/// can go on.</content>
public abstract partial class NetworkTrainer<TOptimizer>
{
    /// <summary>Steps between two copies: 3 floats a parameter in 256 steps are a thousandth of what the steps themselves move.</summary>
    private const int KeepInterval = 256;

    private float[]? _keptParameters;
    private float[]? _keptState;
    private TOptimizer _keptOptimizer;
    private long _keptSteps;
    private float _keptLoss;
    private TunedRange<TOptimizer>[]? _keptRanges;

    /// <summary>The step before which a step by hand keeps the state.</summary>
    private long _keepAt;

    /// <summary>Whether the copy is one of these parameters, and not of those that were there before someone wrote others.</summary>
    private bool _hasKept;

    private protected sealed override void KeepState()
    {
        AllocateKept();
        Parameters.State.CopyTo(_keptParameters);
        _state.Span.CopyTo(_keptState);
        _keptOptimizer = _optimizer;
        _keptSteps = StepCount;
        _keptLoss = Loss;
        (_keepAt, _hasKept) = (StepCount + KeepInterval, true);
        _keptRanges = _ranges is null ? null : _keptRanges?.Length == _ranges.Length ? _keptRanges : new TunedRange<TOptimizer>[_ranges.Length];
        _ranges?.CopyTo(_keptRanges!, 0);
    }

    private protected sealed override void RestoreState()
    {
        Parameters.ThrowIfFrozen();
        _keptParameters.CopyTo(Parameters.State);
        _keptState.CopyTo(_state.Span);
        Parameters.MarkChanged();
        // The rate stays what it is now: whoever lowered it meanwhile meant it.
        _keptOptimizer.LearningRate = _optimizer.LearningRate;
        _optimizer = _keptOptimizer;
        StepCount = _keptSteps;
        Loss = _keptLoss;
        for (var index = 0; _ranges is not null && index < _ranges.Length; index++)
            _ranges[index] = _ranges[index].GoneBackTo(_keptRanges is null ? _keptSteps : _keptRanges[index].Steps, StepCount);
    }

    [MemberNotNull(nameof(_keptParameters), nameof(_keptState))]
    private void AllocateKept()
    {
        _keptParameters ??= new float[Parameters.State.Length];
        _keptState ??= new float[_state.Length];
    }

    /// <summary>
    /// Between backward and update of a step by hand: a loss that is not finite ends it, before an update that would write it into the parameters; a
    /// finite one says that the parameters are good.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void StopOrKeep(float loss)
    {
        if (!float.IsFinite(loss))
            ThrowDiverged(loss);
        if (StepCount >= _keepAt)
            KeepIfFinite(loss);
    }

    /// <summary>
    /// The same before a step from the caller's gradient, which has no loss to tell: parameters that the step before has broken are found by looking at
    /// them, a thousandth of what the step itself costs.
    /// </summary>
    private void StopOrKeep(ReadOnlySpan<float> outputGradients)
    {
        if (!FiniteCheck.All(Parameters.Memory))
            ThrowDiverged(float.NaN);
        if (!FiniteCheck.All(outputGradients))
            ThrowOutputGradients();
        if (StepCount >= _keepAt)
            KeepState();
    }

    /// <summary>A finite loss may come from an infinite parameter, behind a unit that is off: such a state must not become the one to go back to.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void KeepIfFinite(float loss)
    {
        if (!FiniteCheck.All(Parameters.Memory))
            ThrowDiverged(loss);
        KeepState();
    }

    [DoesNotReturn]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void ThrowDiverged(float loss)
    {
        var (step, block) = (StepCount + 1, NonFiniteBlock());
        // Parameters written by hand since, or before the first step: there is nothing better to go back to.
        if (block is not null && _hasKept)
            RestoreState();
        throw NonFiniteTrainingException.InStep(step, StepCount, block ?? "loss", loss, isRestored: block is null || NonFiniteBlock() is null);
    }

    [DoesNotReturn]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void ThrowOutputGradients() =>
        throw NonFiniteTrainingException.InStep(StepCount + 1, StepCount, "output gradients", float.NaN, isRestored: true);
}
