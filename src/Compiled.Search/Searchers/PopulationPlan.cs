using Compiled.Numerics;

namespace Compiled.Searching;

/// <summary>Generation after generation, member after member.</summary>
internal sealed class PopulationPlan(SearchDefinition definition, PopulationBasedTraining settings) : SearchPlan
{
    private const double Less = 0.8;
    private const double More = 1.2;

    private readonly int _size = definition.Trials;
    private readonly int _interval = settings.IntervalOf(definition);
    private readonly SeededRandom _random = new(definition.Seed, RandomPoints.Stream);

    /// <summary>Results of the generation before the one that is decided, by member; null where the decision may not know it.</summary>
    private (double Objective, SearchJob Job)?[] _before = new (double, SearchJob)?[definition.Trials];

    /// <summary>Results of the generation that is decided.</summary>
    private (double Objective, SearchJob Job)?[] _now = new (double, SearchJob)?[definition.Trials];
    private readonly List<int> _obsolete = [];

    /// <summary>The jobs of the last whole generation.</summary>
    private readonly List<int> _parents = [];
    private int _generation;
    private int _member;
    private int _observedOfGeneration;

    private int Generations => (definition.Epochs + _interval - 1) / _interval;

    public override bool IsOver => _generation == Generations;

    /// <summary>A member's next job needs its last one.</summary>
    public override int Lag(int lag) => Math.Min(lag, _size);

    /// <summary>Whether a setting may change while a network is trained.</summary>
    public static bool IsOfSteps(SearchDimension dimension) => SettingNames.OfSteps.Contains(dimension.Name)
        // Without momentum the optimiser remembers nothing of its own.
        && (dimension.Name != SettingNames.Momentum || (dimension.Range.IsOrdered ? dimension.Range.Lowest > 0 : dimension.Range.Choices.All(static choice => choice.Number > 0)));

    public override JobDecision? Decide(int job)
    {
        _random.Reseed(definition.Seed, RandomPoints.Stream + (long)_generation * _size + _member);
        var from = _generation * _interval;
        var to = Math.Min(definition.Epochs, from + _interval);
        var member = _member;
        var decision = _generation == 0 ? new JobDecision(member, 0, 0, to, null, RandomPoints.Draw(definition.Space, _random)) : Continue(member, from, to);
        if (++_member == _size)
        {
            _generation++;
            _member = 0;
            (_before, _now) = (_now, _before);
            Array.Clear(_now);
        }

        return decision;
    }

    public override void Observe(SearchJob job, double objective)
    {
        var results = job.Rung == _generation ? _now : _before;
        results[job.Trial] = (objective, job);
        // Once a whole generation has its results, nothing continues from the one before.
        if (++_observedOfGeneration < _size)
            return;
        _observedOfGeneration = 0;
        if (_parents.Count > 0)
            _obsolete.AddRange(_parents);
        _parents.Clear();
        _parents.AddRange(results.Where(static result => result is not null).Select(static result => result!.Value.Job.Index));
    }

    public override void TakeObsolete(List<int> jobs)
    {
        jobs.AddRange(_obsolete);
        _obsolete.Clear();
    }

    private JobDecision? Continue(int member, int from, int to)
    {
        var known = _before.Where(static result => result is not null).Select(static result => result!.Value)
            .OrderBy(static result => result.Objective).ThenBy(static result => result.Job.Trial).ToArray();
        var count = Math.Max(1, (int)(settings.Quantile * known.Length));
        var rank = Array.FindIndex(known, result => result.Job.Trial == member);
        var parent = known[rank].Job;
        var point = parent.Settings.Point.ToArray();
        if ((known.Length > 1 && rank >= known.Length - count) || double.IsInfinity(known[rank].Objective))
        {
            var donor = known[_random.NextInt32(count)];
            if (double.IsInfinity(donor.Objective))
            {
                // Nobody known has anything to give: the member begins again.
                return new(member, _generation, from, to, null, RandomPoints.Draw(definition.Space, _random));
            }

            parent = donor.Job;
            point = Explore(parent.Settings.Point.ToArray());
        }

        return new(member, _generation, from, to, parent.Index, point);
    }

    /// <summary>Changes the settings of the steps.</summary>
    private double[] Explore(double[] point)
    {
        for (var index = 0; index < point.Length; index++)
        {
            var dimension = definition.Space.Dimensions[index];
            if (!IsOfSteps(dimension))
                continue;
            var range = dimension.Range;
            var (resamples, rises) = (UnitInterval.Next(_random) < settings.ResampleProbability, (_random.NextUInt64() >> 63) != 0);
            point[index] = resamples ? UnitInterval.ToValue(range, UnitInterval.Next(_random)) : Changed(range, point[index], rises);
        }

        return point;
    }

    private static double Changed(SearchRange range, double value, bool rises)
    {
        if (!range.IsOrdered)
            return Math.Clamp(value + (rises ? 1 : -1), range.Lowest, range.Highest);
        var changed = value * (rises ? More : Less);
        if (range.Kind is SearchRangeKind.Integers or SearchRangeKind.LogIntegers)
            changed = rises ? Math.Ceiling(changed) : Math.Floor(changed);
        return Math.Clamp(changed, range.Lowest, range.Highest);
    }
}
