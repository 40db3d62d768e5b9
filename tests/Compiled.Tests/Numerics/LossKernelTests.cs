using Compiled.Numerics;
using Compiled.Runtime;

namespace Compiled.Tests.Numerics;

/// <summary>Losses and their gradients against double, over every row width around the lane counts, between guard pages.</summary>
public sealed class LossKernelTests
{
    private const float Scale = 0.125f;

    public static TheoryData<int, int> Shapes()
    {
        var shapes = new TheoryData<int, int>();
        foreach (var count in (int[])[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 19, 20, 24, 31, 32, 33, 100])
        foreach (var rows in (int[])[1, 2, 3, 5, 31, 32, 33, 67])
            shapes.Add(rows, count);
        return shapes;
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Squared_errors_agree_with_double(int rows, int count)
    {
        Check<SumSquaredErrorKernel>(rows, count, oneHot: false, SquaredError);
        Check<MeanSquaredErrorKernel>(rows, count, oneHot: false, SquaredError);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Binary_cross_entropy_agrees_with_double(int rows, int count) =>
        Check<BinaryCrossEntropyKernel>(rows, count, oneHot: false, BinaryCrossEntropy);

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Cross_entropy_agrees_with_double(int rows, int count)
    {
        Check<CrossEntropyKernel>(rows, count, oneHot: true, CrossEntropy);
        Check<CrossEntropyKernel>(rows, count, oneHot: false, CrossEntropy);
    }

    [Fact]
    public void Entropies_of_logits_of_ten_thousand_are_finite_and_exact()
    {
        float[] logits = [1e4f, -1e4f, 0f, 0f], targets = [0f, 1f], gradients = new float[4];
        Assert.Equal(2e4, BinaryCrossEntropyKernel.ValueAndGradient(in logits[0], in targets[0], ref gradients[0], 1, 2, 4, 1f));
        Assert.Equal([1f, -1f, 0f, 0f], gradients);
        Assert.Equal(2e4, CrossEntropyKernel.ValueAndGradient(in logits[0], in targets[0], ref gradients[0], 1, 2, 4, 1f));
        Assert.Equal([1f, -1f, 0f, 0f], gradients);

        float[] right = [1f, 0f];
        Assert.Equal(0.0, BinaryCrossEntropyKernel.Value(in logits[0], in right[0], 1, 2, 4));
        Assert.Equal(0.0, CrossEntropyKernel.Value(in logits[0], in right[0], 1, 2, 4));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(12)]
    [InlineData(40)]
    public void A_NaN_output_shows_in_the_loss_and_in_the_gradient(int count)
    {
        NaNShows<SumSquaredErrorKernel>(count);
        NaNShows<MeanSquaredErrorKernel>(count);
        NaNShows<BinaryCrossEntropyKernel>(count);
        NaNShows<CrossEntropyKernel>(count);
    }

    private delegate double RowLoss(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, Span<double> gradients);

    private static double SquaredError(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, Span<double> gradients)
    {
        var sum = 0.0;
        for (var i = 0; i < outputs.Length; i++)
        {
            var difference = (double)outputs[i] - targets[i];
            sum += difference * difference;
            gradients[i] = 2 * difference;
        }

        return sum;
    }

    private static double BinaryCrossEntropy(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, Span<double> gradients)
    {
        var sum = 0.0;
        for (var i = 0; i < outputs.Length; i++)
        {
            double z = outputs[i], t = targets[i];
            sum += Math.Max(z, 0) - z * t + Math.Log(1 + Math.Exp(-Math.Abs(z)));
            gradients[i] = 1 / (1 + Math.Exp(-z)) - t;
        }

        return sum;
    }

    private static double CrossEntropy(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, Span<double> gradients)
    {
        var shares = SoftmaxKernelTests.Reference(outputs);
        double sum = 0, weight = 0;
        foreach (var target in targets)
            weight += target;
        for (var i = 0; i < outputs.Length; i++)
        {
            sum -= targets[i] * Math.Log(shares[i]);
            gradients[i] = shares[i] * weight - targets[i];
        }

        return sum;
    }

    private static void Check<TLoss>(int rows, int count, bool oneHot, RowLoss reference)
        where TLoss : struct, ILossKernel
    {
        var stride = SoftmaxKernelTests.Stride(count);
        using var outputs = new GuardedMemory(rows * stride);
        using var targets = new GuardedMemory(rows * count);
        using var gradients = new GuardedMemory(rows * stride);
        Fill(outputs.Span, targets.Span, rows, count, stride, oneHot);
        gradients.Span.Fill(float.NaN);

        var expected = 0.0;
        var expectedGradients = new double[rows * stride];
        for (var row = 0; row < rows; row++)
        {
            expected += reference(
                outputs.Span.Slice(row * stride, count), targets.Span.Slice(row * count, count), expectedGradients.AsSpan(row * stride, count));
        }

        var value = TLoss.Value(in outputs.Origin, in targets.Origin, rows, count, stride);
        Assert.Equal(expected, value, Math.Abs(expected) * 2e-6 + 1e-6);
        Assert.Equal(value, TLoss.ValueAndGradient(in outputs.Origin, in targets.Origin, ref gradients.Origin, rows, count, stride, Scale));
        for (var i = 0; i < gradients.Length; i++)
            Assert.Equal(expectedGradients[i] * Scale, gradients.Span[i], 4e-7 + 1e-6 * Math.Abs(expectedGradients[i] * Scale));
        Assert.Equal(0, Enumerable.Range(0, gradients.Length).Count(i => i % stride >= count && gradients.Span[i] != 0));

        // In place: the gradients replace the outputs.
        Assert.Equal(value, TLoss.ValueAndGradient(in outputs.Origin, in targets.Origin, ref outputs.Origin, rows, count, stride, Scale));
        FloatBitsAssert.Equal(gradients.Span, outputs.Span, "gradients in place");
    }

    private static void NaNShows<TLoss>(int count)
        where TLoss : struct, ILossKernel
    {
        var stride = SoftmaxKernelTests.Stride(count);
        var outputs = new float[3 * stride];
        var targets = new float[3 * count];
        Fill(outputs, targets, 3, count, stride, oneHot: true);
        outputs[stride + count - 1] = float.NaN;
        Assert.True(double.IsNaN(TLoss.ValueAndGradient(in outputs[0], in targets[0], ref outputs[0], 3, count, stride, 1f)));
        Assert.True(float.IsNaN(outputs[stride + count - 1]));
        Assert.False(float.IsNaN(outputs[0]));
        Assert.False(float.IsNaN(outputs[2 * stride]));
    }

    private static void Fill(Span<float> outputs, Span<float> targets, int rows, int count, int stride, bool oneHot)
    {
        var random = new SeededRandom(rows * 1000 + count);
        outputs.Fill(float.NaN);
        for (var row = 0; row < rows; row++)
        {
            for (var i = 0; i < count; i++)
            {
                outputs[row * stride + i] = 3f * random.NextNormal();
                targets[row * count + i] = oneHot ? 0f : random.NextSingle();
            }

            if (oneHot)
                targets[row * count + random.NextInt32(count)] = 1f;
        }
    }
}
