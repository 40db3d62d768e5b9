using Compiled.Runtime;
using Compiled.Tests.Numerics;

namespace Compiled.Tests.Norms;

public sealed class PReluKernelTests
{
    public static TheoryData<int> Counts => NormRows.Counts;

    [Theory]
    [MemberData(nameof(Counts))]
    public void Values_are_exact_whatever_the_strides(int count)
    {
        var (stride, rows) = (NormRows.Stride(count), 5);
        using var slopes = NormRows.Random(count, stride, 1, seed: 2);
        foreach (var inputStride in new[] { count, stride })
        {
            // Rows of the caller's end where their last value ends.
            using var input = NormRows.Random(count, inputStride, rows, seed: 1);
            using var output = new GuardedMemory(rows * stride);
            using var shared = new GuardedMemory(rows * stride);
            PReluKernel.Forward(ref input.Origin, ref output.Origin, ref slopes.Origin, new(count, inputStride, stride, rows));
            PReluKernel.ForwardShared(ref input.Origin, ref shared.Origin, ref slopes.Span[count - 1], new(count, inputStride, stride, rows));
            for (var row = 0; row < rows; row++)
                for (var i = 0; i < count; i++)
                {
                    var x = input.Span[row * inputStride + i];
                    FloatBitsAssert.Equal(x > 0 ? x : slopes.Span[i] * x, output.Span[row * stride + i], $"row {row} [{i}]");
                    FloatBitsAssert.Equal(x > 0 ? x : slopes.Span[count - 1] * x, shared.Span[row * stride + i], $"row {row} [{i}], shared");
                }

            NormRows.PaddingIsZero(output, count, stride);
            NormRows.PaddingIsZero(shared, count, stride);
        }
    }

    [Theory]
    [MemberData(nameof(Counts))]
    public void Gradients_are_exact_whatever_the_strides(int count)
    {
        var (stride, rows, distance) = (NormRows.Stride(count), 9, 2000);
        using var slopes = NormRows.Random(count, stride, 1, seed: 2);
        foreach (var inputStride in new[] { count, stride })
        {
            using var input = NormRows.Random(count, inputStride, rows, seed: 3);
            using var upstream = NormRows.Random(count, stride, rows, seed: 4, padding: 0);
            using var gradient = NormRows.Copy(upstream);
            using var sums = new GuardedMemory(2 * distance);
            sums.Span[..stride].Fill(10);
            sums.Span[distance..].Fill(float.NaN);
            // Two chunks of a shard, the last of which adds its sums to those of the shard before.
            PReluKernel.Backward(ref input.Origin, ref gradient.Origin, ref slopes.Origin, new(count, inputStride, stride, 4), new(ref sums.Span[distance], true, 0, distance));
            PReluKernel.Backward(
                ref input.Span[4 * inputStride], ref gradient.Span[4 * stride], ref slopes.Origin, new(count, inputStride, stride, 5), new(ref sums.Span[distance], false, 1, distance));
            for (var i = 0; i < count; i++)
            {
                var sum = 0f;
                for (var row = 0; row < rows; row++)
                {
                    var (x, dy) = (input.Span[row * inputStride + i], upstream.Span[row * stride + i]);
                    FloatBitsAssert.Equal(x > 0 ? dy : slopes.Span[i] * dy, gradient.Span[row * stride + i], $"row {row} [{i}]");
                    if (!(x > 0))
                        sum = MathF.FusedMultiplyAdd(x, dy, sum);
                }

                FloatBitsAssert.Equal(sum + 10, sums.Span[i], $"slope {i}");
            }

            NormRows.PaddingIsZero(gradient, count, stride);
            Assert.All(sums.Span[count..stride].ToArray(), value => Assert.Equal(10, value));
        }
    }

    [Theory]
    [MemberData(nameof(Counts))]
    public void One_slope_for_all_sums_over_outputs_too(int count)
    {
        var (stride, rows, distance, slope) = (NormRows.Stride(count), 9, 16, -0.75f);
        foreach (var inputStride in new[] { count, stride })
        {
            using var input = NormRows.Random(count, inputStride, rows, seed: 3);
            using var upstream = NormRows.Random(count, stride, rows, seed: 4, padding: 0);
            using var gradient = NormRows.Copy(upstream);
            float[] sums = [.. Enumerable.Repeat(100f, 16), .. Enumerable.Repeat(10f, 16), .. Enumerable.Repeat(float.NaN, 16)];
            PReluKernel.BackwardShared(ref input.Origin, ref gradient.Origin, ref slope, new(count, inputStride, stride, 4), new(ref sums[2 * distance], true, 0, distance));
            PReluKernel.BackwardShared(
                ref input.Span[4 * inputStride], ref gradient.Span[4 * stride], ref slope, new(count, inputStride, stride, 5), new(ref sums[2 * distance], false, 2, distance));
            var sum = 110.0;
            for (var row = 0; row < rows; row++)
                for (var i = 0; i < count; i++)
                {
                    var (x, dy) = (input.Span[row * inputStride + i], upstream.Span[row * stride + i]);
                    FloatBitsAssert.Equal(x > 0 ? dy : slope * dy, gradient.Span[row * stride + i], $"row {row} [{i}]");
                    sum += x > 0 ? 0 : (double)x * dy;
                }

            Assert.Equal(sum, sums[0], 1e-4);
            Assert.All(sums[1..16], value => Assert.Equal(100, value));
            Assert.All(sums[16..32], value => Assert.Equal(10, value));
            NormRows.PaddingIsZero(gradient, count, stride);
        }
    }

    [Theory]
    [MemberData(nameof(Counts))]
    public void Without_the_slopes_gradients_those_of_the_inputs_are_the_same_bits(int count)
    {
        var (stride, rows) = (NormRows.Stride(count), 3);
        using var slopes = NormRows.Random(count, stride, 1, seed: 2);
        foreach (var inputStride in new[] { count, stride })
        {
            using var input = NormRows.Random(count, inputStride, rows, seed: 3);
            using var expected = NormRows.Random(count, stride, rows, seed: 4);
            using var gradient = NormRows.Copy(expected);
            using var shared = NormRows.Copy(expected);
            using var expectedShared = NormRows.Copy(expected);
            var sums = new float[stride];
            PReluKernel.Backward(ref input.Origin, ref expected.Origin, ref slopes.Origin, new(count, inputStride, stride, rows), new(ref sums[0], true, 0, 0));
            PReluKernel.Backward(ref input.Origin, ref gradient.Origin, ref slopes.Origin, new(count, inputStride, stride, rows));
            FloatBitsAssert.Equal(expected.Span, gradient.Span, "gradients");
            PReluKernel.BackwardShared(ref input.Origin, ref expectedShared.Origin, ref slopes.Origin, new(count, inputStride, stride, rows), new(ref sums[0], true, 0, 0));
            PReluKernel.BackwardShared(ref input.Origin, ref shared.Origin, ref slopes.Origin, new(count, inputStride, stride, rows));
            FloatBitsAssert.Equal(expectedShared.Span, shared.Span, "gradients with one slope");
        }
    }

    [Fact]
    public void Special_values_are_PyTorchs()
    {
        float[] x = [float.NaN, float.PositiveInfinity, float.NegativeInfinity, 0f, -0f, float.NegativeInfinity, 1f, -1f];
        float[] slopes = [0.5f, 0.5f, 0.5f, 0.5f, 0.5f, 0f, float.NaN, float.NaN];
        var y = new float[8];
        PReluKernel.Forward(ref x[0], ref y[0], ref slopes[0], new(8, 8, 8, 1));
        FloatBitsAssert.Equal([float.NaN, float.PositiveInfinity, float.NegativeInfinity, 0f, -0f, float.NaN, 1f, float.NaN], y, "values");
    }
}
