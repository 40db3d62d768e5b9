using System.Collections.Concurrent;
using System.Net;
using Compiled.Clusters.Tests.Harness;
using Compiled.Clusters.Tests.Parts;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;

namespace Compiled.Clusters.Tests.Played;

/// <summary>A worker whose cluster refuses it, fails, or has nothing for it. The test is the cluster.</summary>
public sealed class WorkerServiceTests : IAsyncDisposable
{
    private static readonly SearchData Data = Searches.Data();
    private static readonly SearchDefinition Definition = Searches.Rates(1, 10_000_000);

    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().AddSingleton<SearchMeter>().BuildServiceProvider();
    private readonly FakeStorage _storage = new();
    private readonly LogLines _log = new();
    private readonly ConcurrentQueue<TakeRequest> _taken = new();
    private int _opened;
    private int _described;
    private ILifecycleObserver? _silo;
    private WorkerService? _worker;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static TakeReply Offer
    {
        get
        {
            var job = new JobQueue(new SearchState(Definition)).Take()!;
            return new(TakeOutcome.Open, null, [new(job.Index, job.Trial, job.ToJson())]);
        }
    }

    private static TakeReply Nothing => new(TakeOutcome.Open, null, []);

    private static Submission Submission => new(Definition.ToJson(), Data.Hash, 1000, LibraryVersion.Current);

    [Theory]
    [InlineData("It is of another version.")]
    [InlineData(null)]
    public async Task A_search_that_refuses_the_worker_is_not_asked_again(string? reason)
    {
        await StartAsync(static () => ["old"], () => new(TakeOutcome.Refused, reason, []));
        await Until.SoAsync(() => Volatile.Read(ref _opened) > 2, "the list is read again");
        Assert.True(_log.Has($"The search 'old' gives no work to this worker. {reason}"));
        _ = Assert.Single(_taken);
    }

    [Fact]
    public async Task A_cluster_that_does_not_answer_is_asked_again()
    {
        await StartAsync(() => _opened == 1 ? throw new IOException("The silo is away.") : ["one"], static () => Nothing);
        await Until.SoAsync(() => _taken.Count > 1, "a search is asked");
        Assert.True(_log.Has("The cluster does not answer; asked again in a second."));
        Assert.Equal((1, TimeSpan.FromSeconds(5)), (_taken.First().Slots, _taken.First().Wait));
    }

    [Fact]
    public async Task Searches_are_asked_in_turn_and_none_waited_for()
    {
        await StartAsync(static () => ["one", "two"], () => _taken.Count % 3 == 0 ? new(TakeOutcome.Over, null, []) : Nothing);
        await Until.SoAsync(() => _taken.Count > 3, "searches are asked");
        Assert.All(_taken, static request => Assert.Equal((1, TimeSpan.Zero), (request.Slots, request.Wait)));
    }

    [Fact]
    public async Task The_job_of_a_search_that_has_gone_meanwhile_is_left()
    {
        await StartAsync(static () => ["one"], static () => Offer, describe: static () => null);
        await Until.SoAsync(() => _taken.Count > 2, "the thread is free again");
        Assert.Equal(0, _services.GetRequiredService<SearchMeter>().Running);
    }

    [Fact]
    public async Task A_job_that_cannot_be_leased_leaves_its_thread_free()
    {
        var trial = Played.As<ITrialGrain>(("Acquire", static _ => throw new IOException("The silo is away.")));
        // The search is not there at every second look: it is described again when it comes back.
        await StartAsync(() => _opened % 2 == 0 ? [] : ["one"], static () => Offer, trial);
        await Until.SoAsync(() => _taken.Count > 2, "the thread is free again");
        Assert.True(_log.Has("Job 0 of the search 'one' could not be handed in; it is done again."));
        Assert.All(_taken, static request => Assert.Equal(1, request.Slots));
        Assert.InRange(Volatile.Read(ref _described), 2, int.MaxValue);
    }

    [Fact]
    public async Task A_worker_that_stops_gives_back_what_takes_too_long()
    {
        using var stream = new MemoryStream();
        Data.Write(stream);
        await new PiecedFile(new(_storage), DataGrain.IdOf(Data.Hash)).WriteAsync(stream.ToArray());
        var released = 0;
        var trial = Played.As<ITrialGrain>(
            ("Acquire", static _ => Task.FromResult<LeaseGrant?>(new(1, TimeSpan.FromHours(1)))),
            ("Release", call =>
            {
                _ = Interlocked.Increment(ref released);
                return Task.CompletedTask;
            }
        ));
        await StartAsync(static () => ["one"], () => _taken.Count == 1 ? Offer : Nothing, trial);
        var meter = _services.GetRequiredService<SearchMeter>();
        await Until.SoAsync(() => meter.Running == 1, "the job runs");
        await _silo!.OnStop(Cancellation);
        Assert.True(meter.IsDraining);
        Assert.True(_log.Has("Stopping: 1 jobs go on for at most 0 s; what is not done by then is given back."));
        await Until.SoAsync(() => meter.Running == 0, "the job has ended");
        Assert.Equal(1, released);
    }

    [Fact]
    public async Task A_worker_without_threads_asks_for_nothing()
    {
        await StartAsync(static () => throw new NotSupportedException(), static () => Nothing, threads: 0);
        await _silo!.OnStop(Cancellation);
        Assert.Equal(0, _opened);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _silo!.OnStop(CancellationToken.None);
        _worker!.Dispose();
        await _services.DisposeAsync();
    }

    private async Task StartAsync(Func<string[]> open, Func<TakeReply> take, ITrialGrain? trial = null, Func<Submission?>? describe = null, int threads = 1)
    {
        var list = Played.As<ISearchListGrain>(("Open", call =>
        {
            _ = Interlocked.Increment(ref _opened);
            return Task.FromResult(open());
        }
        ));
        var search = Played.As<ISearchGrain>(
            ("Take", call =>
            {
                _taken.Enqueue((TakeRequest)call[0]!);
                return Task.FromResult(take());
            }
        ),
            ("Describe", call =>
            {
                _ = Interlocked.Increment(ref _described);
                return Task.FromResult(describe is null ? Submission : describe());
            }
        ));
        var lifecycle = Played.As<ISiloLifecycle>(("Subscribe", call =>
        {
            _silo = (ILifecycleObserver)call[2]!;
            return null;
        }
        ));
        var self = Played.As<ILocalSiloDetails>(("get_SiloAddress", static _ => SiloAddress.New(IPAddress.Loopback, 1, 1)));
        var options = new WorkerOptions { Name = "worker", Threads = threads, Drain = TimeSpan.Zero };
        var clock = new ClusterClock(new TestTime(), options.Lease);
        _worker = new(Played.Cluster(list, search, trial ?? Played.As<ITrialGrain>()), new(_storage), _services.GetRequiredService<SearchMeter>(), clock, options, self, _log.Of<WorkerService>());
        _worker.Participate(lifecycle);
        await _silo!.OnStart(Cancellation);
    }
}
