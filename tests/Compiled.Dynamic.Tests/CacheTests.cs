using System.Diagnostics;
using System.Runtime.CompilerServices;
using Compiled.Dynamic.Compilation;

namespace Compiled.Dynamic.Tests;

/// <summary>Runs alone: it measures the memory of the process, and counts in a cache that all tests share.</summary>
[CollectionDefinition(nameof(CacheTests), DisableParallelization = true)]
[Collection(nameof(CacheTests))]
public sealed class CacheTests(ITestOutputHelper output)
{
    [Fact]
    public void One_declaration_is_one_class_as_long_as_it_is_in_use()
    {
        var declaration = new NetworkDeclaration(3).Dense(4).Relu().Dense(1);
        var first = declaration.Compile();
        Assert.Same(first, NetworkDeclaration.Parse("[Network(inputs: 3)] [Dense(4)] [Relu] [Dense(1)]").Compile());
        Assert.NotSame(first, declaration.WithName("Other").Compile());
        Assert.NotSame(first, declaration.Relu().Compile());
        Assert.NotSame(first.NetworkClass, declaration.Relu().Compile().NetworkClass);
        Assert.Same(declaration, first.Declaration);
    }

    [Fact]
    public void A_failure_is_not_remembered_and_leaves_nothing()
    {
        var before = NetworkCompiler.Cache.Count;
        var wrong = new NetworkDeclaration(4).Relu().WithName(nameof(A_failure_is_not_remembered_and_leaves_nothing));
        var first = Assert.Throws<NetworkCompilationException>(() => wrong.Compile());
        Assert.NotSame(first, Assert.Throws<NetworkCompilationException>(() => wrong.Compile()));
        Assert.InRange(NetworkCompiler.Cache.Count, 0, before);
    }

    [Fact]
    public async Task Threads_that_ask_for_one_declaration_get_one_compilation()
    {
        var compilations = 0;
        var cache = new NetworkCache();
        var declaration = new NetworkDeclaration(3).Dense(4).WithName("Asked");
        using var together = new Barrier(8);
        var types = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(
            () =>
            {
                together.SignalAndWait();
                return cache.GetOrAdd(declaration.Key, () =>
                {
                    Interlocked.Increment(ref compilations);
                    return declaration.Compile();
                }, TestContext.Current.CancellationToken);
            },
            TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        Assert.Equal(1, compilations);
        Assert.Single(types.Distinct());
        Assert.Equal(1, cache.Count);
    }

    [Fact]
    public async Task Threads_that_ask_for_different_ones_get_each_its_own()
    {
        var types = await Task.WhenAll(Enumerable.Range(1, 8).Select(units => Task.Run(
            () => new NetworkDeclaration(2).Dense(units).WithName("Side").Compile(), TestContext.Current.CancellationToken)));
        Assert.Equal(Enumerable.Range(1, 8), types.Select(static type => type.Topology.OutputSize));
    }

    [Fact]
    public void A_class_lives_and_is_found_as_long_as_a_network_or_a_trainer_of_it()
    {
        var (trainer, network, contextOfTrainer, contextOfNetwork) = Kept();
        for (var round = 0; round < 3; round++)
            Settle();
        Assert.True(contextOfTrainer.IsAlive);
        Assert.True(float.IsFinite(trainer.Step([1, 2], [1])));
        Assert.Same(trainer.GetType().DeclaringType, KeptByTrainer.Compile().NetworkClass);
        Assert.True(contextOfNetwork.IsAlive);
        Assert.Same(network.Type, network.Type.Declaration.Compile());
    }

    [Fact]
    public void A_trainer_that_a_visitor_made_works_on_without_its_context()
    {
        var (trainer, context) = KeptByVisitor();
        Collect(context);
        // It does not know the DynamicNetworkType, so its context is gone; its code must not be, compiled as it is by this first step only.
        Assert.False(context.IsAlive);
        Assert.True(float.IsFinite(trainer.Step([1, 2], [1])));
    }

    [Fact]
    public async Task A_wait_for_another_thread_that_compiles_the_same_can_be_cancelled()
    {
        var cache = new NetworkCache();
        using var isCompiling = new ManualResetEventSlim();
        using var mayEnd = new ManualResetEventSlim();
        var first = Task.Factory.StartNew(
            () => cache.GetOrAdd("key", () =>
            {
                isCompiling.Set();
                mayEnd.Wait(TestContext.Current.CancellationToken);
                return new NetworkDeclaration(1).Dense(1).Compile();
            }, TestContext.Current.CancellationToken),
            TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        isCompiling.Wait(TestContext.Current.CancellationToken);
        try
        {
            using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            var waiting = Task.Factory.StartNew(
                () => cache.GetOrAdd("key", static () => throw new InvalidOperationException("The other thread compiles it."), cancellation.Token),
                TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            cancellation.CancelAfter(50);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(TimeSpan.FromMinutes(5), TestContext.Current.CancellationToken));
        }
        finally
        {
            mayEnd.Set();
        }

        // The compilation itself was not disturbed, and its class is found.
        Assert.Same(await first, cache.GetOrAdd("key", static () => throw new InvalidOperationException("It is there."), TestContext.Current.CancellationToken));
    }

    /// <summary>A thousand topologies in one process: their code and its memory go, and the cache's entries with them.</summary>
    [Fact]
    [Trait("Speed", "slow")]
    public void A_thousand_topologies_leak_nothing()
    {
        const int Topologies = 1000;
        const int Warm = 50;
        var watch = Stopwatch.StartNew();
        _ = CompileAndUse(1, Warm);
        Settle();
        var (managed, resident) = (GC.GetTotalMemory(forceFullCollection: true), Resident());
        output.WriteLine($"{Warm} topologies: {watch.ElapsedMilliseconds} ms, then {managed / 1024} KB managed, {resident / 1024} KB resident");

        watch.Restart();
        var contexts = CompileAndUse(1 + Warm, Topologies - Warm);
        var elapsed = watch.Elapsed;
        foreach (var context in contexts)
            Collect(context);
        Assert.Equal(0, contexts.Count(static context => context.IsAlive));

        // The next compilation clears what is left of the cache.
        _ = CompileAndUse(Topologies + 1, 1);
        Settle();
        var (managedAfter, residentAfter) = (GC.GetTotalMemory(forceFullCollection: true), Resident());
        output.WriteLine($"{contexts.Count} more: {elapsed.TotalMilliseconds / contexts.Count:F1} ms each, then {managedAfter / 1024} KB managed, {residentAfter / 1024} KB resident");
        Assert.InRange(NetworkCompiler.Cache.Count, 0, 600);
        // Roslyn's own tables fill up to their fixed sizes, some 3 MB; the images of 950 networks alone would be 14, their compilations hundreds.
        Assert.InRange(managedAfter - managed, long.MinValue, 8 << 20);
        Assert.InRange(residentAfter - resident, long.MinValue, 100 << 20);
    }

    private static NetworkDeclaration KeptByTrainer => new NetworkDeclaration(2).Dense(1).MeanSquaredError().WithName(nameof(KeptByTrainer));

    /// <summary>In a frame of its own, so that no local keeps the last class alive.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static List<WeakReference> CompileAndUse(int first, int count)
    {
        List<WeakReference> contexts = [];
        var (output, parameters) = (new float[1], new float[2]);
        for (var number = first; number < first + count; number++)
        {
            // Names are as long as they are in life; the topology is the smallest.
            var type = new NetworkDeclaration(1).Dense(1).WithName("Swept" + number.ToString(System.Globalization.CultureInfo.InvariantCulture)).Compile();
            // Alive until its code is gone, and not only until its finalizer has run.
            contexts.Add(new(type.Context, trackResurrection: true));
            var network = type.Create(number);
            network.Predict([2], output);
            network.CopyParametersTo(parameters);
            Assert.Equal(float.FusedMultiplyAdd(2, parameters[0], parameters[1]), output[0]);
        }

        return contexts;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (Trainer Trainer, DynamicNetwork Network, WeakReference OfTrainer, WeakReference OfNetwork) Kept()
    {
        var trained = KeptByTrainer.Compile();
        var used = new NetworkDeclaration(2).Dense(1).WithName("KeptByNetwork").Compile();
        return (
            trained.Create().CreateTrainer(new Adam()), used.Create(),
            new(trained.Context), new(used.Context));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (Trainer Trainer, WeakReference Context) KeptByVisitor()
    {
        var type = KeptByTrainer.WithName(nameof(KeptByVisitor)).Compile();
        return (type.Create().Accept(new Trainers()), new(type.Context));
    }

    private static void Collect(WeakReference context)
    {
        for (var round = 0; round < 10 && context.IsAlive; round++)
            Settle();
    }

    private static void Settle()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
    }

    private static long Resident()
    {
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }

    private sealed class Trainers : ITrainableNetworkVisitor<Trainer>
    {
        public Trainer Visit<TNetwork>(TNetwork network)
            where TNetwork : class, ITrainableNetwork<TNetwork> => network.CreateTrainer(new Adam());
    }
}
