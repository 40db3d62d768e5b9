using Compiled.Searching;

namespace Compiled;

/// <summary>
/// Asynchronous successive halving: as soon as a trial is among the best third of its rung, it is continued, without waiting for the rest; Ray Tune's <c>ASHAScheduler</c>,
/// Optuna's <c>SuccessiveHalvingPruner</c>.
/// </summary>
/// <remarks>
/// Promotions follow the logical order of jobs, not the clock: a decision knows all results but the last <see cref="SearchDefinition.Lag"/>. With fewer trials than
/// η to the number of rungs, none is trained to the end. Source: Li et al., "A system for massively parallel hyperparameter tuning", 2020.
/// </remarks>
public sealed record Asha : Searcher
{
    internal const string Title = "asha";

    /// <summary>η: a rung trains this many times the epochs of the one before, and this fraction of its trials; at least 2, 3 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 2.</exception>
    public int Eta { get; init => field = Budgets.AtLeast(2, value, nameof(Asha)); } = 3;

    /// <summary>The epochs of the first rung, Ray's <c>grace_period</c>; at least 1, the default. The last has <see cref="SearchDefinition.Epochs"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int MinEpochs { get; init => field = Budgets.AtLeast(1, value, nameof(Asha)); } = 1;

    /// <summary>Where the points come from; random by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a member of the enum.</exception>
    public PointSampler Sampler { get; init => field = Budgets.Known(value, nameof(Asha)); }

    /// <inheritdoc/>
    public override string Name => Title;

    /// <inheritdoc/>
    public override bool UsesCheckpoints => true;

    internal override IReadOnlyList<(string Name, SettingValue Value)> Settings => [("eta", Eta), ("minEpochs", MinEpochs), ("sampler", Sampler.ToString())];

    internal override void Check(SearchDefinition definition) => Budgets.Check(definition, nameof(Asha), MinEpochs, Sampler);

    internal override SearchPlan Begin(SearchDefinition definition) => new AshaPlan(Budgets.Of(definition, MinEpochs, Eta), Budgets.Source(definition, Sampler), definition.Trials, Eta);
}

/// <summary>Promotes the trials that are among the best of a rung.</summary>
internal sealed class AshaPlan : SearchPlan
{
    private readonly int[] _budgets;
    private readonly PointSource _source;
    private readonly int _trials;
    private readonly AshaRung[] _rungs;
    private readonly List<int> _obsolete = [];
    private int _begun;

    public AshaPlan(int[] budgets, PointSource source, int trials, int eta)
    {
        (_budgets, _source, _trials) = (budgets, source, trials);
        _rungs = [.. budgets.Select(_ => new AshaRung(eta))];
    }

    /// <summary>Never known before all results: a late one may still promote another.</summary>
    public override bool IsOver => _begun == _trials && _budgets.Length == 1;

    public override JobDecision? Decide(int job)
    {
        for (var rung = _rungs.Length - 2; rung >= 0; rung--)
        {
            if (_rungs[rung].Promote() is { } parent)
                return new(parent.Trial, rung + 1, parent.ToEpoch, _budgets[rung + 1], parent.Index, parent.Settings.Point.ToArray());
        }

        return _begun < _trials ? new(_begun++, 0, 0, _budgets[0], null, _source.Next()) : null;
    }

    public override void Observe(SearchJob job, double objective)
    {
        if (job.Rung == 0)
            _source.Observe(job.Settings.Point, objective);
        _rungs[job.Rung].Add(objective, job);
        if (job.Parent is { } parent)
            _obsolete.Add(parent);
    }

    public override void TakeObsolete(List<int> jobs)
    {
        jobs.AddRange(_obsolete);
        _obsolete.Clear();
    }
}

/// <summary>The results of a rung, divided into the best 1 / η and the others; each result costs the logarithm of their number.</summary>
internal sealed class AshaRung(int eta)
{
    private static readonly Comparer<(double Objective, SearchJob Job)> Order =
        Comparer<(double Objective, SearchJob Job)>.Create(static (a, b) => a.Objective != b.Objective ? a.Objective.CompareTo(b.Objective) : a.Job.Index.CompareTo(b.Job.Index));

    private readonly SortedSet<(double Objective, SearchJob Job)> _best = new(Order);
    private readonly SortedSet<(double Objective, SearchJob Job)> _others = new(Order);

    /// <summary>Of the best those that were not promoted.</summary>
    private readonly SortedSet<(double Objective, SearchJob Job)> _ready = new(Order);
    private readonly HashSet<int> _promoted = [];

    public void Add(double objective, SearchJob job)
    {
        _others.Add((objective, job));
        if (_best.Count > 0 && Order.Compare((objective, job), _best.Max) < 0)
        {
            Move(_others, _best, (objective, job));
            Move(_best, _others, _best.Max);
        }

        if (_best.Count < (_best.Count + _others.Count) / eta)
            Move(_others, _best, _others.Min);
    }

    /// <summary>The best one that is to be continued, or null.</summary>
    public SearchJob? Promote()
    {
        if (_ready.Count == 0 || double.IsInfinity(_ready.Min.Objective))
            return null;
        var job = _ready.Min.Job;
        _ready.Remove(_ready.Min);
        _promoted.Add(job.Index);
        return job;
    }

    private void Move(SortedSet<(double Objective, SearchJob Job)> from, SortedSet<(double Objective, SearchJob Job)> to, (double Objective, SearchJob Job) result)
    {
        from.Remove(result);
        to.Add(result);
        if (to == _others)
            _ready.Remove(result);
        else if (!_promoted.Contains(result.Job.Index))
            _ready.Add(result);
    }
}
