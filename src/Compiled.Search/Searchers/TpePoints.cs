using Compiled.Numerics;

namespace Compiled.Searching;

/// <summary>Points by the ratio of two densities.</summary>
internal sealed class TpePoints(SearchSpace space, long seed, int startup, int candidates) : PointSource
{
    private const int MostGood = 25;
    private const int MostOthers = 200;
    private const double GoodShare = 0.1;

    private readonly SeededRandom _random = new(seed, RandomPoints.Stream);

    /// <summary>The best results, the best first; of equal ones the earlier.</summary>
    private readonly List<(double Objective, double[] Place)> _good = [];

    /// <summary>The last of the others.</summary>
    private readonly Queue<double[]> _others = new();

    /// <summary>Proposed, in order, without a result that may be known.</summary>
    private readonly Queue<double[]> _pending = new();
    private long _next;
    private int _observed;

    public override double[] Next()
    {
        _random.Reseed(seed, RandomPoints.Stream + _next++);
        var count = Math.Min(MostGood, (int)Math.Ceiling(GoodShare * _observed));
        var good = _good.Take(count).TakeWhile(static result => double.IsFinite(result.Objective)).Select(static result => result.Place).ToArray();
        var point = _observed < startup || good.Length == 0 ? RandomPoints.Draw(space, _random) : Propose(good);
        _pending.Enqueue(Places(point));
        return point;
    }

    public override void Observe(ReadOnlySpan<double> point, double objective)
    {
        _observed++;
        var place = _pending.Dequeue();
        var index = _good.Count;
        while (index > 0 && objective < _good[index - 1].Objective)
            index--;
        _good.Insert(index, (objective, place));
        if (_good.Count <= MostGood)
            return;
        _others.Enqueue(_good[^1].Place);
        _good.RemoveAt(_good.Count - 1);
        if (_others.Count > MostOthers)
            _others.Dequeue();
    }

    private double[] Propose(double[][] good)
    {
        var better = new ParzenDensity(space, good);
        var worse = new ParzenDensity(space, [.. _good.Skip(good.Length).Select(static result => result.Place), .. _others, .. _pending]);
        var (best, highest) = (new double[space.Count], double.NegativeInfinity);
        var candidate = new double[space.Count];
        for (var number = 0; number < candidates; number++)
        {
            better.Draw(_random, candidate);
            var score = better.Log(candidate) - worse.Log(candidate);
            if (score > highest)
            {
                highest = score;
                candidate.CopyTo(best, 0);
            }
        }

        var point = new double[space.Count];
        for (var index = 0; index < point.Length; index++)
        {
            var range = space.Dimensions[index].Range;
            point[index] = range.IsOrdered ? UnitInterval.ToValue(range, best[index]) : best[index];
        }

        return point;
    }

    /// <summary>A point in the unit cube; of a choice its index.</summary>
    private double[] Places(double[] point)
    {
        var places = new double[point.Length];
        for (var index = 0; index < places.Length; index++)
        {
            var range = space.Dimensions[index].Range;
            places[index] = range.IsOrdered ? UnitInterval.ToPlace(range, point[index]) : point[index];
        }

        return places;
    }
}
