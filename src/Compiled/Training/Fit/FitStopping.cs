using Compiled.Runtime;
using Compiled.Storage;

namespace Compiled;

/// <summary>What <see cref="EarlyStopping"/> remembers of one run.</summary>
internal sealed class FitStopping(EarlyStopping settings, ParameterStore parameters)
{
    private readonly float[]? _best = settings.RestoreBest ? new float[parameters.State.Length] : null;
    private double _lowest = double.PositiveInfinity;
    private int? _bestEpoch;
    private int _since;

    /// <summary>Whether the run's patience is at its end.</summary>
    public bool IsOver => _since >= settings.Patience;

    /// <summary>The epoch with the lowest loss; null before one.</summary>
    public int? BestEpoch => _bestEpoch;

    /// <summary>What it remembers, for checkpoints.</summary>
    public StoppingState State
    {
        get => new(_lowest, _bestEpoch, _since, _best is null || _bestEpoch is null ? null : NetworkState.From(parameters.Layout, _best));
        set
        {
            (_lowest, _bestEpoch, _since) = (value.Lowest, value.BestEpoch, value.Since);
            if (_best is null)
                return;
            // First as a whole, for the padding.
            parameters.State.CopyTo(_best);
            value.Best?.CopyTo(parameters.Layout, _best);
        }
    }

    /// <summary>Takes the loss after an epoch, whose parameters are the network's; true when the run's patience is at its end.</summary>
    public bool Ends(int epoch, double loss)
    {
        if (double.IsFinite(loss) && loss < _lowest - settings.MinDelta)
        {
            _lowest = loss;
            _since = 0;
            _bestEpoch = epoch;
            if (_best is not null)
                parameters.State.CopyTo(_best);
            return false;
        }

        _since++;
        return IsOver;
    }

    /// <summary>Brings the best parameters back, if there are any, and says so.</summary>
    public void Conclude(History history)
    {
        history.BestEpoch = _bestEpoch;
        if (_best is null || _bestEpoch is null)
            return;
        parameters.ThrowIfFrozen();
        _best.CopyTo(parameters.State);
        parameters.MarkChanged();
        history.RestoredBest = true;
    }
}
