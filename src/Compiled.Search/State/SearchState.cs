using System.Diagnostics.CodeAnalysis;
using System.Text;
using Compiled.Searching;
using Compiled.Storage;

namespace Compiled;

/// <summary>
/// The scheduler of a search: which job comes next, given the results so far. Pure: no clock, no files, no threads; one thread at a time. The same results give the same jobs in any order of
/// completion.
/// </summary>
/// <remarks>
/// Job <c>j</c> is decided from the results of the jobs 0 to <c>j</c> − lag, all of them and no others. A decision that these results do not allow uses up its number: the next one knows
/// one more result. After lag such numbers in a row nothing new can come, and the search is finished.
/// Memory grows by some hundred bytes per trial and job; a decision takes constant time, but for searchers that say otherwise.
/// </remarks>
public sealed class SearchState
{
    private readonly SearchPlan _plan;
    private readonly int _lag;

    /// <summary>Finished jobs that the plan does not know yet, with their results; null for a number without a job.</summary>
    private readonly Dictionary<int, (SearchJob Job, JobResult Result)?> _waiting = [];
    private readonly SortedDictionary<int, SearchJob> _inFlight = [];
    private readonly List<JobRecord> _jobs = [];
    private readonly List<Trial> _trials = [];

    /// <summary>Jobs that the plan knows.</summary>
    private int _observed;

    /// <summary>Numbers used up without a job since the last one.</summary>
    private int _idle;

    /// <summary>Starts a search.</summary>
    /// <exception cref="ArgumentException">The definition is not valid.</exception>
    public SearchState(SearchDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        definition.Check();
        Definition = definition;
        _plan = definition.Searcher.Begin(definition);
        _lag = _plan.Lag(definition.Lag);
    }

    /// <summary>The search.</summary>
    public SearchDefinition Definition { get; }

    /// <summary>Whether no job is under way and none will come.</summary>
    public bool IsFinished => _inFlight.Count == 0 && IsDecided;

    /// <summary>The most jobs that can be under way: <see cref="SearchDefinition.Lag"/>, or what the searcher allows.</summary>
    public int MostInFlight => _lag;

    /// <summary>The jobs that were given out and are not finished, in order.</summary>
    public IReadOnlyCollection<SearchJob> InFlight => _inFlight.Values;

    /// <summary>Finished jobs.</summary>
    public int FinishedJobs { get; private set; }

    /// <summary>Numbers of jobs given so far, those without a job included.</summary>
    public int Decisions => _jobs.Count;

    /// <summary>Decisions that found nothing to do, because the results that they may know did not say enough: with <see cref="Decisions"/> what the order costs in utilisation.</summary>
    public int IdleDecisions { get; private set; }

    /// <summary>The trials so far.</summary>
    public IReadOnlyList<Trial> Trials => _trials;

    /// <summary>The table so far.</summary>
    public SearchTable Table => new(Definition, [.. _trials]);

    /// <summary>The best trial so far: of those that were continued furthest the one with the lowest objective; of equal ones the first. Null before one has an objective.</summary>
    public Trial? Best { get; private set; }

    private bool IsDecided => _plan.IsOver || _idle >= _lag;

    /// <summary>The next job, if its decision is possible.</summary>
    /// <param name="job">The job; its parent is finished.</param>
    /// <returns>False if results have to come first, or if the search is finished.</returns>
    public bool TryNext([NotNullWhen(true)] out SearchJob? job)
    {
        while (!IsDecided)
        {
            var index = _jobs.Count;
            if (!Observe(index - _lag))
                break;
            if (_plan.IsOver)
                break;
            if (_plan.Decide(index) is { } decision)
            {
                _idle = 0;
                job = Begin(index, decision);
                return true;
            }

            _idle++;
            IdleDecisions++;
            _jobs.Add(default);
            _waiting.Add(index, null);
        }

        job = null;
        return false;
    }

    /// <summary>Takes the result of a job, in any order. A second, equal result is ignored.</summary>
    /// <exception cref="ArgumentException">The job was not given out.</exception>
    /// <exception cref="SearchException">The job has given another result before: the promise of the same bits is broken.</exception>
    public void Complete(JobResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var index = result.Index;
        if (index < 0 || index >= _jobs.Count || !_jobs[index].IsJob)
            throw new ArgumentException(Wording.Of($"Job {index} was not given out: complete the jobs that TryNext gave."), nameof(result));
        var checksum = ChecksumOf(result);
        if (!_inFlight.Remove(index, out var job))
        {
            if (_jobs[index].Result == checksum)
                return;
            throw new SearchException(Wording.Of($"Job {index} has two different results. The same job gives the same bits everywhere: check that all processes run the same version of the library and of the program, and the memory of the machines."));
        }

        _jobs[index] = _jobs[index] with { Result = checksum };
        FinishedJobs++;
        _waiting.Add(index, (job, result));
        var trial = new Trial(job.Trial, job.Settings, job.Rung, result);
        _trials[job.Trial] = trial;
        if (trial.IsBetterThan(Best))
            Best = trial;
        else if (Best?.Index == job.Trial)
            Best = _trials.Aggregate(default(Trial), static (best, other) => other.IsBetterThan(best) ? other : best);
    }

    /// <summary>Jobs whose checkpoint nothing can need any more, each told once: they may be removed.</summary>
    public IReadOnlyList<int> TakeObsolete()
    {
        List<int> obsolete = [];
        _plan.TakeObsolete(obsolete);
        return obsolete;
    }

    /// <summary>The jobs that lead to one, from a new network on, itself the last: what to run again if its checkpoint is lost, and to train a winner again.</summary>
    /// <exception cref="ArgumentException">The job was not given out.</exception>
    public IReadOnlyList<SearchJob> LineageOf(int job)
    {
        if (job < 0 || job >= _jobs.Count || !_jobs[job].IsJob)
            throw new ArgumentException(Wording.Of($"Job {job} was not given out."), nameof(job));
        Stack<SearchJob> lineage = [];
        for (int? index = job; index is { } place; index = _jobs[place].Decision!.Parent)
            lineage.Push(_jobs[place].ToJob(place, Definition.Space));
        return [.. lineage];
    }

    /// <summary>The job of a trial that gave its last result; null before one.</summary>
    public SearchJob? LastJobOf(int trial) => _trials[trial].Result is { } result ? _jobs[result.Index].ToJob(result.Index, Definition.Space) : null;

    /// <summary>Tells the plan all results up to a job; false if one is missing.</summary>
    private bool Observe(int last)
    {
        for (; _observed <= last; _observed++)
        {
            if (!_waiting.Remove(_observed, out var finished))
                return false;
            if (finished is { } pair)
                _plan.Observe(pair.Job, pair.Result.Failure is null ? pair.Result.Objective : double.PositiveInfinity);
        }

        return true;
    }

    private SearchJob Begin(int index, JobDecision decision)
    {
        var record = new JobRecord(decision, 0);
        _jobs.Add(record);
        var job = record.ToJob(index, Definition.Space);
        _inFlight.Add(index, job);
        if (decision.Trial == _trials.Count)
            _trials.Add(new(decision.Trial, job.Settings, 0, null));
        return job;
    }

    private static ulong ChecksumOf(JobResult result)
    {
        var checksum = default(Checksum64);
        checksum.Add(Encoding.UTF8.GetBytes(result.ToJson()));
        return checksum.Value;
    }

    /// <summary>What is remembered of a job.</summary>
    /// <param name="Decision">Null for a number without a job.</param>
    /// <param name="Result">The checksum of its result.</param>
    private readonly record struct JobRecord(JobDecision? Decision, ulong Result)
    {
        public bool IsJob => Decision is not null;

        public SearchJob ToJob(int index, SearchSpace space) =>
            new(index, Decision!.Trial, Decision.Rung, Decision.From, Decision.To, Decision.Parent, new TrialSettings(space, Decision.Point));
    }
}
