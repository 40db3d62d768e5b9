using Compiled.Tool.Terminal;

namespace Compiled.Tool.Searching;

/// <summary>The lines of a search in the order of its jobs, whatever the order in which they end.</summary>
internal sealed class SearchLines(SearchDefinition definition)
{
    /// <summary>How often a search says how far it is, and the fewest trials of one that does.</summary>
    private const int Parts = 10;
    private const int Many = 20;

    private readonly Dictionary<int, (SearchJob Job, JobResult Result)> _waiting = [];
    private readonly HashSet<int> _trials = [];
    private int _next;
    private Trial? _best;

    /// <summary>Takes a result.</summary>
    /// <returns>The lines that can be written with it.</returns>
    public IEnumerable<string> Add(SearchJob job, JobResult result)
    {
        _waiting.Add(job.Index, (job, result));
        List<string> lines = [];
        while (_waiting.Remove(_next, out var pair))
        {
            _next++;
            Take(pair.Job, pair.Result, lines);
        }

        return lines;
    }

    private void Take(SearchJob job, JobResult result, List<string> lines)
    {
        var trial = new Trial(job.Trial, job.Settings, job.Rung, result);
        var isNew = _trials.Add(job.Trial);
        if (trial.State == TrialState.Finished && IsBetter(trial))
        {
            _best = trial;
            var epoch = $"epoch {Figures.Digits(result.BestEpoch)} of {Figures.Digits(result.Epochs)}";
            lines.Add($"trial {Figures.Digits(job.Trial)}: {Figure(trial)}, {epoch}; {SearchTables.Settings(definition, job.Settings)}");
        }

        if (!isNew || definition.Trials < Many || _trials.Count * Parts / definition.Trials == (_trials.Count - 1) * Parts / definition.Trials)
            return;
        var best = _best is null ? "none yet" : $"trial {Figures.Digits(_best.Index)}, {Figure(_best)}";
        lines.Add($"{Figures.Whole(_trials.Count)} of {Figures.Count(definition.Trials, "trial")}; the best is {best}");
    }

    private string Figure(Trial trial) => $"{definition.Objective.Name} {SearchTables.Figure(definition, trial)}";

    private bool IsBetter(Trial trial) => _best is null || trial.Rung > _best.Rung || (trial.Rung == _best.Rung && trial.Objective < _best.Objective);
}
