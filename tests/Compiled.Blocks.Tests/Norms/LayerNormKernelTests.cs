using Compiled.Oracle;
using Compiled.Runtime;
using Compiled.Tests.Numerics;

namespace Compiled.Tests.Norms;

public sealed class LayerNormKernelTests
{
    private const float Epsilon = 1e-5f;

    public static TheoryData<int> Counts => NormRows.Counts;

    [Theory]
    [MemberData(nameof(Counts))]
    public void Each_count_is_within_the_error_bound_and_leaves_zeros_in_the_padding(int count) => Compare(count, centre: 0, size: 1);

    /// <summary>Where a mean of one pass would be off by a thousandth of the deviation.</summary>
    [Theory]
    [MemberData(nameof(Counts))]
    public void Rows_far_from_zero_keep_their_digits(int count) => Compare(count, centre: 10_000, size: 1.7f);

    [Fact]
    public void Far_from_zero_the_result_is_off_by_a_few_roundings()
    {
        using var input = NormRows.Random(1000, 1008, 4, seed: 1, centre: 10_000, size: 1.7f);
        using var output = Apply(input, 1000, 1008);
        for (var row = 0; row < 4; row++)
        {
            var expected = new OracleLayerNorm(1000, isAffine: false, Epsilon).Forward(NormRows.Row(input, 1000, 1008, row));
            for (var i = 0; i < 1000; i++)
                Assert.Equal(expected[i], output.Span[row * 1008 + i], 1e-6);
        }
    }

    [Theory]
    [MemberData(nameof(Counts))]
    public void A_row_of_equal_values_gives_the_biases(int count)
    {
        var stride = NormRows.Stride(count);
        foreach (var value in new[] { 0f, -0f, 1f, 0.1f, -123.456f, 9999.999f, 1e-40f, 1e20f, -1e38f, 3e38f })
        {
            using var input = NormRows.Random(count, stride, 5, seed: 1, centre: value, size: 0);
            using var weights = NormRows.Random(count, stride, 1, seed: 2);
            using var biases = NormRows.Random(count, stride, 1, seed: 3);
            using var output = new GuardedMemory(input.Length);
            LayerNormKernel.Forward(ref input.Origin, ref output.Origin, ref weights.Origin, ref biases.Origin, Epsilon, new(count, stride, 5));
            for (var row = 0; row < 5; row++)
                FloatBitsAssert.Equal(biases.Span[..count], output.Span.Slice(row * stride, count), $"row {row} of {value}");
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(13)]
    [InlineData(40)]
    public void A_NaN_or_an_infinity_anywhere_gives_NaN_in_its_row_alone(int count)
    {
        var stride = NormRows.Stride(count);
        for (var place = 0; place < count; place++)
        {
            foreach (var bad in (float[])[float.NaN, float.PositiveInfinity, float.NegativeInfinity])
            {
                using var input = NormRows.Random(count, stride, 6, seed: 1);
                using var expected = Apply(input, count, stride);
                input.Span[stride + place] = bad;
                using var output = Apply(input, count, stride);
                Assert.All(output.Span.Slice(stride, count).ToArray(), value => Assert.True(float.IsNaN(value)));
                FloatBitsAssert.Equal(expected.Span[..stride], output.Span[..stride], "row before");
                FloatBitsAssert.Equal(expected.Span[(2 * stride)..], output.Span[(2 * stride)..], "rows behind");
                NormRows.PaddingIsZero(output, count, stride);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Counts))]
    public void Alone_among_others_in_place_and_in_wider_rows_a_row_gets_the_same_bits(int count)
    {
        var stride = NormRows.Stride(count);
        using var input = NormRows.Random(count, stride, 7, seed: 4, centre: 3);
        using var output = Apply(input, count, stride);
        using var inPlace = NormRows.Copy(input);
        LayerNormKernel.Forward(ref inPlace.Origin, ref inPlace.Origin, Epsilon, new(count, stride, 7));
        FloatBitsAssert.Equal(output.Span, inPlace.Span, "in place");
        for (var row = 0; row < 7; row++)
        {
            using var alone = new GuardedMemory(Math.Max(16, stride));
            alone.Span.Fill(float.NaN);
            input.Span.Slice(row * stride, stride).CopyTo(alone.Span);
            LayerNormKernel.Forward(ref alone.Origin, ref alone.Origin, Epsilon, new(count, alone.Length, 1));
            FloatBitsAssert.Equal(output.Span.Slice(row * stride, count), alone.Span[..count], $"row {row}");
        }
    }

    [Theory]
    [MemberData(nameof(Counts))]
    public void Gradients_are_the_oracles(int count)
    {
        // Of one value nothing is left to differentiate, and of two nearly nothing: only the parameters' gradients say something there.
        var (stride, rows) = (NormRows.Stride(count), 7);
        using var input = NormRows.Random(count, stride, rows, seed: 5, centre: 0.5f);
        using var gradient = NormRows.Random(count, stride, rows, seed: 6, padding: 0);
        using var weights = NormRows.Random(count, stride, 1, seed: 7, padding: 0);
        using var sums = new GuardedMemory(2 * stride);
        sums.Span.Fill(float.NaN);

        var oracle = new OracleLayerNorm(count, isAffine: true, 0.01f);
        double[] parameters = [.. NormRows.Row(weights, count, stride, 0), .. new double[count]];
        oracle.CopyParametersFrom(parameters);
        var expectedSums = new double[2 * count];
        var expected = new double[rows][];
        for (var row = 0; row < rows; row++)
        {
            var x = NormRows.Row(input, count, stride, row);
            expected[row] = oracle.Backward(x, oracle.Forward(x), NormRows.Row(gradient, count, stride, row), expectedSums);
        }

        LayerNormKernel.Backward(ref input.Origin, ref gradient.Origin, ref weights.Origin, 0.01f, new(count, stride, rows), new(ref sums.Origin, ref sums.Span[stride], true, 0, 0));
        for (var row = 0; row < rows; row++)
            for (var i = 0; i < count; i++)
                Assert.Equal(expected[row][i], gradient.Span[row * stride + i], 2e-5);
        for (var i = 0; i < count; i++)
        {
            Assert.Equal(expectedSums[i], sums.Span[i], 1e-5);
            Assert.Equal(expectedSums[count + i], sums.Span[stride + i], 1e-5);
        }

        NormRows.PaddingIsZero(gradient, count, stride);
        NormRows.PaddingIsZero(sums, count, stride);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(21)]
    [InlineData(37)]
    public void Without_the_parameters_gradients_those_of_the_inputs_are_the_same_bits(int count)
    {
        var stride = NormRows.Stride(count);
        using var input = NormRows.Random(count, stride, 7, seed: 5);
        using var gradient = NormRows.Random(count, stride, 7, seed: 6);
        using var weights = NormRows.Random(count, stride, 1, seed: 7, padding: 0);
        using var expected = NormRows.Copy(gradient);
        using var sums = new GuardedMemory(2 * stride);
        LayerNormKernel.Backward(ref input.Origin, ref expected.Origin, ref weights.Origin, Epsilon, new(count, stride, 7), new(ref sums.Origin, ref sums.Span[stride], true, 0, 0));
        LayerNormKernel.Backward(ref input.Origin, ref gradient.Origin, ref weights.Origin, Epsilon, new(count, stride, 7));
        FloatBitsAssert.Equal(expected.Span, gradient.Span, "gradients");
    }

    [Theory]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(21)]
    public void Later_chunks_add_to_the_sums_and_joins_carry_them_to_the_shards_before(int count)
    {
        var (stride, distance) = (NormRows.Stride(count), 100);
        using var input = NormRows.Random(count, stride, 8, seed: 5);
        using var gradient = NormRows.Random(count, stride, 8, seed: 6, padding: 0);
        using var weights = NormRows.Random(count, stride, 1, seed: 7, padding: 0);
        using var sums = new GuardedMemory(3 * distance);
        using var expected = new GuardedMemory(2 * stride);
        using var copy = NormRows.Copy(gradient);
        LayerNormKernel.Backward(ref input.Origin, ref copy.Origin, ref weights.Origin, Epsilon, new(count, stride, 8), new(ref expected.Origin, ref expected.Span[stride], true, 0, 0));

        sums.Span[..(2 * stride)].Fill(100);
        sums.Span.Slice(distance, 2 * stride).Fill(10);
        ref var sum = ref sums.Span[2 * distance];
        LayerNormKernel.Backward(ref input.Origin, ref gradient.Origin, ref weights.Origin, Epsilon, new(count, stride, 4), new(ref sum, ref sums.Span[2 * distance + stride], true, 0, distance));
        LayerNormKernel.Backward(
            ref input.Span[4 * stride], ref gradient.Span[4 * stride], ref weights.Origin, Epsilon, new(count, stride, 4), new(ref sum, ref sums.Span[2 * distance + stride], false, 2, distance));
        FloatBitsAssert.Equal(copy.Span, gradient.Span, "gradients");
        for (var i = 0; i < 2 * stride; i++)
        {
            FloatBitsAssert.Equal(expected.Span[i], sums.Span[2 * distance + i], "own sums");
            FloatBitsAssert.Equal(expected.Span[i] + 10 + 100, sums.Span[i], "sums of the first shard");
            Assert.Equal(10, sums.Span[distance + i]);
        }
    }

    private static GuardedMemory Apply(GuardedMemory input, int count, int stride)
    {
        var output = new GuardedMemory(input.Length);
        output.Span.Fill(float.NaN);
        LayerNormKernel.Forward(ref input.Origin, ref output.Origin, Epsilon, new(count, stride, input.Length / stride));
        return output;
    }

    private static void Compare(int count, float centre, float size)
    {
        var (stride, rows) = (NormRows.Stride(count), 7);
        using var input = NormRows.Random(count, stride, rows, seed: count, centre, size);
        using var weights = NormRows.Random(count, stride, 1, seed: count + 1);
        using var biases = NormRows.Random(count, stride, 1, seed: count + 2);
        using var output = new GuardedMemory(input.Length);
        output.Span.Fill(float.NaN);
        LayerNormKernel.Forward(ref input.Origin, ref output.Origin, ref weights.Origin, ref biases.Origin, Epsilon, new(count, stride, rows));

        var oracle = new OracleLayerNorm(count, isAffine: true, Epsilon);
        double[] parameters = [.. NormRows.Row(weights, count, stride, 0), .. NormRows.Row(biases, count, stride, 0)];
        oracle.CopyParametersFrom(parameters);
        for (var row = 0; row < rows; row++)
        {
            var x = NormRows.Row(input, count, stride, row);
            var expected = oracle.Forward(x);
            var bounds = oracle.ErrorBounds(x, expected, new double[count]);
            for (var i = 0; i < count; i++)
            {
                var distance = Math.Abs(expected[i] - output.Span[row * stride + i]);
                Assert.True(distance <= bounds[i], $"row {row} [{i}] is {output.Span[row * stride + i]:R}, expected {expected[i]:R}: off by {distance:E2}, allowed {bounds[i]:E2}.");
            }
        }

        NormRows.PaddingIsZero(output, count, stride);
    }
}
