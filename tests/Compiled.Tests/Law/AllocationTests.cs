using Compiled.Tests.Networks;

namespace Compiled.Tests.Law;

/// <summary>Runs alone: what another test allocates meanwhile, or the JIT's tier-up, would be counted otherwise.</summary>
[CollectionDefinition(nameof(AllocationCollection), DisableParallelization = true)]
public sealed class AllocationCollection;

/// <summary>Law 1: nothing is allocated after construction.</summary>
[Collection(nameof(AllocationCollection))]
public sealed class AllocationTests
{
    public static TheoryData<string> Names => AllNetworks.Names;

    public static TheoryData<string> Learners => AllNetworks.Learners;

    [Theory]
    [MemberData(nameof(Names))]
    public void Predict_allocates_nothing(string name)
    {
        var of = AllNetworks.Get(name);
        var network = of.CreateRandom(1);
        var (input, output) = (new TestData(1).Inputs(of, 1), new float[of.OutputSize]);
        Assert.Equal(0, FewestBytes(of, () => network.Predict(input, output)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void PredictBatch_allocates_nothing(string name)
    {
        var of = AllNetworks.Get(name);
        var network = of.CreateRandom(1);
        var (inputs, outputs) = (new TestData(1).Inputs(of, 21), new float[21 * of.OutputSize]);
        Assert.Equal(0, FewestBytes(of, () => network.PredictBatch(inputs, outputs)));
    }

    [Theory]
    [MemberData(nameof(Learners))]
    public void Step_allocates_nothing(string name)
    {
        var of = AllNetworks.Get(name);
        var network = of.CreateRandom(1);
        var trainer = network.CreateTrainer(new Adam(learningRate: 1e-4f));
        var data = new TestData(1);
        var (inputs, targets) = (data.Inputs(of, 21), data.Targets(of, 21));
        Assert.Equal(0, FewestBytes(of, () => trainer.Step(inputs, targets)));
        Assert.Equal(0, FewestBytes(of, () => trainer.StepFromGradient(inputs, targets)));
        Assert.Equal(0, FewestBytes(of, () => trainer.MeanLoss(inputs, targets)));
        var (weights, labels) = (data.Uniforms(21), new int[21]);
        foreach (ref var weight in weights.AsSpan())
            weight += 1;
        Assert.Equal(0, FewestBytes(of, () => trainer.Step(inputs, targets, weights)));
        if (of.Topology.Loss == "CrossEntropy")
            Assert.Equal(0, FewestBytes(of, () => trainer.Step(inputs, labels, weights)));
    }

    [Theory]
    [MemberData(nameof(Learners))]
    public void A_prediction_after_a_step_allocates_nothing(string name)
    {
        var of = AllNetworks.Get(name);
        var network = of.CreateRandom(1);
        var trainer = network.CreateTrainer(new Adam(learningRate: 1e-4f));
        var data = new TestData(1);
        var (inputs, targets, output) = (data.Inputs(of, 3), data.Targets(of, 3), new float[of.OutputSize]);
        Assert.Equal(0, FewestBytes(of, () =>
        {
            trainer.Step(inputs, targets);
            network.Predict(inputs.AsSpan(0, of.InputSize), output);
        }));
    }

    [Fact]
    public void The_measurement_sees_an_allocation()
    {
        var of = AllNetworks.Get(Names.First().Data);
        object? kept = null;
        Assert.True(FewestBytes(of, () => kept = new byte[1]) > 0);
        GC.KeepAlive(kept);
    }

    /// <summary>The fewest bytes that a series of calls allocated on this thread: a real allocation shows in every series, the runtime's own in few.</summary>
    private static long FewestBytes(NetworkCase of, Action action)
    {
        var calls = of.ParameterCount < 5_000 ? 40 : 4;
        for (var i = 0; i < calls; i++)
            action();
        var fewest = long.MaxValue;
        for (var series = 0; series < 8; series++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < calls; i++)
                action();
            fewest = Math.Min(fewest, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return fewest;
    }
}
