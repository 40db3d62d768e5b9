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

    private protected sealed override void KeepState()
    {
        AllocateKept();
        Parameters.State.CopyTo(_keptParameters);
        _state.Span.CopyTo(_keptState);
        _keptOptimizer = _optimizer;
        _keptSteps = StepCount;
        _keptLoss = Loss;
        _keepAt = StepCount + KeepInterval;
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
            KeepState();
    }

    [DoesNotReturn]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void ThrowDiverged(float loss)
    {
        var (step, block) = (StepCount + 1, NonFiniteBlock());
        // Parameters written by hand since, or in the first step: there is nothing better to go back to.
        if (block is not null && _keepAt > StepCount)
            RestoreState();
        throw NonFiniteTrainingException.InStep(step, StepCount, block ?? "loss", loss, isRestored: block is null || NonFiniteBlock() is null);
    }

    [DoesNotReturn]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void ThrowOutputGradients() =>
        throw NonFiniteTrainingException.InStep(StepCount + 1, StepCount, "output gradients", float.NaN, isRestored: true);
}
