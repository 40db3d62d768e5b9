using System.Diagnostics;
using Compiled.Runtime;
using Compiled.Tests.Networks;

namespace Compiled.Tests.Law;

/// <summary>The threads that share work: every item once, whatever else happens.</summary>
[Collection(nameof(ProcessorsCollection))]
public sealed class WorkersTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 4)]
    [InlineData(2, 2)]
    [InlineData(5, 4)]
    [InlineData(1000, 3)]
    [InlineData(1000, 8)]
    public void Every_item_runs_once(int items, int threads)
    {
        using var pretended = new Pretended(8);
        for (var round = 0; round < 200; round++)
        {
            var work = new CountingWork(new int[items], new int[8], null);
            Workers.Run(ref work, items, threads);
            Assert.All(work.Runs, runs => Assert.Equal(1, runs));
            Assert.Equal(0, work.Slots.Skip(threads).Sum());
        }
    }

    [Fact]
    public void More_than_one_thread_takes_part()
    {
        using var pretended = new Pretended(3);
        var threads = new HashSet<int>();
        // The system may wake a worker late, when all is done: again until it came in time, which on a busy machine may take seconds.
        for (var start = Stopwatch.GetTimestamp(); threads.Count < 2 && Stopwatch.GetElapsedTime(start) < TimeSpan.FromMinutes(5);)
        {
            var work = new NamingWork(threads);
            Workers.Run(ref work, 64, 3);
        }

        Assert.True(threads.Count >= 2, $"{threads.Count} thread did everything.");
    }

    [Fact]
    public void A_worker_that_slept_comes_again()
    {
        using var pretended = new Pretended(3);
        for (var round = 0; round < 20; round++)
        {
            var work = new CountingWork(new int[50], new int[8], null);
            Workers.Run(ref work, 50, 3);
            Assert.All(work.Runs, runs => Assert.Equal(1, runs));
            Thread.Sleep(2); // Longer than a worker spins.
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(63)]
    public void An_exception_reaches_the_caller_and_the_workers_go_on(int failing)
    {
        using var pretended = new Pretended(4);
        for (var round = 0; round < 20; round++)
        {
            var broken = new CountingWork(new int[64], new int[8], failing);
            var exception = Assert.Throws<InvalidOperationException>(() => Workers.Run(ref broken, 64, 4));
            Assert.Equal($"item {failing}", exception.Message);
            Assert.All(broken.Runs, runs => Assert.InRange(runs, 0, 1));
            var work = new CountingWork(new int[64], new int[8], null);
            Workers.Run(ref work, 64, 4);
            Assert.All(work.Runs, runs => Assert.Equal(1, runs));
        }
    }

    [Fact]
    public void Work_within_work_runs_on_the_thread_that_asks()
    {
        using var pretended = new Pretended(4);
        var work = new NestedWork(new int[16]);
        Workers.Run(ref work, 16, 4);
        Assert.All(work.Runs, runs => Assert.Equal(10, runs));
    }

    [Fact]
    public void One_processor_means_one_thread()
    {
        using var pretended = new Pretended(1);
        Assert.Equal(1, Workers.Usable(TrainerOptions.AllProcessors));
        var threads = new HashSet<int>();
        var work = new NamingWork(threads);
        Workers.Run(ref work, 64, 8);
        Assert.Equal([Environment.CurrentManagedThreadId], threads);
    }

    [Fact]
    public void A_rule_that_throws_on_a_worker_throws_from_Step_and_training_goes_on()
    {
        using var pretended = new Pretended(4);
        var of = DenseNetworks.Get("Digits64x32x10");
        var data = new TestData(2);
        var (inputs, targets) = (data.Inputs(of, 600), data.Targets(of, 600));
        var switchboard = new bool[1];
        var network = of.CreateRandom(1);
        var trainer = network.CreateTrainer(new FailingRule(switchboard) { LearningRate = 0.01f }, new TrainerOptions { Threads = 4 });
        _ = trainer.Step(inputs, targets);
        switchboard[0] = true;
        _ = Assert.Throws<InvalidOperationException>(() => trainer.Step(inputs, targets));
        switchboard[0] = false;
        Assert.Equal(1, trainer.StepCount);

        // The copies of the weights follow the parameters again, wherever the update stopped.
        var fresh = network.Clone();
        var other = fresh.CreateTrainer(new FailingRule(switchboard) { LearningRate = 0.01f });
        _ = trainer.Step(inputs, targets);
        _ = other.Step(inputs, targets);
        Bits.Equal(fresh.GetParameters(of), network.GetParameters(of), "parameters after the next step");
    }

    private readonly struct CountingWork(int[] runs, int[] slots, int? failing) : IWork
    {
        public int[] Runs => runs;

        public int[] Slots => slots;

        public void Run(int item, int slot)
        {
            _ = Interlocked.Increment(ref runs[item]);
            _ = Interlocked.Increment(ref slots[slot]);
            if (item == failing)
                throw new InvalidOperationException($"item {item}");
        }
    }

    private readonly struct NamingWork(HashSet<int> threads) : IWork
    {
        public void Run(int item, int slot)
        {
            lock (threads)
                _ = threads.Add(Environment.CurrentManagedThreadId);
            Thread.SpinWait(2000);
        }
    }

    private readonly struct NestedWork(int[] runs) : IWork
    {
        public int[] Runs => runs;

        public void Run(int item, int slot)
        {
            var inner = new CountingWork(new int[10], new int[8], null);
            Workers.Run(ref inner, 10, 4);
            runs[item] += inner.Runs.Sum();
        }
    }
}
