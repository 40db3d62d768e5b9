using Compiled.Runtime;
using Compiled.Storage;

namespace Compiled;

/// <summary>
/// Averages the parameters of a run: <see cref="ExponentialMovingAverage"/>, <see cref="StochasticWeightAveraging"/>. The network is evaluated with the averaged parameters
/// after each epoch, and has them when <c>Fit</c> returns; steps are taken from its own.
/// </summary>
/// <remarks>
/// <para>
/// Once there is an average, validation, metrics, early stopping, <see cref="ModelCheckpoint"/> and the other callbacks' <see cref="ICallback.OnEpochEnd"/> see the averaged
/// parameters. With <see cref="EarlyStopping.RestoreBest"/> the network ends with the best averaged parameters, otherwise with the last ones
/// (<see cref="History.HasAveragedParameters"/>). After an exception it has its own parameters, those of the last step.
/// </para>
/// <para>
/// The average is part of a <see cref="FitOptions.Checkpoint"/>: a resumed run ends bit for bit identical to an uninterrupted one. Running statistics of <c>BatchNorm</c> are
/// averaged as well. A run may have one average; it starts afresh in every run, and so one object may be used for one run after another.
/// </para>
/// </remarks>
public abstract class WeightAverage : ICallback
{
    private ParameterStore? _store;
    private float[] _average = [];
    private float[] _own = [];
    private float[] _kept = [];
    private long _keptCount;

    private protected WeightAverage()
    {
    }

    /// <summary>How many times parameters have entered the average in this run.</summary>
    public long Count { get; private set; }

    /// <summary>What decides the average's bits, for checkpoints.</summary>
    internal abstract string Settings { get; }

    /// <summary>What a checkpoint holds of it.</summary>
    internal AverageState State
    {
        get => new(Count, Count == 0 ? null : NetworkState.From(_store!.Layout, _average));
        set
        {
            Count = value.Count;
            // First as a whole, for the padding.
            _store!.State.CopyTo(_average);
            value.Average?.CopyTo(_store.Layout, _average);
        }
    }

    /// <summary>Forgets an earlier run, and allocates what this one needs.</summary>
    internal void Begin(ParameterStore store)
    {
        (_store, Count, _keptCount) = (store, 0, 0);
        if (_average.Length == store.State.Length)
            return;
        _average = new float[store.State.Length];
        _own = new float[store.State.Length];
        _kept = new float[store.State.Length];
    }

    /// <summary>Remembers the average with the trainer's state, or goes back to it.</summary>
    internal void Keep()
    {
        _average.CopyTo(_kept, 0);
        _keptCount = Count;
    }

    internal void GoBack()
    {
        _kept.CopyTo(_average, 0);
        Count = _keptCount;
    }

    /// <summary>After a step.</summary>
    internal virtual void StepFinished()
    {
    }

    /// <summary>After the steps of an epoch, before it is evaluated.</summary>
    internal virtual void EpochFinished(int epoch, int epochs)
    {
    }

    /// <summary>Gives the network the averaged parameters, and keeps its own.</summary>
    internal void Enter()
    {
        if (Count == 0)
            return;
        _store!.State.CopyTo(_own);
        Apply();
    }

    /// <summary>Gives the network its own parameters back.</summary>
    internal void Leave()
    {
        if (Count == 0)
            return;
        _own.CopyTo(_store!.State);
        _store.MarkChanged();
    }

    /// <summary>The network has the averaged parameters from now on; false without an average.</summary>
    internal bool Apply()
    {
        if (Count == 0)
            return false;
        _store!.ThrowIfFrozen();
        _average.CopyTo(_store.State);
        _store.MarkChanged();
        return true;
    }

    /// <summary>average ← average + weight · (parameters − average), rounded once; the first parameters are copied.</summary>
    private protected void Add(float weight)
    {
        if (Count == 0)
            _store!.State.CopyTo(_average);
        else
            VectorKernel.MoveTowards(_average, _store!.State, weight);
        Count++;
    }
}
