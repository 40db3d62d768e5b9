using Compiled.Clusters.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Hosting;
using Orleans.Runtime;
using static Compiled.Search;

namespace Compiled.Clusters.Tests.Parts;

/// <summary>What a silo keeps and hands out, without a cluster.</summary>
public sealed class WorkTests
{
    [Fact]
    public void Data_are_loaded_once_however_many_ask()
    {
        var loads = 0;
        var cache = new DataCache<string>(100);
        _ = Parallel.For(0, 50, _ =>
        {
            using var lease = cache.Use("a", 60, () =>
            {
                Thread.Sleep(20);
                return $"loaded {Interlocked.Increment(ref loads)}";
            });
            Assert.Equal("loaded 1", lease.Value);
        });
        Assert.Equal((1, 60), (loads, cache.Bytes));
    }

    [Fact]
    public void What_was_used_least_recently_makes_room_and_what_is_used_stays()
    {
        var loads = new List<string>();
        var cache = new DataCache<string>(100);
        Use("a").Dispose();
        var used = Use("b");
        Use("a").Dispose();
        Use("c").Dispose();
        // "a" has made room, although "b" was used earlier: a job has it.
        Assert.Equal(80, cache.Bytes);
        Use("b").Dispose();
        Use("a").Dispose();
        Assert.Equal(["a", "b", "c", "a"], loads);
        used.Dispose();
        Assert.InRange(cache.Bytes, 0, 100);

        DataCache<string>.Lease Use(string name) => cache.Use(name, 40, () =>
        {
            loads.Add(name);
            return name;
        });
    }

    [Fact]
    public void A_load_that_fails_is_tried_again()
    {
        var cache = new DataCache<string>(100);
        _ = Assert.Throws<IOException>(() => cache.Use("a", 10, static () => throw new IOException()));
        Assert.Equal(0, cache.Bytes);
        Assert.Equal("there", cache.Use("a", 10, static () => "there").Value);
    }

    [Fact]
    public void A_job_that_comes_back_is_handed_out_again_and_counted_once()
    {
        var state = new SearchState(Over(rate: LogUniform(1e-4, 1e-1)) with { Trials = 5, Lag = 2 });
        var queue = new JobQueue(state);
        var (first, second) = (queue.Take()!, queue.Take()!);
        Assert.Null(queue.Take());
        Assert.Equal((0, 2), (queue.Ready, queue.HandedOut));
        queue.Return(first.Index);
        queue.Return(first.Index);
        Assert.Equal((1, 1), (queue.Ready, queue.HandedOut));
        // The worker that was thought lost hands it in before anybody takes it again.
        queue.Complete(Result(first));
        Assert.Equal(2, queue.Take()!.Index);
        Assert.Null(queue.Take());
        queue.Complete(Result(second));
        while (!queue.IsFinished)
            queue.Complete(Result(queue.Find(state.FinishedJobs)!));
        Assert.Equal((5, 0, 0), (state.FinishedJobs, queue.HandedOut, queue.Watched.Length));
    }

    [Fact]
    public void A_job_that_somebody_has_is_not_handed_out()
    {
        var queue = new JobQueue(new SearchState(Over(rate: LogUniform(1e-4, 1e-1)) with { Trials = 5, Lag = 3 }));
        queue.Hold(1);
        Assert.Equal([0, 2], [queue.Take()!.Index, queue.Take()!.Index]);
        Assert.Null(queue.Take());
        queue.Return(1);
        Assert.Equal(1, queue.Take()!.Index);
    }

    [Fact]
    public void What_comes_back_late_changes_nothing()
    {
        var queue = new JobQueue(new SearchState(Over(rate: LogUniform(1e-4, 1e-1)) with { Trials = 2, Lag = 1 }));
        var job = queue.Take()!;
        queue.Complete(Result(job));
        queue.Hold(job.Index);
        queue.Return(job.Index);
        Assert.Equal((1, 0), (queue.Ready, queue.HandedOut));

        var (cache, sizes) = (new DataCache<string>(100, null), new List<long>());
        var lease = cache.Use("a", 10, static () => "a");
        lease.Dispose();
        lease.Dispose();
        var watched = new DataCache<string>(10, sizes.Add);
        watched.Use("a", 20, static () => "a").Dispose();
        Assert.Equal([20, 0], sizes);
    }

    [Fact]
    public async Task Data_that_are_not_what_their_name_says_are_refused()
    {
        using var services = new ServiceCollection().AddMetrics().AddSingleton<SearchMeter>().BuildServiceProvider();
        var store = new PieceStore(new FakeStorage());
        var shared = new SharedData(store, services.GetRequiredService<SearchMeter>());
        Assert.Contains("The data none are not in the cluster's storage", Assert.Throws<ClusterException>(() => shared.Get("none")).Message, StringComparison.Ordinal);
        using var stream = new MemoryStream();
        var data = Searches.Data();
        data.Write(stream);
        await new PiecedFile(store, DataGrain.IdOf("other")).WriteAsync(stream.ToArray());
        Assert.Contains($"have the hash {data.Hash}: they were changed", Assert.Throws<ClusterException>(() => shared.Get("other")).Message, StringComparison.Ordinal);
        await new PiecedFile(store, DataGrain.IdOf(data.Hash)).WriteAsync(stream.ToArray());
        Assert.Equal(data.Hash, shared.Get(data.Hash).Hash);
        Assert.Equal(data.Hash, shared.Get(data.Hash).Hash);
    }

    [Fact]
    public void A_silo_is_built_with_its_defaults_over_memory_and_over_Redis()
    {
        var ofRedis = new[] { null, "127.0.0.1:1,password=none" }.Select(static redis =>
        {
            var builder = Host.CreateEmptyApplicationBuilder(null);
            _ = builder.UseOrleans(silo => silo.UseSearchCluster(new() { Redis = redis }));
            Assert.Contains(builder.Services, static service => service.ServiceType == typeof(WorkerOptions));
            return builder.Services.Count(static service => service.ServiceType.ToString().Contains("Redis", StringComparison.Ordinal));
        }).ToList();
        Assert.True(ofRedis[1] > ofRedis[0], $"{ofRedis[1]} services are of Redis, and {ofRedis[0]} without it.");

        var alone = Host.CreateEmptyApplicationBuilder(null);
        _ = alone.UseOrleans(static silo => silo.AddSearchWorker());
        Assert.Contains(alone.Services, static service => service.ServiceType == typeof(WorkerOptions));
    }

    [Fact]
    public async Task Jobs_run_on_threads_of_their_own()
    {
        using var threads = new JobThreads(2);
        var names = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => threads.Run(static () => (Thread.CurrentThread.Name, Thread.CurrentThread.IsThreadPoolThread))));
        Assert.All(names, static name => Assert.StartsWith("training ", name.Name, StringComparison.Ordinal));
        Assert.All(names, static name => Assert.False(name.IsThreadPoolThread));
        _ = await Assert.ThrowsAsync<IOException>(() => threads.Run<int>(static () => throw new IOException()));
        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => threads.Run<int>(static () => throw new OperationCanceledException()));
    }

    [Theory]
    [InlineData("1.0.0", SiloStatus.Active, true)]
    [InlineData("1.0.1", SiloStatus.Active, false)]
    [InlineData("1.0.1", SiloStatus.Dead, true)]
    [InlineData("1.0.1", SiloStatus.ShuttingDown, true)]
    public void Another_version_is_refused_while_members_have_it(string other, SiloStatus status, bool isFit)
    {
        var name = VersionGate.SiloName(new WorkerOptions { Name = "a@b", Version = other });
        var refusal = VersionGate.Refusal("1.0.0", [("a silo of somebody else", SiloStatus.Active), (name, status)]);
        Assert.Equal(isFit, refusal is null);
        if (!isFit)
            Assert.Contains("This worker has version 1.0.0 of Compiled, but the cluster's worker 'a-b' has version 1.0.1.", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_out_of_range_are_named()
    {
        Fails(new() { Threads = -1 }, "WorkerOptions.Threads must be 0 to 1024.");
        Fails(new() { Lease = TimeSpan.Zero }, "WorkerOptions.Lease must be 1 second to 1 day.");
        Fails(new() { Drain = TimeSpan.FromSeconds(-1) }, "WorkerOptions.Drain must be 0 to 1 day.");
        Fails(new() { DataBytes = -1 }, "WorkerOptions.DataBytes must be 0 or more.");
        Fails(new() { FailureDetection = TimeSpan.Zero }, "WorkerOptions.FailureDetection must be 1 second to 1 hour.");
        Fails(new() { SiloPort = 0 }, "WorkerOptions.SiloPort must be 1 to 65535.");
        Fails(new() { GatewayPort = 0 }, "WorkerOptions.GatewayPort must be 1 to 65535.");
        Fails(new() { GatewayPort = 70_000 }, "WorkerOptions.GatewayPort must be 1 to 65535.");
        var options = new WorkerOptions();
        Assert.Same(options, options.Checked());

        static void Fails(WorkerOptions options, string message) =>
            Assert.Contains(message, Assert.Throws<ArgumentOutOfRangeException>(options.Checked).Message, StringComparison.Ordinal);
    }

    private static JobResult Result(SearchJob job) => new() { Index = job.Index, Objective = job.Index };
}
