using System.Net;
using Compiled.Clusters.Tests.Harness;
using Compiled.Clusters.Tests.Parts;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;

namespace Compiled.Clusters.Tests.Played;

/// <summary>What a worker does with a job when its lease is lost, the storage is away, or it is told to stop. The test is the trial, and waits take no time.</summary>
public sealed class JobRunnerTests : IDisposable
{
    /// <summary>More than is trained before the test ends it.</summary>
    private const int Endless = 10_000_000;

    private static readonly SearchData Data = Searches.Data();
    private static readonly LeaseGrant Grant = new(7, TimeSpan.FromSeconds(30));

    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().AddSingleton<SearchMeter>().BuildServiceProvider();
    private readonly FakeStorage _storage = new();
    private readonly JobThreads _threads = new(1);
    private readonly LogLines _log = new();
    private readonly List<string?> _released = [];
    private int _completed;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private SearchMeter Meter => _services.GetRequiredService<SearchMeter>();

    /// <summary>A renewal that is not answered while the job runs.</summary>
    private static Task<bool> Silence => new TaskCompletionSource<bool>().Task;

    [Fact]
    public async Task A_job_that_somebody_else_has_is_left_alone()
    {
        await RunAsync(Trial(acquire: static () => Task.FromResult<LeaseGrant?>(null)));
        AssertEnded(done: 0, lost: 0, completed: 0);
    }

    [Fact]
    public async Task A_result_is_handed_in_again_until_it_is_kept()
    {
        await RunAsync(Trial(complete: () => _completed < 3 ? throw new IOException("The storage is away.") : Task.FromResult(Reception.Kept)));
        AssertEnded(done: 1, lost: 0, completed: 3);
        Assert.True(_log.Has("A result cannot be handed in now; tried again."));
    }

    [Fact]
    public async Task A_result_that_is_not_wanted_counts_as_lost()
    {
        await RunAsync(Trial(complete: static () => Task.FromResult(Reception.Refused)));
        AssertEnded(done: 0, lost: 1, completed: 1);
    }

    /// <summary>Every half second of ten minutes, and once at their end.</summary>
    [Fact]
    public async Task A_result_that_nobody_takes_is_given_up()
    {
        _ = await Assert.ThrowsAsync<IOException>(() => RunAsync(Trial(complete: static () => throw new IOException("The storage is away."))));
        AssertEnded(done: 0, lost: 0, completed: 1201);
    }

    [Fact]
    public async Task A_job_whose_lease_is_lost_ends_and_is_not_given_back()
    {
        await RunAsync(Trial(renew: static () => Task.FromResult(false)), Endless);
        AssertEnded(done: 0, lost: 1, completed: 0);
        Assert.True(_log.Has("The lease of job 0 is lost: somebody else has it."));
    }

    [Fact]
    public async Task A_lease_that_cannot_be_renewed_now_is_renewed_later()
    {
        var (renewed, trained) = (0, new TaskCompletionSource());
        await PutDataAsync();
        // Training begins after the third renewal.
        _storage.Reading = trained.Task;
        await RunAsync(Trial(renew: () =>
        {
            if (++renewed == 1)
                throw new IOException("The silo is away.");
            if (renewed == 2)
                return Task.FromResult(true);
            _ = trained.TrySetResult();
            return Silence;
        }));
        AssertEnded(done: 1, lost: 0, completed: 1);
        Assert.Equal(3, renewed);
        Assert.True(_log.Has("cannot be renewed now."));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_worker_that_stops_gives_its_job_back_if_it_can(bool isAway)
    {
        using var stopping = new CancellationTokenSource();
        var trial = Trial(
            renew: () =>
            {
                stopping.Cancel();
                return Silence;
            },
            release: () => isAway ? throw new IOException("The silo is away.") : Task.CompletedTask);
        await RunAsync(trial, Endless, stopping);
        AssertEnded(done: 0, lost: 0, completed: 0, released: [null]);
        Assert.Equal(isAway, _log.Has("Job 0 could not be given back: its lease runs out."));
    }

    [Fact]
    public async Task A_job_that_cannot_be_trained_here_is_given_back_with_the_reason()
    {
        await RunAsync(Trial(), hasData: false);
        AssertEnded(done: 0, lost: 0, completed: 0, released: [$"The data {Data.Hash} are not in the cluster's storage: submit the search again."]);
        Assert.True(_log.Has("Job 0 of the search 'one' failed here, and is given back."));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _threads.Dispose();
        _services.Dispose();
    }

    private void AssertEnded(long done, long lost, int completed, params string?[] released)
    {
        Assert.Equal((done, lost, completed, 0), (Meter.Done, Meter.Lost, _completed, Meter.Running));
        Assert.Equal(released, _released);
    }

    private ITrialGrain Trial(
        Func<Task<LeaseGrant?>>? acquire = null, Func<Task<bool>>? renew = null, Func<Task<Reception>>? complete = null, Func<Task>? release = null) => Played.As<ITrialGrain>(
        ("Acquire", _ => acquire?.Invoke() ?? Task.FromResult<LeaseGrant?>(Grant)),
        ("Renew", call => (call[0], call[1]) is (0, 7L) ? renew?.Invoke() ?? Silence : throw new ArgumentException("Another lease is renewed.")),
        ("Complete", call =>
        {
            _completed++;
            Assert.Equal((0, 7L, 0), (call[0], call[1], JobResult.FromJson((string)call[2]!).Index));
            return complete?.Invoke() ?? Task.FromResult(Reception.Kept);
        }
    ),
        ("Release", call =>
        {
            Assert.Equal((0, 7L), (call[0], call[1]));
            _released.Add((string?)call[2]);
            return release?.Invoke() ?? Task.CompletedTask;
        }
    ));

    private async Task PutDataAsync()
    {
        using var stream = new MemoryStream();
        Data.Write(stream);
        await new PiecedFile(new(_storage), DataGrain.IdOf(Data.Hash)).WriteAsync(stream.ToArray());
    }

    private async Task RunAsync(ITrialGrain trial, int epochs = 5, CancellationTokenSource? stopping = null, bool hasData = true)
    {
        if (hasData && _storage.Reading.IsCompleted)
            await PutDataAsync();
        var (definition, store) = (Searches.Rates(1, epochs), new PieceStore(_storage));
        var submission = new Submission(definition.ToJson(), Data.Hash, 1000, LibraryVersion.Current);
        var search = new SearchAtWork("one", submission, store, new(long.MaxValue), new(store, Meter));
        var job = new JobQueue(new SearchState(definition)).Take()!;
        var card = new WorkerCard("worker", SiloAddress.New(IPAddress.Loopback, 1, 1), LibraryVersion.Current, LibraryVersion.Tier, long.MaxValue);
        var clock = new ClusterClock(new TestTime(jumps: true), Grant.Duration);
        var runner = new JobRunner(Played.Cluster(trial), _threads, Meter, clock, card, _log.Of<JobRunner>());
        await runner.RunAsync("one", search, new JobOffer(job.Index, job.Trial, job.ToJson()), stopping?.Token ?? CancellationToken.None).WaitAsync(TimeSpan.FromMinutes(2), Cancellation);
    }
}
