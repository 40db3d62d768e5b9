using Compiled.Tests;

namespace Compiled.Dynamic.Tests;

/// <summary>One of each that changes how gradients go back: standardised inputs, a residual, a norm, and softmax at the end.</summary>
[Network(inputs: 3)]
[Standardize]
[Dense(8), Tanh]
[BeginResidual, Dense(8), LayerNorm, Gelu, EndResidual]
[Dense(4), Softmax]
[CrossEntropy]
[Differentiable]
internal sealed partial class SteepNet;

/// <summary>The gradient at the inputs is that of the same class in C#.</summary>
public sealed class InputGradientTests
{
    private static readonly NetworkDeclaration Steep = new NetworkDeclaration(3)
        .Standardize().Dense(8).Tanh().BeginResidual().Dense(8).LayerNorm().Gelu().EndResidual().Dense(4).Softmax().CrossEntropy().Differentiable();

    [Fact]
    public void It_has_the_bits_of_the_class_in_CSharp()
    {
        var type = Steep.Compile();
        Assert.True(type.IsDifferentiable);
        var (network, compiled) = (type.Create(seed: 5), new SteepNet(seed: 5));
        var random = new Random(1);
        var parameters = new float[SteepNet.ParameterCount];
        for (var round = 0; round < 20; round++)
        {
            // Written after the first gradient: the next one sees it.
            Fill(parameters, random);
            network.CopyParametersFrom(parameters);
            compiled.CopyParametersFrom(parameters);
            var (input, gradient) = (new float[3], new float[4]);
            Fill(input, random);
            Fill(gradient, random);
            var (actual, expected) = (new float[3], new float[3]);
            network.InputGradient(input, gradient, actual);
            compiled.InputGradient(input, gradient, expected);
            Assert.Equal(expected, actual);
            Assert.DoesNotContain(0, actual);
        }
    }

    [Fact]
    public void A_clone_has_its_own()
    {
        var network = new NetworkDeclaration(1).Dense(1).Differentiable().Compile().Create();
        network.CopyParametersFrom([2, 0]);
        var clone = network.Clone();
        clone.CopyParametersFrom([3, 0]);
        Assert.Equal((2, 3), (Slope(network, 1), Slope(clone, 1)));
    }

    /// <summary>What one row keeps for the way back is more than the stack may hold.</summary>
    [Fact]
    [Trait("Speed", "slow")]
    public void A_network_too_wide_for_the_stack_has_it_too()
    {
        const int width = 8192;
        var type = new NetworkDeclaration(1).Dense(width).Relu().Dense(1).Dense(width).Relu().Dense(1).Differentiable().Compile();
        Assert.Null(type.NetworkClass.GetMethod("InputGradient", [typeof(ReadOnlySpan<float>), typeof(ReadOnlySpan<float>), typeof(Span<float>)]));
        Assert.True(type.IsDifferentiable);
        var network = type.Create();
        var parameters = new float[network.ParameterCount];
        var half = parameters.Length / 2;
        foreach (var (first, weight) in new[] { (0, 2f), (half, 3f) })
        {
            parameters.AsSpan(first, width).Fill(weight);
            parameters.AsSpan(first + (2 * width), width).Fill(1f / width);
        }

        network.CopyParametersFrom(parameters);
        Assert.Equal(2 * 3, Slope(network, 1));
    }

    [Fact]
    public void It_allocates_nothing()
    {
        var network = Steep.Compile().Create(seed: 1);
        var (input, gradient, result) = (new float[3], new float[] { 1, 0, 0, 0 }, new float[3]);
        network.InputGradient(input, gradient, result);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var call = 0; call < 100; call++)
            network.InputGradient(input, gradient, result);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Without_the_attribute_there_is_none_and_the_message_says_what_helps()
    {
        var type = new NetworkDeclaration(1).Dense(1).MeanSquaredError().Compile();
        Assert.False(type.IsDifferentiable);
        Assert.Equal(
            $"{type.Topology.Name} has no derivatives: add [Differentiable] to its declaration, in code Differentiable().",
            Assert.Throws<InvalidOperationException>(() => Slope(type.Create(), 1)).Message);
    }

    [Fact]
    public void Spans_are_checked()
    {
        var network = Steep.Compile().Create();
        var memory = new float[8];
        Assert.Equal("input", Fails(() => network.InputGradient(new float[2], new float[4], new float[3])));
        Assert.Equal("outputGradient", Fails(() => network.InputGradient(new float[3], new float[3], new float[3])));
        Assert.Equal("result", Fails(() => network.InputGradient(new float[3], new float[4], new float[4])));
        Assert.Equal("result", Fails(() => network.InputGradient(memory.AsSpan(0, 3), new float[4], memory.AsSpan(2, 3))));
    }

    private static string? Fails(Action call) => Assert.ThrowsAny<ArgumentException>(call).ParamName;

    private static float Slope(DynamicNetwork network, float input)
    {
        var result = new float[1];
        network.InputGradient([input], [1], result);
        return result[0];
    }

    private static void Fill(float[] values, Random random)
    {
        foreach (ref var value in values.AsSpan())
            value = random.NextSingle() - 0.5f;
    }
}
