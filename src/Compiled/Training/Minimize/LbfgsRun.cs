using System.Diagnostics;
using Compiled.Runtime;

namespace Compiled;

/// <summary>One run of <see cref="Trainer.Minimize"/>: everything it needs is allocated here, before the first evaluation.</summary>
internal sealed partial class LbfgsRun
{
    private readonly long _began = Stopwatch.GetTimestamp();
    private readonly IMinimizingTrainer _trainer;
    private readonly Dataset _data;
    private readonly Lbfgs _settings;
    private readonly LbfgsHistory _history;
    private readonly AlignedMemory _direction;

    /// <summary>x: the parameters of the last finished iteration.</summary>
    private readonly AlignedMemory _parameters;

    private readonly LinePoint[] _points = new LinePoint[4];
    private readonly LinePoint[] _bracket = new LinePoint[2];

    /// <summary>Loss and gradient at x.</summary>
    private LinePoint _start;

    private double _initialLoss = double.NaN;
    private float _largestGradient = float.NaN;
    private int _iterations;
    private long _evaluations;

    public LbfgsRun(IMinimizingTrainer trainer, Dataset data, Lbfgs settings)
    {
        (_trainer, _data, _settings) = (trainer, data, settings);
        var length = trainer.Parameters.Layout.Length;
        _history = new LbfgsHistory(Math.Min(settings.HistorySize, settings.MaxIterations), length);
        _direction = new AlignedMemory(length);
        _parameters = new AlignedMemory(length);
        for (var index = 0; index < _points.Length; index++)
            _points[index] = new LinePoint(length);
        _start = _points[0];
        (_start.Objective, _start.Loss) = (double.NaN, double.NaN);
    }

    public LbfgsResult Run()
    {
        _trainer.Parameters.Memory.CopyTo(_parameters.Span);
        LbfgsStop stop;
        try
        {
            stop = Iterate();
        }
        finally
        {
            // The last point that was tried need not be the one that was chosen.
            _trainer.Parameters.ThrowIfFrozen();
            _parameters.Span.CopyTo(_trainer.Parameters.Memory);
            _trainer.Parameters.MarkChanged();
        }

        if (_evaluations > 0)
        {
            _trainer.Show(_start.Gradient.Span, (float)_start.Loss);
        }

        return new LbfgsResult
        {
            Stop = stop,
            Iterations = _iterations,
            Evaluations = _evaluations,
            Loss = _start.Loss,
            InitialLoss = _initialLoss,
            Objective = _start.Objective,
            LargestGradient = _largestGradient,
            Seconds = Stopwatch.GetElapsedTime(_began).TotalSeconds,
        };
    }

    private LbfgsStop Iterate()
    {
        if (!Evaluate(_start, step: 0))
            return LbfgsStop.Cancelled;
        _initialLoss = _start.Loss;
        if (!double.IsFinite(_start.Objective))
            throw Diverged(_start);
        _largestGradient = VectorKernel.LargestMagnitude(_start.Gradient.Span);
        if (_largestGradient <= _settings.GradientTolerance)
            return LbfgsStop.GradientTolerance;

        while (true)
        {
            _history.Direct(_direction.Span, _start.Gradient.Span);
            var slope = VectorKernel.Dot(_start.Gradient.Span, _direction.Span);
            if (slope > -_settings.ChangeTolerance)
                return LbfgsStop.SlopeTolerance;
            var first = _iterations == 0 ? Math.Min(1, 1 / VectorKernel.SumOfMagnitudes(_start.Gradient.Span)) : 1;
            if (Search(first * _settings.LearningRate, slope) is not { } chosen)
                return LbfgsStop.Cancelled;
            if (Accept(chosen) is { } stop)
                return stop;
        }
    }

    /// <summary>Moves x, and says why to stop, or null to go on.</summary>
    private LbfgsStop? Accept(LinePoint chosen)
    {
        var before = _start;
        if (chosen != before)
        {
            _trainer.MoveTo(_parameters.Span, _direction.Span, (float)chosen.Step);
            _trainer.Parameters.Memory.CopyTo(_parameters.Span);
            _history.Add(chosen.Step, _direction, before.Gradient, chosen.Gradient);
            _start = chosen;
            _largestGradient = VectorKernel.LargestMagnitude(chosen.Gradient.Span);
        }

        _iterations++;
        _settings.Progress?.Report(new LbfgsProgress(_iterations, _evaluations, chosen.Loss, _largestGradient, chosen.Step));

        // PyTorch looks at the limits before the tolerances; it stops at the same place.
        if (chosen == before)
            return LbfgsStop.NoLowerPoint;
        if (_largestGradient <= _settings.GradientTolerance)
            return LbfgsStop.GradientTolerance;
        if (chosen.Step * VectorKernel.LargestMagnitude(_direction.Span) <= _settings.ChangeTolerance)
            return LbfgsStop.StepTolerance;
        if (Math.Abs(chosen.Objective - before.Objective) < _settings.ChangeTolerance)
            return LbfgsStop.LossTolerance;
        if (_iterations == _settings.MaxIterations)
            return LbfgsStop.MaxIterations;
        return _evaluations >= _settings.MostEvaluations ? LbfgsStop.MaxEvaluations : null;
    }

    /// <summary>Loss, gradient and slope at x + step·d; false when the run was cancelled.</summary>
    private bool Evaluate(LinePoint point, double step)
    {
        if (_settings.CancellationToken.IsCancellationRequested)
            return false;
        if (step > 0)
            _trainer.MoveTo(_parameters.Span, _direction.Span, (float)step);
        point.Step = step;
        (point.Objective, point.Loss) = _trainer.Evaluate(_data, point.Gradient.Span);
        point.Slope = VectorKernel.Dot(point.Gradient.Span, _direction.Span);
        // A gradient that is not finite makes the slope so even where the direction is 0. One that is not is no better than such a loss.
        if (!double.IsFinite(point.Objective) || !double.IsFinite(point.Slope))
            point.Objective = double.PositiveInfinity;
        _evaluations++;
        return true;
    }

    /// <summary>Steps of 0 are the start's alone: there the parameters themselves may be at fault.</summary>
    private NonFiniteTrainingException Diverged(LinePoint point)
    {
        var isStart = point.Step == 0;
        return NonFiniteTrainingException.InMinimize(_iterations, isStart, (isStart ? _trainer.NonFiniteBlock() : null) ?? "loss", point.Loss);
    }
}
