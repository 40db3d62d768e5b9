namespace Compiled.Runtime;

/// <content>The last good state, to which a run that turns non-finite goes back: parameters, optimiser and its memory, so that training
/// can go on.</content>
public abstract partial class NetworkTrainer<TOptimizer>
{
    private float[]? _keptParameters;
    private float[]? _keptState;
    private TOptimizer _keptOptimizer;
    private long _keptSteps;
    private float _keptLoss;

    private protected sealed override void KeepState()
    {
        _keptParameters ??= new float[Parameters.Memory.Length];
        _keptState ??= new float[_state.Length];
        Parameters.Memory.CopyTo(_keptParameters);
        _state.Span.CopyTo(_keptState);
        _keptOptimizer = _optimizer;
        _keptSteps = StepCount;
        _keptLoss = Loss;
    }

    private protected sealed override void RestoreState()
    {
        _keptParameters.CopyTo(Parameters.Memory);
        _keptState.CopyTo(_state.Span);
        Parameters.MarkChanged();
        // The rate stays what it is now: whoever lowered it meanwhile meant it.
        _keptOptimizer.LearningRate = _optimizer.LearningRate;
        _optimizer = _keptOptimizer;
        StepCount = _keptSteps;
        Loss = _keptLoss;
    }
}
