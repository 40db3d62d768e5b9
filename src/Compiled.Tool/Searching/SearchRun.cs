using Compiled.Tool.Formats;
using Compiled.Tool.Predictions;
using Compiled.Tool.Terminal;
using Compiled.Tool.Training;

namespace Compiled.Tool.Searching;

/// <summary>Carries out a search, and writes what it found.</summary>
internal sealed class SearchRun
{
    private readonly ToolContext _context;
    private readonly SearchRequest _request;
    private readonly Dataset _rest;
    private readonly Dataset _test;
    private readonly JournalFile _journal;

    private SearchRun(ToolContext context, SearchRequest request)
    {
        (_context, _request) = (context, request);
        (_rest, _test) = TrainingData.ReadParts(request.Training);
        _journal = new(request);
    }

    private Screen Screen => _context.Screen;

    private TrainingOptions Training => _request.Training;

    /// <summary>Reads, searches, judges and writes.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(ToolContext context, SearchRequest request) => new SearchRun(context, request).Run();

    private int Run()
    {
        var definition = _request.Definition;
        var contents = _rest.ToString().Split(" of ", 2)[1];
        Screen.Line($"{Path.GetFileName(Training.Data)}: {contents}; rows: {Figures.Whole(_rest.Count)} for the search ({definition.Validation}), {Figures.Whole(_test.Count)} for the test");
        if (_rest.Encoder is { } encoder)
            Screen.Line(EncoderLines.Of(encoder));
        var ranges = definition.Space.Dimensions.Where(static dimension => dimension.Range.Count != 1).Select(Varied);
        Screen.Line($"{Figures.Count(definition.Trials, "trial")}, {definition.Searcher.Name}: {string.Join(", ", ranges)}");
        Screen.Line();

        // What prevents writing is found before the search.
        Output? output = null;
        var files = Announce(() => output!);
        _journal.Prepare();
        _context.LeaveToWork();
        if (_request.Cluster is { } cluster && !Fetch(cluster))
            return ExitCodes.Cancelled;
        if (Search(files) is not { } result)
            return ExitCodes.Failed;
        if (result.Cancelled || result.Winner is not { } winner)
            return Interrupted(result);
        output = Judge(result, winner);
        files.Write(_context.Cancellation);
        _journal.Remove();
        Screen.Line();
        foreach (var file in files.Paths)
            Screen.Line($"wrote {file}");
        return ExitCodes.Done;
    }

    private static string Varied(SearchDimension dimension) => dimension.Range.Kind == SearchRangeKind.Choice
        ? $"{dimension.Name} {string.Join("|", dimension.Range.Choices)}"
        : $"{dimension.Name} {Figures.Short(dimension.Range.Lowest)}..{Figures.Short(dimension.Range.Highest)}";

    /// <summary>Has a cluster train the trials; false if it was cancelled.</summary>
    private bool Fetch(IReadOnlyList<string> cluster)
    {
        var run = new ClusterRun(Screen, cluster, _context.Cancellation);
        try
        {
            run.Fetch(_request.Definition, _rest, _journal.Path);
            return true;
        }
        catch (OperationCanceledException)
        {
            Screen.Fail(run.Name is null
                ? "cancelled before the cluster had the search."
                : $"cancelled here; the cluster goes on with the search. The same command line waits for it again; 'compiled-worker stop {run.Name}' stops it.");
            return false;
        }
    }

    /// <summary>Null if all trials have failed: their table is written, which says why.</summary>
    private SearchResult? Search(OutputFiles files)
    {
        using var view = new SearchView(Screen, _request.Definition);
        try
        {
            return _request.Definition.Run(_rest, new SearchOptions
            {
                Threads = _request.Threads ?? Environment.ProcessorCount,
                Journal = _journal.Path,
                Finalists = _request.Finalists,
                Progress = view,
                CancellationToken = _context.Cancellation,
            });
        }
        catch (SearchException exception) when (exception.Table is { } table)
        {
            view.Dispose();
            foreach (var path in files.Paths.Where(SearchTables.IsTable))
            {
                table.Save(path);
                Screen.Line($"wrote {path}");
            }

            _journal.Remove();
            Screen.Fail(ErrorText.Of(exception));
            return null;
        }
    }

    private OutputFiles Announce(Func<Output> output)
    {
        var files = new OutputFiles(_request.Replaces);
        var name = Training.ClassName!;
        string Place(string ending) => Path.Combine(Training.Folder, name + ending);
        files.AddText(Place(".cs"), () => ClassFile.Compose(output().Result.Winner!.Declaration, name, Training.Namespace, NetworkSummary.Of(Training, _rest)));
        files.Add(Place(WeightsHeader.Extension), path => output().Model.Save(path));
        files.AddText(Place(MetricsFile.Extension), () => output().Metrics);
        foreach (var ending in SearchTables.Endings)
            files.Add(Place(ending), path => output().Result.Table.Save(path));
        if (Training.Report is { } page)
            files.AddText(page, () => output().Report);
        return files;
    }

    private int Interrupted(SearchResult result)
    {
        var done = result.Table.Trials.Count(static trial => trial.State != TrialState.Running);
        Screen.Fail($"cancelled after {Figures.Whole(done)} of {Figures.Count(_request.Definition.Trials, "trial")}, which are in {_journal.Path}. Go on with: {_journal.ResumeCommand}");
        return ExitCodes.Cancelled;
    }

    private Output Judge(SearchResult result, SearchWinner winner)
    {
        Screen.Line();
        Screen.Table(SearchTables.Best(result));
        Screen.Line();
        Screen.Line(winner.Declaration.Text);
        Screen.Line(TopologyTable.Totals(winner.Network.Topology));
        Tell($"{result.Utilisation}");

        var (train, validation) = Parts();
        var model = PredictionModel.Of(winner.Network);
        var evaluation = model.Evaluate(_test, new EvaluationOptions { Training = train, Seed = Training.Seed });
        Screen.Line();
        Screen.Heading($"test of trial {Figures.Digits(winner.Trial.Index)}: {Figures.Count(_test.Count, "row")}");
        Screen.Line(evaluation.ToString()!);
        var metrics = MetricsFile.Write(
            Training, new(Training.ClassName!, winner.Declaration.Text, winner.Network.ParameterCount), (train, validation, _test),
            json =>
            {
                SearchTables.WriteSearch(json, result, winner.Trial);
                MetricsFile.WriteTest(json, evaluation);
            });
        var report = Training.Report is null ? "" : model.ToHtml(_test, new ReportOptions
        {
            Title = $"{string.Join(", ", Training.Targets)} of {Path.GetFileName(Training.Data)}",
            History = winner.Histories.Count > 0 ? winner.Histories[^1] : null,
            Training = train,
            Validation = validation,
            Reproduction = Training.CommandLine,
            Seed = Training.Seed,
        });
        return new(result, model, metrics, report);
    }

    /// <summary>What depends on the machine: the standard output is the same in every run, unless a person watches it.</summary>
    private void Tell(string measured)
    {
        if (Screen.IsInteractive)
            Screen.Line(measured);
        else
            Screen.Hint($"note: {measured}");
    }

    /// <summary>The rows that the winner was trained on and those that chose it, as the search has split them; with folds it is trained on all.</summary>
    private (Dataset Train, Dataset? Validation) Parts()
    {
        var definition = _request.Definition;
        return definition.Validation.Folds > 0 ? (_rest, null) : _rest.Split(1 - definition.Validation.Fraction, definition.Seed);
    }

    private sealed record Output(SearchResult Result, PredictionModel Model, string Metrics, string Report);
}
