using System.Diagnostics;
using Compiled;
using Playground.Protocol;
using Playground.Training;

namespace Playground.Serving;

/// <content>Steps, and what else changes parameters.</content>
internal sealed partial class TrainingLoop
{
    private void StepBy(int count)
    {
        _isPlaying = false;
        for (var step = 0; step < count; step++)
        {
            if (TryStep())
                continue;
            return;
        }

        Pause("step");
    }

    /// <summary>Some steps, and a frame when it is time for one.</summary>
    private void Advance()
    {
        var allowed = _pace == 0 ? long.MaxValue : _paceSteps + (long)(_pace * Stopwatch.GetElapsedTime(_paceTime).TotalSeconds);
        for (var step = 0; step < StepsAtOnce && _run.Steps < allowed; step++)
        {
            if (_run.Steps >= _until)
            {
                Pause("until");
                return;
            }

            if (!TryStep())
                return;
        }

        if (Stopwatch.GetElapsedTime(_frameTime).TotalSeconds >= FrameSeconds)
            SendFrame();
        else if (_run.Steps >= allowed)
            _ = cancellation.WaitHandle.WaitOne(1);
        // A loop that was kept from its pace, by a frame or by other work, does not run after what it has missed.
        if (allowed - _run.Steps > _pace / 4 && _pace > 0)
            BeginPace();
    }

    /// <summary>A step, or the reason why there is none.</summary>
    private bool TryStep()
    {
        try
        {
            if (_run.Step())
                return true;
            Pause("patience", FormattableString.Invariant($"The test loss has not improved for {_state.Patience} epochs."));
        }
        catch (NonFiniteTrainingException exception)
        {
            Pause("nonfinite", exception.Message);
        }

        return false;
    }

    private void Minimize(int iterations)
    {
        try
        {
            var result = _run.Trainer.Minimize(_run.Train, new Lbfgs { MaxIterations = iterations });
            _isMinimized = true;
            Pause("minimized", FormattableString.Invariant(
                $"L-BFGS: loss {result.InitialLoss:0.0000} to {result.Loss:0.0000} in {result.Iterations} iterations. A replay of steps does not include it."));
        }
        catch (Exception exception) when (exception is NonFiniteTrainingException or InvalidOperationException)
        {
            throw new RejectedException("minimize", exception.Message);
        }
    }

    /// <summary>The same steps again, from the seed, on a new network.</summary>
    private void Replay()
    {
        if (_isMinimized)
            throw new RejectedException("replay", "L-BFGS has changed the parameters, which no step repeats: reset first.");
        var start = Stopwatch.GetTimestamp();
        var again = new TrainingRun(_state, _samples!, _network!.Type);
        while (again.Steps < _run.Steps && again.Step())
            cancellation.ThrowIfCancellationRequested();
        var (hash, repeated) = (_run.Hash(), again.Hash());
        outbox.Send(new ReplayMessage(_revision, _run.Steps, hash, repeated, hash == repeated, Math.Round(Stopwatch.GetElapsedTime(start).TotalSeconds, 3)));
        _speed.Restart();
        BeginPace();
    }
}
