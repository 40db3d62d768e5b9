using Compiled.Tests.Networks;
using Compiled.Tests.Networks.Declared;

namespace Compiled.Tests.Law;

/// <summary>Seeds and copies.</summary>
public sealed class SeedTests
{
    public static TheoryData<string> Names => DenseNetworks.Names;

    public static TheoryData<string> Learners => DenseNetworks.Learners;

    [Theory]
    [MemberData(nameof(Names))]
    public void The_same_seed_gives_the_same_bytes(string name)
    {
        var of = DenseNetworks.Get(name);
        foreach (var seed in new[] { 0, 1, -1, 42, long.MaxValue, long.MinValue })
            Bits.Equal(of.Create(seed).GetParameters(of), of.Create(seed).GetParameters(of), $"seed {seed}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Another_seed_gives_other_parameters_where_anything_is_drawn(string name)
    {
        var of = DenseNetworks.Get(name);
        if (name == nameof(ConstantAndZeros))
            Bits.Equal(of.Create(1).GetParameters(of), of.Create(2).GetParameters(of), "constants");
        else
            Assert.NotEqual(of.Create(1).GetParameters(of), of.Create(2).GetParameters(of));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Biases_begin_at_zero_and_everything_is_finite(string name)
    {
        var of = DenseNetworks.Get(name);
        var parameters = of.Create(5).GetParameters(of);
        Assert.All(parameters, value => Assert.True(float.IsFinite(value)));
        foreach (var biases in of.Groups.Where(group => group.IsBiases))
            Assert.All(parameters[biases.Offset..(biases.Offset + biases.Count)], value => Assert.Equal(0, value));
    }

    [Fact]
    public void No_seed_is_seed_zero()
    {
        var (parameters, seeded) = (new float[IrisNet.ParameterCount], new float[IrisNet.ParameterCount]);
        new IrisNet().CopyParametersTo(parameters);
        new IrisNet(seed: 0).CopyParametersTo(seeded);
        Bits.Equal(seeded, parameters, "parameters");
    }

    [Fact]
    public void Constant_and_zero_initialisers_draw_nothing()
    {
        var network = new ConstantAndZeros(seed: 3);
        Assert.Equal(0.375f, network.Dense0.Weights[3, 2]);
        Assert.Equal(0.375f, network.Dense0.Weights[0, 0]);
        Assert.Equal(0f, network.Dense1.Weights[1, 3]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_canonical_vector_comes_back_as_it_went(string name)
    {
        var of = DenseNetworks.Get(name);
        var parameters = new TestData(3).Uniforms(of.ParameterCount);
        var network = of.Create(0);
        network.CopyParametersFrom(parameters);
        Bits.Equal(parameters, network.GetParameters(of), "parameters");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_clone_is_equal_and_independent(string name)
    {
        var of = DenseNetworks.Get(name);
        var network = of.CreateRandom(4);
        var parameters = network.GetParameters(of);
        var input = new TestData(5).Inputs(of, 1);
        var output = network.PredictRow(of, input);

        var clone = network.Clone();
        Bits.Equal(parameters, clone.GetParameters(of), "the clone's parameters");
        Bits.Equal(output, clone.PredictRow(of, input), "the clone's outputs");

        clone.CopyParametersFrom(new float[of.ParameterCount]);
        Bits.Equal(parameters, network.GetParameters(of), "the original's parameters");
        Bits.Equal(output, network.PredictRow(of, input), "the original's outputs");

        network.CopyParametersFrom(new TestData(6).Uniforms(of.ParameterCount));
        Assert.All(clone.GetParameters(of), value => Assert.Equal(0, value));
    }

    [Fact]
    public void Training_a_network_leaves_its_clone()
    {
        var of = DenseNetworks.Get(nameof(Lanes16));
        var network = of.CreateRandom(4);
        var clone = network.Clone();
        var parameters = clone.GetParameters(of);
        var data = new TestData(7);
        network.CreateTrainer(new Sgd(learningRate: 0.1f)).Step(data.Inputs(of, 3), data.Targets(of, 3));
        Bits.Equal(parameters, clone.GetParameters(of), "the clone's parameters");
        Assert.NotEqual(parameters, network.GetParameters(of));
    }

    [Theory]
    [MemberData(nameof(Learners))]
    public void Training_twice_gives_the_same_bits(string name)
    {
        var of = DenseNetworks.Get(name);
        Bits.Equal(Train(of), Train(of), "parameters");
    }

    private static float[] Train(NetworkCase of)
    {
        var network = of.Create(8);
        var trainer = network.CreateTrainer(new Adam(learningRate: 0.01f));
        for (var step = 0; step < 3; step++)
        {
            var data = new TestData(step);
            trainer.Step(data.Inputs(of, 13), data.Targets(of, 13));
        }

        return network.GetParameters(of);
    }
}
