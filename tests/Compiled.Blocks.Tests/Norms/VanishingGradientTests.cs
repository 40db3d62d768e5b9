using Compiled.Runtime;
using Compiled.Tests.Networks;
using Compiled.Tests.Numerics;

namespace Compiled.Tests.Norms;

/// <summary>
/// A norm over one value gives the same whatever the value is, so its gradient is exactly 0. What rounding leaves would be multiplied by 1 / √ε, which
/// is 316 with the usual ε.
/// </summary>
public sealed class VanishingGradientTests
{
    private const float Epsilon = 1e-5f;

    private static readonly float[] Sizes = [1e-30f, 1e-3f, 0.1f, 1, 3, 1e4f, 1e20f];

    /// <summary>Of one value each: four lanes, and sixteen where other blocks have chosen such rows.</summary>
    [Theory]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(16)]
    public void LayerNorm_over_one_value_passes_nothing_back(int stride)
    {
        for (var rows = 1; rows <= 9; rows++)
            for (var seed = 1; seed <= 40; seed++)
            {
                var size = Sizes[seed % Sizes.Length];
                using var input = NormRows.Random(1, stride, rows, seed, size: size);
                using var weights = NormRows.Random(1, stride, 1, seed + 1, size: 3, padding: 0);
                using var gradient = NormRows.Random(1, stride, rows, seed + 2, size: 2);
                using var sums = new GuardedMemory(stride);
                using var biasSums = new GuardedMemory(stride);
                using var withoutWeights = NormRows.Copy(gradient);
                using var inputsAlone = NormRows.Copy(gradient);
                LayerNormKernel.Backward(
                    ref input.Origin, ref gradient.Origin, ref weights.Origin, Epsilon, new(1, stride, rows), new(ref sums.Origin, ref biasSums.Origin, first: true, 0, 0));
                LayerNormKernel.Backward(ref input.Origin, ref withoutWeights.Origin, Epsilon, new(1, stride, rows));
                LayerNormKernel.Backward(ref input.Origin, ref inputsAlone.Origin, ref weights.Origin, Epsilon, new(1, stride, rows));
                IsZero(gradient, $"{rows} rows, seed {seed}");
                IsZero(withoutWeights, $"{rows} rows without weights, seed {seed}");
                IsZero(inputsAlone, $"{rows} rows for inputs, seed {seed}");
                // The one value normalised is 0, and so is the factor's gradient.
                Assert.Equal(0, sums.Span[0]);
            }
    }

    [Fact]
    public void BatchNorm_over_one_row_passes_nothing_back() => BatchNorm(rows: 1, equal: false);

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(100)]
    public void BatchNorm_over_equal_values_with_equal_gradients_passes_nothing_back(int rows) => BatchNorm(rows, equal: true);

    /// <summary>Columns of a network that trains: what lies before a norm over one value does not move.</summary>
    [Fact]
    public void What_lies_before_a_norm_over_one_value_rests()
    {
        var network = new OneValueNorm(seed: 3);
        var before = network.Dense0.Weights[0, 0];
        var (inputs, targets) = (new TestData(1).Uniforms(33 * OneValueNorm.InputSize), new TestData(2).Uniforms(33 * OneValueNorm.OutputSize));
        network.LayerNorm0.Weights[0] = 0.7f;
        network.LayerNorm0.Biases[0] = 0.3f;
        var trainer = network.CreateTrainer(new Sgd(learningRate: 1));
        for (var step = 0; step < 20; step++)
            trainer.Step(inputs, targets);
        Assert.Equal(before, network.Dense0.Weights[0, 0]);
        Assert.NotEqual(0.3f, network.LayerNorm0.Biases[0]);
        var gradient = new float[OneValueNorm.InputSize];
        network.InputGradient(inputs.AsSpan(0, OneValueNorm.InputSize), [1, -2], gradient);
        Assert.All(gradient, static value => Assert.Equal(0, value));
    }

    private static void BatchNorm(int rows, bool equal)
    {
        const int Stride = 8;
        for (var seed = 1; seed <= 40; seed++)
        {
            var size = Sizes[seed % Sizes.Length];
            using var input = NormRows.Random(Stride, Stride, rows, seed, size: size);
            using var gradient = NormRows.Random(Stride, Stride, rows, seed + 1, size: 2);
            for (var row = 1; equal && row < rows; row++)
            {
                input.Span[..Stride].CopyTo(input.Span[(row * Stride)..]);
                gradient.Span[..Stride].CopyTo(gradient.Span[(row * Stride)..]);
            }

            using var weights = NormRows.Random(Stride, Stride, 1, seed + 2, size: 3);
            using var biases = NormRows.Random(Stride, Stride, 1, seed + 3);
            using var output = new GuardedMemory(input.Length);
            var batch = new float[3 * 16];
            var (weightSums, biasSums) = (new float[Stride], new float[Stride]);
            BatchNormKernel.Forward(ref input.Origin, ref output.Origin, ref weights.Origin, ref biases.Origin, ref batch[0], Epsilon, Stride, rows);
            BatchNormKernel.Backward(ref input.Origin, ref gradient.Origin, ref weights.Origin, ref batch[0], ref weightSums[0], ref biasSums[0], Stride, rows);
            IsZero(gradient, $"{rows} rows, seed {seed}");
        }
    }

    private static void IsZero(GuardedMemory gradient, string what)
    {
        foreach (var value in gradient.Span)
            Assert.True(value == 0, $"{what}: {value:R}");
    }
}

/// <summary>A norm over one value between two dense blocks.</summary>
[Network(inputs: 5)]
[Dense(1), LayerNorm, Tanh]
[Dense(2)]
[MeanSquaredError]
[Differentiable]
internal sealed partial class OneValueNorm;
