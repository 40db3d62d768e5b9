using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Compiled.Runtime;

namespace Compiled.Tests.Numerics;

public sealed class ParameterInitializerTests
{
    private const int Inputs = 300, Outputs = 200, Stride = 208;
    private const float Padding = 77f;

    [Theory]
    [InlineData(Initializer.XavierUniform, 6.0 / (Inputs + Outputs))]
    [InlineData(Initializer.HeUniform, 6.0 / Inputs)]
    [InlineData(Initializer.LeCunUniform, 3.0 / Inputs)]
    [InlineData(Initializer.PyTorchDefault, 1.0 / Inputs)]
    public void Uniform_initialisers_have_their_bounds_mean_and_variance(Initializer initializer, double squaredBound)
    {
        var weights = Weights(initializer);
        var bound = Math.Sqrt(squaredBound);
        Assert.InRange(weights.Max(), bound * 0.999, bound * 1.0000001);
        Assert.InRange(weights.Min(), -bound * 1.0000001, -bound * 0.999);
        CheckMoments(weights, squaredBound / 3);
    }

    [Theory]
    [InlineData(Initializer.XavierNormal, 2.0 / (Inputs + Outputs))]
    [InlineData(Initializer.HeNormal, 2.0 / Inputs)]
    [InlineData(Initializer.LeCunNormal, 1.0 / Inputs)]
    public void Normal_initialisers_have_their_mean_and_variance(Initializer initializer, double variance)
    {
        var weights = Weights(initializer);
        CheckMoments(weights, variance);
        Assert.Equal(0.3173, weights.Count(w => w * w > variance) / (double)weights.Length, 0.01);
    }

    [Fact]
    public void The_truncated_normal_has_its_variance_and_ends_at_two_deviations()
    {
        var weights = Weights(Initializer.TruncatedNormal);
        CheckMoments(weights, 1.0 / Inputs);
        var end = 2 * 1.136847 / Math.Sqrt(Inputs);
        Assert.InRange(weights.Max(), end * 0.995, end * 1.000001);
        Assert.InRange(weights.Min(), -end * 1.000001, -end * 0.995);
        // Within one σ: 0.6827 / 0.9545 of the values.
        Assert.Equal(0.7152, weights.Count(w => Math.Abs(w) < end / 2) / (double)weights.Length, 0.01);
    }

    [Theory]
    [InlineData(200, 300)]
    [InlineData(300, 200)]
    [InlineData(7, 7)]
    [InlineData(1, 5)]
    [InlineData(5, 1)]
    public void Orthogonal_rows_or_columns_have_length_one_and_stand_at_right_angles(int outputs, int inputs)
    {
        var stride = (outputs + 15) / 16 * 16;
        var block = new DenseLayout("Dense0", inputs, outputs, stride, 16, 0, -1, Initializer.Orthogonal);
        var memory = Draw(new ParameterLayout(inputs * stride, block), 3);
        var count = Math.Min(inputs, outputs);
        float At(int vector, int place) => memory[inputs >= outputs ? block.WeightOffset(vector, place) : block.WeightOffset(place, vector)];
        for (var first = 0; first < count; first++)
            for (var second = 0; second <= first; second++)
            {
                var dot = 0.0;
                for (var place = 0; place < Math.Max(inputs, outputs); place++)
                    dot += (double)At(first, place) * At(second, place);
                Assert.Equal(first == second ? 1 : 0, dot, 1e-6);
            }

        var entries = memory.Where(value => value != 0).ToArray();
        Assert.Equal(inputs * outputs, entries.Length);
        if (count > 100)
            CheckMoments(entries, 1.0 / Math.Max(inputs, outputs));
    }

    [Fact]
    public void The_default_of_PyTorch_draws_biases_too()
    {
        var layout = Layout(Initializer.PyTorchDefault);
        var biases = Draw(layout, 1).AsSpan(layout.Blocks[0].BiasesOffset, Outputs).ToArray();
        var bound = Math.Sqrt(1.0 / Inputs);
        Assert.InRange(biases.Max(), bound * 0.95, bound);
        Assert.InRange(biases.Min(), -bound, -bound * 0.95);
        Assert.Equal(0, biases.Average(), 3 * bound / Math.Sqrt(3 * Outputs));
        Assert.DoesNotContain(0f, biases);
    }

    [Theory]
    [InlineData(Initializer.Zeros, 0f)]
    [InlineData(Initializer.Constant, 0.25f)]
    public void Constant_initialisers_fill_the_weights(Initializer initializer, float expected) =>
        Assert.All(Weights(initializer), weight => Assert.Equal(expected, weight));

    [Fact]
    public void Biases_become_zero_and_padding_is_not_touched()
    {
        var layout = Layout(Initializer.HeNormal);
        var memory = Enumerable.Repeat(Padding, layout.Length).ToArray();
        ParameterInitializer.Initialize(layout, memory, 1);
        var block = layout.Blocks[0];
        for (var input = 0; input < Inputs; input++)
            for (var output = Outputs; output < Stride; output++)
                Assert.Equal(Padding, memory[block.WeightOffset(output, input)]);
        Assert.All(memory[block.BiasesOffset..(block.BiasesOffset + Outputs)], static bias => Assert.Equal(0f, bias));
        Assert.All(memory[(block.BiasesOffset + Outputs)..], static padding => Assert.Equal(Padding, padding));
    }

    [Fact]
    public void The_memory_layout_does_not_change_the_weights()
    {
        var narrow = new DenseLayout("Dense0", 5, 3, 4, 4, 0, 20, Initializer.HeNormal);
        var wide = narrow with { Stride = 16, WeightsOffset = 16, BiasesOffset = 96 };
        float[] left = new float[24], right = new float[112], leftCanonical = new float[18], rightCanonical = new float[18];
        ParameterInitializer.Initialize(new ParameterLayout(24, narrow), left, 9);
        ParameterInitializer.Initialize(new ParameterLayout(112, wide), right, 9);
        new ParameterLayout(24, narrow).CopyToCanonical(left, leftCanonical);
        new ParameterLayout(112, wide).CopyToCanonical(right, rightCanonical);
        Assert.Equal(leftCanonical, rightCanonical);
    }

    [Fact]
    public void A_block_draws_the_same_whatever_stands_before_it()
    {
        var second = new DenseLayout("Dense1", 4, 4, 4, 4, 16, 32, Initializer.XavierUniform);
        float[] left = new float[36], right = new float[36];
        ParameterInitializer.Initialize(new ParameterLayout(36, new DenseLayout("Dense0", 4, 4, 4, 4, 0, -1, Initializer.HeNormal), second), left, 3);
        ParameterInitializer.Initialize(new ParameterLayout(36, new DenseLayout("Dense0", 2, 4, 4, 4, 0, -1, Initializer.Zeros), second), right, 3);
        Assert.Equal(left[16..], right[16..]);
        Assert.NotEqual(left[..16], left[16..32]);
    }

    [Fact]
    public void The_same_seed_gives_the_same_bytes_and_another_seed_gives_others()
    {
        var layout = Layout(Initializer.HeNormal);
        Assert.Equal(Draw(layout, 42), Draw(layout, 42));
        Assert.NotEqual(Draw(layout, 42), Draw(layout, 43));
        Assert.NotEqual(Draw(layout, 42), Draw(layout, -42));
    }

    [Theory]
    [InlineData(Initializer.XavierUniform, "011649DE7BFC3DB7")]
    [InlineData(Initializer.XavierNormal, "DC3BB9272431FFF8")]
    [InlineData(Initializer.HeUniform, "81B7FE9CEE03BE5D")]
    [InlineData(Initializer.HeNormal, "26A9F504A7937032")]
    [InlineData(Initializer.LeCunNormal, "1AA411AD4A391E6D")]
    [InlineData(Initializer.LeCunUniform, "3941E75AE7DEB21F")]
    public void Seed_42_gives_the_same_bytes_on_every_machine(Initializer initializer, string expected)
    {
        var hash = SHA256.HashData(MemoryMarshal.AsBytes(Draw(Layout(initializer), 42).AsSpan()));
        Assert.Equal(expected, Convert.ToHexString(hash)[..16]);
    }

    [Fact]
    public void An_unresolved_initialiser_is_refused_by_name()
    {
        var error = Assert.Throws<InvalidOperationException>(static () => Draw(Layout(Initializer.Auto), 1));
        Assert.Contains("'Dense0' has the initialiser Auto", error.Message);
    }

    [Fact]
    public void Memory_of_another_length_is_refused_with_both_lengths()
    {
        var error = Assert.Throws<ArgumentException>(static () => ParameterInitializer.Initialize(Layout(Initializer.Zeros), new float[3], 1));
        Assert.Contains("3 floats", error.Message);
        Assert.Contains($"{Inputs * Stride + Stride}", error.Message);
    }

    private static void CheckMoments(float[] weights, double variance)
    {
        // 60,000 draws: a mean of three standard errors, and a variance of 2 %.
        Assert.Equal(0, weights.Average(static w => (double)w), 3 * Math.Sqrt(variance / weights.Length));
        Assert.Equal(1, weights.Average(static w => (double)w * w) / variance, 0.02);
    }

    private static ParameterLayout Layout(Initializer initializer) => new(
        Inputs * Stride + Stride, new DenseLayout("Dense0", Inputs, Outputs, Stride, Stride, 0, Inputs * Stride, initializer) { InitializerConstant = 0.25f });

    private static float[] Draw(ParameterLayout layout, long seed)
    {
        var memory = new float[layout.Length];
        ParameterInitializer.Initialize(layout, memory, seed);
        return memory;
    }

    private static float[] Weights(Initializer initializer)
    {
        var layout = Layout(initializer);
        var memory = Draw(layout, 1);
        var canonical = new float[layout.ParameterCount];
        layout.CopyToCanonical(memory, canonical);
        return canonical[..(Inputs * Outputs)];
    }
}
