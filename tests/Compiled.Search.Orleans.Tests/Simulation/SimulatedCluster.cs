using System.Diagnostics;
using Orleans.Runtime;
using Compiled.Clusters.Tests.Parts;

namespace Compiled.Clusters.Tests.Simulation;

/// <summary>
/// A cluster in virtual time: the queue, the search state and the journal are those of the search grain; workers, trainings and failures are events in a queue. What is measured is what the grain
/// computes per job, decision and journal included.
/// </summary>
/// <param name="Definition">What is searched.</param>
/// <param name="Workers">Workers with one thread each.</param>
/// <param name="Seed">Of durations and failures: none of them may change the table.</param>
internal sealed record SimulatedCluster(SearchDefinition Definition, int Workers, int Seed)
{
    private const double Lease = 30;
    private const double Failing = 0.002;

    private readonly List<double> _milliseconds = [];

    /// <summary>Milliseconds of the grain per job: the mean, the 99th percentile, and the most.</summary>
    public (double Mean, double Slow, double Most) Decision
    {
        get
        {
            _milliseconds.Sort();
            return (_milliseconds.Average(), _milliseconds[_milliseconds.Count * 99 / 100], _milliseconds[^1]);
        }
    }

    /// <summary>Jobs that were handed out a second time, as their worker had failed.</summary>
    public int Repeated { get; private set; }

    /// <summary>The fraction of the workers' time that they trained.</summary>
    public double Utilisation { get; private set; }

    /// <summary>Pieces of the journal.</summary>
    public int Pieces { get; private set; }

    /// <summary>Runs to the end.</summary>
    public async Task<SearchState> RunAsync()
    {
        var random = new Random(Seed);
        var (state, events) = (new SearchState(Definition), new PriorityQueue<(SearchJob Job, bool Fails), double>());
        var (queue, journal) = (new JobQueue(state), new JournalPieces(new PieceStore(new FakeStorage()), GrainId.Create("search", "simulated")));
        double now = 0, trained = 0;
        var free = Workers;
        while (!queue.IsFinished)
        {
            for (; free > 0 && Take(queue) is { } job; free--)
            {
                var (fails, duration) = (random.NextDouble() < Failing, 1 + 9 * random.NextDouble());
                events.Enqueue((job, fails), now + (fails ? Lease : duration));
                trained += fails ? 0 : duration;
            }

            Assert.True(events.TryDequeue(out var next, out now), "No worker has a job, and none is ready.");
            // A worker that fails is replaced when its lease has run out.
            free++;
            if (next.Fails)
            {
                Repeated++;
                queue.Return(next.Job.Index);
                continue;
            }

            var begun = Stopwatch.GetTimestamp();
            var result = Train(next.Job);
            await journal.AppendAsync([JournalLines.Write(result)]);
            queue.Complete(result);
            _milliseconds.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        }

        (Utilisation, Pieces) = (trained / (now * Workers), journal.Count);
        return state;
    }

    private SearchJob? Take(JobQueue queue)
    {
        var begun = Stopwatch.GetTimestamp();
        var job = queue.Take();
        // What a worker gets is text.
        _ = job?.ToJson();
        if (job is not null)
            _milliseconds.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        return job;
    }

    /// <summary>A function of the settings, in place of a training.</summary>
    private static JobResult Train(SearchJob job)
    {
        double objective = 0;
        foreach (var value in job.Settings.Point)
            objective += (value - 0.01) * (value - 0.01);
        return new() { Index = job.Index, Objective = objective, Epochs = job.ToEpoch, Metrics = [new("validation loss", objective)], ParametersHash = "00112233445566778899aabbccddeeff" };
    }
}
