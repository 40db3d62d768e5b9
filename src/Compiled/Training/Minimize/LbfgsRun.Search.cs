using System.Diagnostics;
using Compiled.Runtime;

namespace Compiled;

/// <content>
/// The strong Wolfe line search. It first takes longer and longer steps until one is right or a right one must lie behind it, then narrows the bracket.
/// Constants and order of the decisions are PyTorch's.
/// </content>
internal sealed partial class LbfgsRun
{
    private const double SufficientDecrease = 1e-4;
    private const double Curvature = 0.9;
    private const int MostTrials = 25;
    private const double NarrowestBracket = 1e-9;

    private double _slope;

    /// <summary>The chosen point, which is the start where nothing lower was found; null when the run was cancelled.</summary>
    private LinePoint? Search(double step, double slope)
    {
        _slope = slope;
        (_start.Step, _start.Slope) = (0, slope);
        var (previous, point) = (_start, Spare(_start, _start));
        if (!Evaluate(point, step))
            return null;
        for (var trial = 0; trial < MostTrials; trial++)
        {
            if (IsTooHigh(point) || (trial > 1 && point.Objective >= previous.Objective))
                return Zoom(previous, point, trial);
            if (IsFlat(point))
                return point;
            if (point.Slope >= 0)
                return Zoom(previous, point, trial);

            var next = CubicInterpolation.Minimum(previous, point, point.Step + 0.01 * (point.Step - previous.Step), point.Step * 10);
            (previous, point) = (point, Spare(previous, point));
            if (!Evaluate(point, next))
                return null;
        }

        return Lower(_start, point);
    }

    /// <summary>Narrows the bracket, whose two points hold a right one between them.</summary>
    private LinePoint? Zoom(LinePoint one, LinePoint other, int trial)
    {
        var width = VectorKernel.LargestMagnitude(_direction.Span);
        (_bracket[0], _bracket[1]) = (one, other);
        var (low, isSlow) = (LowerEnd(), false);
        for (; trial < MostTrials; trial++)
        {
            var (begin, end) = (Math.Min(one.Step, other.Step), Math.Max(one.Step, other.Step));
            if ((end - begin) * width < NarrowestBracket)
                break;
            var step = CubicInterpolation.Minimum(_bracket[0], _bracket[1]);
            // A minimum at the edge twice running, or on it, is moved inwards: the bracket must shrink.
            var margin = 0.1 * (end - begin);
            var isAtEdge = Math.Min(end - step, step - begin) < margin;
            var isMoved = isAtEdge && (isSlow || step >= end || step <= begin);
            if (isMoved)
                step = Math.Abs(step - end) < Math.Abs(step - begin) ? end - margin : begin + margin;
            isSlow = isAtEdge && !isMoved;

            var point = Spare(one, other);
            if (!Evaluate(point, step))
                return null;
            if (IsTooHigh(point) || point.Objective >= _bracket[low].Objective)
            {
                _bracket[1 - low] = point;
                low = LowerEnd();
            }
            else
            {
                if (IsFlat(point))
                    return point;
                if (point.Slope * (_bracket[1 - low].Step - _bracket[low].Step) >= 0)
                    _bracket[1 - low] = _bracket[low];
                _bracket[low] = point;
            }

            (one, other) = (_bracket[0], _bracket[1]);
        }

        return Lower(_bracket[low], _bracket[1 - low]);
    }

    /// <summary>The lower point. A start beside which nothing is finite is no place to stop at in silence.</summary>
    private LinePoint Lower(LinePoint one, LinePoint other)
    {
        var (lower, higher) = one.Objective <= other.Objective ? (one, other) : (other, one);
        return lower == _start && !double.IsFinite(higher.Objective) ? throw Diverged(higher) : lower;
    }

    private int LowerEnd() => _bracket[0].Objective <= _bracket[1].Objective ? 0 : 1;

    private bool IsTooHigh(LinePoint point) => point.Objective > _start.Objective + SufficientDecrease * point.Step * _slope;

    private bool IsFlat(LinePoint point) => Math.Abs(point.Slope) <= -Curvature * _slope;

    /// <summary>A point that neither is the start nor one of the two.</summary>
    private LinePoint Spare(LinePoint one, LinePoint other)
    {
        foreach (var point in _points)
        {
            if (point != _start && point != one && point != other)
                return point;
        }

        throw new UnreachableException();
    }
}
