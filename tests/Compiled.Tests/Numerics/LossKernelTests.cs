using Compiled.Numerics;
using Compiled.Oracle;
using Compiled.Runtime;
using Compiled.Tests.Networks.Declared;

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
    public void Losses_of_single_outputs_agree_with_double(int rows, int count)
    {
        Check(new ElementLossKernel<SquaredLoss>(), rows, count, oneHot: false, Oracle("MeanSquaredError"));
        Check(new ElementLossKernel<LogisticLoss>(), rows, count, oneHot: false, Oracle("BinaryCrossEntropy"));
        Check(new ElementLossKernel<AbsoluteLoss>(), rows, count, oneHot: false, Oracle("MeanAbsoluteError"));
        Check(new ElementLossKernel<HuberLoss>(new(0.7f)), rows, count, oneHot: false, Oracle("Huber", 0.7f));
        Check(new ElementLossKernel<HingeLoss>(), rows, count, oneHot: false, Oracle("Hinge"));
        Check(new ElementLossKernel<PoissonLoss>(), rows, count, oneHot: false, Oracle("Poisson"));
        Check(new ElementLossKernel<QuantileLoss>(new(0.3f)), rows, count, oneHot: false, Oracle("Quantile", 0.3f));
        Check(new ElementLossKernel<UserLoss<LogCosh>>(), rows, count, oneHot: false, Oracle("Loss(LogCosh)"));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Losses_of_class_probabilities_agree_with_double(int rows, int count)
    {
        Check(new CrossEntropyKernel(), rows, count, oneHot: true, Oracle("CrossEntropy"));
        Check(new CrossEntropyKernel(), rows, count, oneHot: false, Oracle("CrossEntropy"));
        Check(new CrossEntropyKernel(0.1f), rows, count, oneHot: true, Oracle("CrossEntropy", 0.1f));
        Check(new KullbackLeiblerKernel(), rows, count, oneHot: true, Oracle("KullbackLeibler"));
        Check(new KullbackLeiblerKernel(), rows, count, oneHot: false, Oracle("KullbackLeibler"));
    }

    [Fact]
    public void Entropies_of_logits_of_ten_thousand_are_finite_and_exact()
    {
        float[] logits = [1e4f, -1e4f, 0f, 0f], targets = [0f, 1f], gradients = new float[4];
        var (logistic, cross, divergence) = (new ElementLossKernel<LogisticLoss>(), new CrossEntropyKernel(), new KullbackLeiblerKernel());
        var one = new LossTerms(1f);
        Assert.Equal(2e4, logistic.ValueAndGradient(in logits[0], in targets[0], ref gradients[0], 1, 2, 4, one));
        Assert.Equal([1f, -1f, 0f, 0f], gradients);
        Assert.Equal(2e4, cross.ValueAndGradient(in logits[0], in targets[0], ref gradients[0], 1, 2, 4, one));
        Assert.Equal([1f, -1f, 0f, 0f], gradients);
        Assert.Equal(2e4, divergence.ValueAndGradient(in logits[0], in targets[0], ref gradients[0], 1, 2, 4, one));
        Assert.Equal([1f, -1f, 0f, 0f], gradients);

        float[] right = [1f, 0f];
        Assert.Equal(0.0, logistic.Value(in logits[0], in right[0], 1, 2, 4, one));
        Assert.Equal(0.0, cross.Value(in logits[0], in right[0], 1, 2, 4, one));
        Assert.Equal(0.0, divergence.Value(in logits[0], in right[0], 1, 2, 4, one));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(12)]
    [InlineData(40)]
    public void A_NaN_output_shows_in_the_loss_and_in_the_gradient(int count)
    {
        NaNShows(new ElementLossKernel<SquaredLoss>(), count);
        NaNShows(new ElementLossKernel<LogisticLoss>(), count);
        NaNShows(new ElementLossKernel<AbsoluteLoss>(), count);
        NaNShows(new ElementLossKernel<HuberLoss>(new(1f)), count);
        NaNShows(new ElementLossKernel<HingeLoss>(), count);
        NaNShows(new ElementLossKernel<PoissonLoss>(), count);
        NaNShows(new ElementLossKernel<QuantileLoss>(new(0.5f)), count);
        NaNShows(new ElementLossKernel<UserLoss<LogCosh>>(), count);
        NaNShows(new CrossEntropyKernel(), count);
        NaNShows(new CrossEntropyKernel(0.1f), count);
        NaNShows(new KullbackLeiblerKernel(), count);
    }

    [Fact]
    public void Kinks_have_the_documented_slopes()
    {
        // Equal: 0. Huber at its limit: the parabola's. Hinge at a margin of 1: 0.
        Assert.Equal((0f, 0f), Evaluate(new AbsoluteLoss(), 2f, 2f));
        Assert.Equal((0f, 0f), Evaluate(new QuantileLoss(0.9f), 2f, 2f));
        Assert.Equal((0.125f, 0.5f), Evaluate(new HuberLoss(0.5f), 1f, 0.5f));
        Assert.Equal((0f, 0f), Evaluate(new HingeLoss(), -1f, -1f));
        Assert.Equal((float.PositiveInfinity, -1f), Evaluate(new AbsoluteLoss(), float.NegativeInfinity, 2f));
        Assert.Equal((float.PositiveInfinity, 0.5f), Evaluate(new HuberLoss(0.5f), float.PositiveInfinity, 2f));
        Assert.Equal((float.PositiveInfinity, 1f), Evaluate(new HingeLoss(), float.PositiveInfinity, -1f));
        Assert.Equal((float.PositiveInfinity, float.PositiveInfinity), Evaluate(new PoissonLoss(), 89f, 1f));
    }

    private static (float Value, float Derivative) Evaluate<TLoss>(TLoss loss, float output, float target)
        where TLoss : struct, IElementLoss
    {
        var (value, derivative) = loss.Evaluate<Lanes1>(output, target);
        return (value, derivative);
    }

    private delegate double RowLoss(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, Span<double> gradients);

    private static RowLoss Oracle(string loss, double setting = 0) => (outputs, targets, gradients) =>
    {
        double[] o = [.. outputs.ToArray()], t = [.. targets.ToArray()];
        OracleLoss.RowGradient(loss, o, t, setting).CopyTo(gradients);
        return OracleLoss.RowValue(loss, o, t, setting);
    };

    private static void Check<TLoss>(TLoss loss, int rows, int count, bool oneHot, RowLoss reference)
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

        var value = loss.Value(in outputs.Origin, in targets.Origin, rows, count, stride, new LossTerms(1f));
        Assert.Equal(expected, value, Math.Abs(expected) * 2e-6 + 1e-6);
        Assert.Equal(value, loss.ValueAndGradient(in outputs.Origin, in targets.Origin, ref gradients.Origin, rows, count, stride, new LossTerms(Scale)));
        for (var i = 0; i < gradients.Length; i++)
            Assert.Equal(expectedGradients[i] * Scale, gradients.Span[i], 4e-7 + 1e-6 * Math.Abs(expectedGradients[i] * Scale));
        Assert.Equal(0, Enumerable.Range(0, gradients.Length).Count(i => i % stride >= count && gradients.Span[i] != 0));

        // In place: the gradients replace the outputs.
        Assert.Equal(value, loss.ValueAndGradient(in outputs.Origin, in targets.Origin, ref outputs.Origin, rows, count, stride, new LossTerms(Scale)));
        FloatBitsAssert.Equal(gradients.Span, outputs.Span, "gradients in place");
    }

    private static void NaNShows<TLoss>(TLoss loss, int count)
        where TLoss : struct, ILossKernel
    {
        var stride = SoftmaxKernelTests.Stride(count);
        var outputs = new float[3 * stride];
        var targets = new float[3 * count];
        Fill(outputs, targets, 3, count, stride, oneHot: true);
        outputs[stride + count - 1] = float.NaN;
        Assert.True(double.IsNaN(loss.ValueAndGradient(in outputs[0], in targets[0], ref outputs[0], 3, count, stride, new LossTerms(1f))));
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
