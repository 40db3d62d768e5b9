using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Compiled.Dynamic;
using Compiled.Searching;

namespace Compiled;

/// <summary>What a job gave on this machine: the result, which is the same everywhere, and the networks.</summary>
/// <param name="Result">The result.</param>
/// <param name="Networks">The networks that were judged: one per fold and repeat; none if the job failed.</param>
/// <param name="Histories">Their runs; empty where a run was over before this job.</param>
public sealed record JobOutcome(JobResult Result, IReadOnlyList<DynamicNetwork> Networks, IReadOnlyList<History> Histories);

/// <summary>Carries out jobs of one search over one dataset, each on the calling thread. Immutable, so safe on any number of threads: a process needs one.</summary>
public sealed class TrialRunner
{
    private readonly TrialSplits _splits;
    private readonly TopologyCache _topologies = new();

    /// <summary>Checks the definition and splits the data.</summary>
    /// <param name="definition">The search.</param>
    /// <param name="data">Its data; a <see cref="Dataset"/> converts.</param>
    /// <exception cref="ArgumentException">The definition is not valid, or does not fit the data.</exception>
    public TrialRunner(SearchDefinition definition, SearchData data)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(data);
        definition.Check();
        (Definition, Data) = (definition, data);
        _splits = TrialSplits.Of(definition, data);
    }

    /// <summary>The search.</summary>
    public SearchDefinition Definition { get; }

    /// <summary>The data.</summary>
    public SearchData Data { get; }

    /// <summary>The network of some settings, not compiled.</summary>
    /// <exception cref="NetworkCompilationException">The settings give text that is not a declaration.</exception>
    public NetworkDeclaration Declare(TrialSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return TrialTopology.Of(Definition, settings, Data.Dataset);
    }

    /// <summary>
    /// Compiles the topology of a job if it is not compiled yet, and together with it those of others, which is faster than one by one. <see cref="Run"/> compiles what is missing.
    /// </summary>
    /// <param name="jobs">The job that will run next, and then others that will run soon.</param>
    /// <param name="cancellation">Cancels between two stages.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public void Prepare(IEnumerable<SearchJob> jobs, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(jobs);
        var settings = jobs.Select(static job => job.Settings).ToList();
        if (settings.Count == 0 || TryDeclare(settings[0]) is not { } next || _topologies.Contains(next))
            return;
        _topologies.Prepare(
            [next, .. settings.Skip(1).Select(TryDeclare).OfType<NetworkDeclaration>()], declaration => WillBeTrained(declaration, cancellation), cancellation);
    }

    /// <summary>Trains and judges. The checkpoint of the parent is read from the store, and the job's own is written, before this returns, if another job may continue it.</summary>
    /// <param name="job">The job.</param>
    /// <param name="checkpoints">Where checkpoints are.</param>
    /// <param name="cancellation">Cancels between two steps; nothing is kept of a job that was cancelled.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="SearchException">The parent's checkpoint is missing or damaged.</exception>
    /// <exception cref="IOException">The store failed.</exception>
    public JobOutcome Run(SearchJob job, ICheckpointStore checkpoints, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(job);
        ArgumentNullException.ThrowIfNull(checkpoints);
        var parents = job.Parent is { } parent ? Parents(parent, checkpoints) : null;
        var cost = default(TrialCost);
        try
        {
            var declaration = Declare(job.Settings);
            cost = TrialCost.Of(NetworkCompiler.Outline(declaration, cancellation).Topology);
            if (Definition.Limits.Problem(cost) is { } problem)
                return Failed(job, problem, cost);
            var type = _topologies.Get(declaration, cancellation);
            var members = Train(job, type, parents, cancellation);
            var outcome = Judge(job, members, cost);
            if (outcome.Result.Failure is null && members.All(static member => member.Checkpoint is not null))
                checkpoints.Put(job.Index, TrialCheckpoint.Write([.. members.Select(static member => member.Checkpoint!)]));
            return outcome;
        }
        catch (Exception exception) when (exception is NonFiniteTrainingException or NetworkCompilationException or ArgumentException)
        {
            return Failed(job, exception.Message, cost);
        }
    }

    /// <summary>The class of a trial.</summary>
    internal DynamicNetworkType Compile(TrialSettings settings, CancellationToken cancellation) => _topologies.Get(Declare(settings), cancellation);

    /// <summary>Trains a network with a trial's settings on all rows, for as many epochs as were best.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    internal (DynamicNetwork Network, History History) Refit(Trial trial, CancellationToken cancellation)
    {
        var job = new SearchJob(trial.Result!.Index, trial.Index, 0, 0, trial.Result.BestEpoch, null, trial.Settings);
        var member = new MemberTraining(Definition, job, Compile(trial.Settings, cancellation), cancellation).TrainOnAll(Data.Dataset, Definition.Seed);
        return (member.Network, member.History!);
    }

    /// <summary>Null where the settings give no declaration: their job says why.</summary>
    private NetworkDeclaration? TryDeclare(TrialSettings settings)
    {
        try
        {
            return Declare(settings);
        }
        catch (Exception exception) when (exception is NetworkCompilationException or ArgumentException)
        {
            return null;
        }
    }

    private bool WillBeTrained(NetworkDeclaration declaration, CancellationToken cancellation)
    {
        try
        {
            return Definition.Limits.Problem(TrialCost.Of(NetworkCompiler.Outline(declaration, cancellation).Topology)) is null;
        }
        catch (NetworkCompilationException)
        {
            return false;
        }
    }

    /// <summary>How many networks a job trains.</summary>
    private int NetworksPerJob => _splits.Parts.Count * Definition.Repeats;

    private IReadOnlyList<MemberCheckpoint> Parents(int parent, ICheckpointStore checkpoints) => checkpoints.Get(parent) is { } bytes
        ? TrialCheckpoint.Read(bytes, parent, NetworksPerJob)
        : throw new SearchException(Wording.Of($"The checkpoint of job {parent} is missing, from which the job continues: run the job again after its parent."));

    private MemberResult[] Train(SearchJob job, DynamicNetworkType type, IReadOnlyList<MemberCheckpoint>? parents, CancellationToken cancellation)
    {
        var training = new MemberTraining(Definition, job, type, cancellation);
        var members = new MemberResult[NetworksPerJob];
        for (var index = 0; index < members.Length; index++)
        {
            cancellation.ThrowIfCancellationRequested();
            members[index] = training.Train(_splits.Parts[index / Definition.Repeats], unchecked(Definition.Seed + index % Definition.Repeats), parents?[index]);
        }

        return members;
    }

    private JobOutcome Judge(SearchJob job, MemberResult[] members, TrialCost cost)
    {
        SearchObjective[] asked = [Definition.Objective, .. Definition.Metrics];
        Metric[] metrics = [.. asked.Select(static objective => objective.Metric).OfType<Metric>().Distinct()];
        var sums = new Dictionary<string, double>(StringComparer.Ordinal);
        List<string> names = [];
        for (var index = 0; index < members.Length; index++)
        {
            var member = members[index];
            Add("training loss", member.Losses.Training);
            Add(SearchObjective.ValidationLoss.Name, member.Losses.Validation);
            if (metrics.Length == 0)
                continue;
            var evaluation = member.Network.Evaluate(_splits.Parts[index / Definition.Repeats].Validation, new EvaluationOptions { Metrics = metrics });
            foreach (var value in evaluation.MetricValues)
                Add(value.Name, value.Value);
        }

        TrialMetric[] figures = [.. names.Select(name => new TrialMetric(name, sums[name] / members.Length))];
        var figure = figures.First(value => value.Name == Definition.Objective.Name).Value;
        if (!double.IsFinite(figure))
            return Failed(job, Wording.Of($"The {Definition.Objective.Name} is {figure}."), cost, figures);
        var result = new JobResult
        {
            Index = job.Index,
            Objective = (Definition.Objective.HigherIsBetter ? -figure : figure) + Definition.Limits.Price(cost),
            Metrics = figures,
            Epochs = members.Max(static member => member.Epochs),
            BestEpoch = (int)Math.Round(members.Average(static member => (double)member.BestEpoch)),
            ParametersHash = HashOf(members),
            Cost = cost,
        };
        return new(result, [.. members.Select(static member => member.Network)], [.. members.Select(static member => member.History).OfType<History>()]);

        void Add(string name, double value)
        {
            if (!sums.TryAdd(name, value))
                sums[name] += value;
            else
                names.Add(name);
        }
    }

    private static JobOutcome Failed(SearchJob job, string why, TrialCost cost, IReadOnlyList<TrialMetric>? metrics = null) =>
        new(new JobResult { Index = job.Index, Objective = double.NaN, Failure = why, Metrics = metrics ?? [], Epochs = job.FromEpoch, Cost = cost }, [], []);

    private static string HashOf(MemberResult[] members)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var parameters = new float[members[0].Network.ParameterCount];
        foreach (var member in members)
        {
            member.Network.CopyParametersTo(parameters);
            hash.AppendData(MemoryMarshal.AsBytes(parameters.AsSpan()));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16));
    }
}
