using Compiled.Tool.Terminal;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Compiled.Tool.Searching;

/// <summary>
/// Shows a search: on a terminal a bar and the best trials so far, drawn in place; elsewhere a line for each new best trial and for each tenth of them, in the order of the trials, so that the
/// same search writes the same lines on any number of threads.
/// </summary>
internal sealed class SearchView : IProgress<SearchProgress>, IDisposable
{
    private const int Shown = 8;

    private readonly Screen _screen;
    private readonly SearchDefinition _definition;
    private readonly SearchLines _lines;
    private readonly LiveThread? _live;
    private readonly Lock _lock = new();
    private List<Trial> _best = [];
    private (int Trials, int Failed, int Running, TimeSpan Elapsed) _figures;
    private bool _isOver;

    /// <summary>Begins to show.</summary>
    public SearchView(Screen screen, SearchDefinition definition)
    {
        (_screen, _definition) = (screen, definition);
        _lines = new(definition);
        _live = screen.Live(Draw);
    }

    /// <inheritdoc/>
    public void Report(SearchProgress value)
    {
        if (_live is null)
        {
            if (value.Result is not null)
                foreach (var line in _lines.Add(value.Job, value.Result))
                    _screen.Line(line);
            return;
        }

        lock (_lock)
        {
            _figures.Running = value.Running;
            _figures.Elapsed = value.Elapsed;
            if (value.Result is null)
                return;
            _figures.Trials = value.Trials.Count(static trial => trial.State != TrialState.Running);
            _figures.Failed = value.Trials.Count(static trial => trial.State == TrialState.Failed);
            var trial = value.Trials[value.Job.Trial];
            _best = [.. _best.Where(other => other.Index != trial.Index).Append(trial).Where(static other => other.State == TrialState.Finished)
                .OrderByDescending(static other => other.Rung).ThenBy(static other => other.Objective).ThenBy(static other => other.Index).Take(Shown)];
        }
    }

    /// <summary>Removes the display, and leaves the cursor as it was.</summary>
    public void Dispose()
    {
        if (_isOver)
            return;
        _isOver = true;
        _live?.End();
    }

    private IRenderable Draw()
    {
        lock (_lock)
        {
            var (trials, failed, running, elapsed) = _figures;
            var bar = new Text($"{Bar((double)trials / _definition.Trials)} {Figures.Whole(trials)} of {Figures.Count(_definition.Trials, "trial")}");
            var line = new Text($"{Figures.Digits(running)} running, {Figures.Digits(failed)} failed, {(int)elapsed.TotalMinutes:D2}:{elapsed.Seconds:D2}; Ctrl-C stops, and --resume goes on");
            return _best.Count == 0 ? new Rows(bar, line) : new Rows(SearchTables.Best(_definition, _best).ToSpectre(), bar, line);
        }
    }

    private static string Bar(double share)
    {
        const int width = 30;
        var full = Math.Clamp((int)(share * width), 0, width);
        return new string('━', full) + new string('─', width - full);
    }
}
