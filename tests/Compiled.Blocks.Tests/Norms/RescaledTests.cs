using System.Text.Json;
using Compiled.Oracle;
using Compiled.Runtime;
using Compiled.Tests.Networks;
using Compiled.Tests.Networks.Declared;
using Compiled.Tests.Numerics;
using Compiled.Tests.Peers;

namespace Compiled.Tests.Norms;

/// <summary>RmsNorm, and BatchNorm without factors: PyTorch's figures (Fixtures/rescaled.json, which Fixtures/rescaled.py wrote), special values, views.</summary>
public sealed class RescaledTests
{
    private const float Epsilon = 1e-5f;

    public static TheoryData<int> Counts => NormRows.Counts;

    [Fact]
    public void Losses_gradients_and_running_statistics_are_PyTorchs()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Repository.Root, "tests/Compiled.Blocks.Tests/Fixtures/rescaled.json")));
        var network = new RescaledLikePyTorch();
        network.CopyParametersFrom(Floats(document.RootElement.GetProperty("before")));
        var trainer = network.CreateTrainer(new Sgd(learningRate: 0.05f), Keep.Gradients);
        var gradients = new float[RescaledLikePyTorch.ParameterCount];
        foreach (var step in document.RootElement.GetProperty("steps").EnumerateArray())
        {
            Close.Values([step.GetProperty("loss").GetDouble()], [trainer.Step(Floats(step.GetProperty("inputs")), Floats(step.GetProperty("targets")))], 1e-5, 0, "loss");
            trainer.CopyGradientsTo(gradients);
            Close.Values(Doubles(step.GetProperty("gradients")), gradients, 1e-4, 1e-5, "gradients");
            Close.Values(Doubles(step.GetProperty("means")), Values(network.BatchNorm0.RunningMeans), 1e-5, 1e-6, "means");
            Close.Values(Doubles(step.GetProperty("variances")), Values(network.BatchNorm0.RunningVariances), 1e-5, 1e-6, "variances");
        }

        var parameters = new float[RescaledLikePyTorch.ParameterCount];
        network.CopyParametersTo(parameters);
        Close.Values(Doubles(document.RootElement.GetProperty("after")), parameters, 1e-5, 1e-5, "parameters");
        var evaluated = document.RootElement.GetProperty("evaluated");
        var outputs = new float[Doubles(evaluated.GetProperty("outputs")).Length];
        network.PredictBatch(Floats(evaluated.GetProperty("inputs")), outputs);
        Close.Values(Doubles(evaluated.GetProperty("outputs")), outputs, 1e-5, 2e-5, "outputs");
    }

    [Fact]
    public void Factors_begin_with_one_and_a_norm_without_them_has_none()
    {
        var network = new RescaledLikePyTorch(seed: 3);
        Assert.All(Enumerable.Range(0, 10), index => Assert.Equal(1, network.RmsNorm0.Weights[index]));
        Assert.Equal((10, 0), (network.RmsNorm0.Weights.Length, network.RmsNorm0.Biases.Length));
        Assert.Equal((0, 0, 7), (network.BatchNorm0.Weights.Length, network.BatchNorm0.Biases.Length, network.BatchNorm0.RunningMeans.Length));
        Assert.Contains("BatchNorm0 has no weight", Assert.Throws<ArgumentOutOfRangeException>(() => network.BatchNorm0.Weights[0]).Message);
        Assert.Equal(
            ["0.weight", "0.bias", "1.weight", "3.weight", "4.running_mean", "4.running_var", "6.weight", "6.bias", "8.weight", "8.bias"],
            NetworkTensor.Of(network).Select(tensor => tensor.Name));
    }

    [Theory]
    [MemberData(nameof(Counts))]
    public void Each_count_is_within_the_error_bound_and_leaves_zeros_in_the_padding(int count)
    {
        var stride = NormRows.Stride(count);
        using var input = NormRows.Random(count, stride, 7, seed: 1, centre: 0.5f);
        using var weights = NormRows.Random(count, stride, 1, seed: 2);
        using var output = new GuardedMemory(input.Length);
        RmsNormKernel.Forward(ref input.Origin, ref output.Origin, ref weights.Origin, Epsilon, new RowShape(count, stride, 7));
        var oracle = new OracleRmsNorm(count, isAffine: true, Epsilon);
        oracle.CopyParametersFrom(NormRows.Row(weights, count, stride, 0));
        for (var row = 0; row < 7; row++)
        {
            var x = NormRows.Row(input, count, stride, row);
            var expected = oracle.Forward(x);
            var bounds = oracle.ErrorBounds(x, expected, new double[count]);
            for (var i = 0; i < count; i++)
                Assert.Equal(expected[i], output.Span[(row * stride) + i], bounds[i]);
        }

        NormRows.PaddingIsZero(output, count, stride);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(13)]
    [InlineData(40)]
    public void A_NaN_makes_its_row_NaN_alone_and_zeros_stay_zeros(int count)
    {
        var stride = NormRows.Stride(count);
        using var input = NormRows.Random(count, stride, 5, seed: 1);
        using var output = new GuardedMemory(input.Length);
        using var expected = new GuardedMemory(input.Length);
        RmsNormKernel.Forward(ref input.Origin, ref expected.Origin, Epsilon, new RowShape(count, stride, 5));
        input.Span[stride + count - 1] = float.NaN;
        input.Span.Slice(2 * stride, count).Clear();
        RmsNormKernel.Forward(ref input.Origin, ref output.Origin, Epsilon, new RowShape(count, stride, 5));
        Assert.All(output.Span.Slice(stride, count).ToArray(), value => Assert.True(float.IsNaN(value)));
        Assert.All(output.Span.Slice(2 * stride, count).ToArray(), value => Assert.Equal(0, value));
        FloatBitsAssert.Equal(expected.Span[..stride], output.Span[..stride], "row before");
        FloatBitsAssert.Equal(expected.Span[(3 * stride)..], output.Span[(3 * stride)..], "rows after");
    }

    private static double[] Doubles(JsonElement list) => list.Deserialize<double[]>()!;

    private static float[] Floats(JsonElement list) => Close.Floats(Doubles(list));

    private static float[] Values(StatisticsVector vector) => [.. Enumerable.Range(0, vector.Length).Select(index => vector[index])];
}
