using Compiled.Tool.Terminal;

namespace Compiled.Tool.Training;

/// <summary>Trains the members of an ensemble: each has its own seed and its own validation rows. On several processors several at once, with the same results.</summary>
internal sealed class EnsembleRun
{
    /// <summary>Between the seeds of members, so that those of neighbouring seeds of a run differ.</summary>
    private const long SeedDistance = 1_000_003;

    private readonly TrainingRun _run;
    private readonly TrainingOptions _options;
    private readonly TrainingData _data;
    private readonly TrainedMember?[] _members;
    private readonly Exception?[] _problems;
    private readonly bool[] _done;
    private readonly Lock _lines = new();
    private int _told;

    private EnsembleRun(TrainingRun run, TrainingOptions options, TrainingData data)
    {
        (_run, _options, _data) = (run, options, data);
        (_members, _problems, _done) = (new TrainedMember?[options.Members], new Exception?[options.Members], new bool[options.Members]);
    }

    /// <summary>Trains all. Cancelled, those that are done are kept; or the best epochs of those that had begun, where none is.</summary>
    /// <param name="run">The network.</param>
    /// <param name="options">What the command line says.</param>
    /// <param name="data">The rows.</param>
    /// <param name="screen">Takes a line for each member, in their order; null for none.</param>
    /// <param name="cancellation">Ends training between two steps.</param>
    /// <exception cref="OperationCanceledException">It was cancelled before any member had an epoch.</exception>
    public static IReadOnlyList<TrainedMember> Train(TrainingRun run, TrainingOptions options, TrainingData data, Screen? screen, CancellationToken cancellation)
    {
        var members = new EnsembleRun(run, options, data);
        if (options.Dashboard && screen?.IsInteractive == true)
        {
            // Two dashboards have no room: one after the other.
            for (var index = 0; index < options.Members && !cancellation.IsCancellationRequested; index++)
                members.TrainOne(index, options.Threads, screen, screen.Progress(dashboard: true), cancellation);
        }
        else
        {
            var threads = options.Threads == TrainerOptions.AllProcessors ? Environment.ProcessorCount : options.Threads;
            _ = Parallel.For(0, options.Members, new ParallelOptions { MaxDegreeOfParallelism = threads }, index =>
            {
                if (!cancellation.IsCancellationRequested)
                    members.TrainOne(index, 1, screen, new Silence(), cancellation);
            });
        }

        return members.Kept(cancellation);
    }

    private IReadOnlyList<TrainedMember> Kept(CancellationToken cancellation)
    {
        List<TrainedMember> kept = [.. _members.OfType<TrainedMember>().Where(static member => !member.History.Cancelled)];
        if (kept.Count == 0)
            kept = [.. _members.OfType<TrainedMember>()];
        if (kept.Count > 0)
            return kept;
        cancellation.ThrowIfCancellationRequested();
        throw _problems.First(static problem => problem is not null)!;
    }

    private void TrainOne(int index, int threads, Screen? screen, IProgress<TrainingProgress> progress, CancellationToken cancellation)
    {
        var seed = unchecked(_options.Seed + index * SeedDistance);
        try
        {
            _members[index] = _run.TrainMember(_data.OfMember(_options, seed), seed, threads, progress, cancellation);
        }
        catch (OperationCanceledException)
        {
            // It has nothing to keep; others may.
        }
        catch (NonFiniteTrainingException exception)
        {
            // The others may do without it.
            _problems[index] = exception;
        }

        lock (_lines)
        {
            _done[index] = true;
            for (; _told < _done.Length && _done[_told]; _told++)
                Tell(screen, _told);
        }
    }

    private void Tell(Screen? screen, int index)
    {
        var number = $"member {Figures.Digits(index + 1)} of {Figures.Digits(_options.Members)}";
        if (_problems[index] is { } problem)
            screen?.Hint($"note: {number} is left out: {ErrorText.Of(problem)}");
        else if (_members[index] is { History: { Cancelled: false, BestEpoch: { } best } history })
            screen?.Line($"{number}: epoch {Figures.Digits(best)} of {Figures.Digits(history.Epochs.Count)} is the best, validation loss {Figures.Share(history.Epochs[best - 1].ValidationLoss ?? double.NaN)}");
    }
}
