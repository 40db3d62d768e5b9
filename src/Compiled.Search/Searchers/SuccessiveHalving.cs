using Compiled.Searching;

namespace Compiled;

/// <summary>
/// Trains all trials for few epochs, then the best third for three times as many, and so on; scikit-learn's <c>HalvingRandomSearchCV</c>. Each rung waits for the whole rung
/// before it; <see cref="Asha"/> does not.
/// </summary>
/// <remarks>Rung k keeps the best 1 / <see cref="Eta"/> of rung k − 1, rounded down, at least one. Source: Jamieson and Talwalkar, "Non-stochastic best arm identification", 2016.</remarks>
public sealed record SuccessiveHalving : Searcher
{
    internal const string Title = "halving";

    /// <summary>η: a rung trains this many times the epochs of the one before, and this fraction of its trials; at least 2, 3 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 2.</exception>
    public int Eta { get; init => field = Budgets.AtLeast(2, value, nameof(SuccessiveHalving)); } = 3;

    /// <summary>The epochs of the first rung; at least 1, the default. The last has <see cref="SearchDefinition.Epochs"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int MinEpochs { get; init => field = Budgets.AtLeast(1, value, nameof(SuccessiveHalving)); } = 1;

    /// <summary>Where the points come from; random by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a member of the enum.</exception>
    public PointSampler Sampler { get; init => field = Budgets.Known(value, nameof(SuccessiveHalving)); }

    /// <inheritdoc/>
    public override string Name => Title;

    /// <inheritdoc/>
    public override bool UsesCheckpoints => true;

    internal override IReadOnlyList<(string Name, SettingValue Value)> Settings => [("eta", Eta), ("minEpochs", MinEpochs), ("sampler", Sampler.ToString())];

    internal override void Check(SearchDefinition definition) => Budgets.Check(definition, nameof(SuccessiveHalving), MinEpochs, Sampler);

    internal override SearchPlan Begin(SearchDefinition definition) => new HalvingPlan(Budgets.Of(definition, MinEpochs, Eta), Budgets.Source(definition, Sampler), definition.Trials, Eta);
}

/// <summary>Rung after rung.</summary>
internal sealed class HalvingPlan(int[] budgets, PointSource source, int trials, int eta) : SearchPlan
{
    /// <summary>Results of the rung under way.</summary>
    private readonly List<(double Objective, SearchJob Job)> _results = [];
    private readonly List<int> _obsolete = [];

    /// <summary>The trials to continue in this rung, the best first; null in the first one.</summary>
    private SearchJob[]? _chosen;
    private int _rung;
    private int _begun;
    private bool _isOver;

    private int Size => _chosen?.Length ?? trials;

    public override bool IsOver => _isOver || _rung == budgets.Length - 1 && _begun == Size;

    public override JobDecision? Decide(int job)
    {
        if (_begun == Size && (_results.Count < Size || !Advance()))
            return null;
        var number = _begun++;
        if (_chosen is null)
            return new(number, 0, 0, budgets[0], null, source.Next());
        var parent = _chosen[number];
        return new(parent.Trial, _rung, parent.ToEpoch, budgets[_rung], parent.Index, parent.Settings.Point.ToArray());
    }

    public override void Observe(SearchJob job, double objective)
    {
        if (job.Rung == 0)
            source.Observe(job.Settings.Point, objective);
        _results.Add((objective, job));
        if (job.Parent is { } parent)
            _obsolete.Add(parent);
    }

    public override void TakeObsolete(List<int> jobs)
    {
        jobs.AddRange(_obsolete);
        _obsolete.Clear();
    }

    /// <summary>Begins the next rung; false if no trial is left.</summary>
    private bool Advance()
    {
        var ranked = _results.OrderBy(static result => result.Objective).ThenBy(static result => result.Job.Trial).ToArray();
        _chosen = [.. ranked.Take(Math.Max(1, _results.Count / eta)).Where(static result => double.IsFinite(result.Objective)).Select(static result => result.Job)];
        _obsolete.AddRange(ranked.Select(static result => result.Job.Index).Except(_chosen.Select(static job => job.Index)));
        _results.Clear();
        (_rung, _begun) = (_rung + 1, 0);
        _isOver = _chosen.Length == 0;
        return !_isOver;
    }
}
