using Compiled.Runtime;

namespace Compiled.Tests.Numerics;

/// <summary>Dot products, and both their gradients, over every remainder of their tiles: whole numbers, so that every order of summation is exact.</summary>
public sealed partial class DotKernelTests
{
    private const int Margin = 16;
    private const float Untouched = -77;

    private static readonly int[] RowCounts = [1, 2, 3, 4, 5, 7, 8, 11];

    [Fact]
    public void One_output_of_32_inputs() => Check<Shape32To1>();

    [Fact]
    public void Two_outputs_of_48_inputs() => Check<Shape48To2>();

    [Fact]
    public void Three_outputs_of_64_inputs() => Check<Shape64To3>();

    [Fact]
    public void Four_outputs_of_80_inputs() => Check<Shape80To4>();

    [Fact]
    public void Ten_outputs_of_128_inputs() => Check<Shape128To10>();

    [Fact]
    public void Twelve_outputs_of_144_inputs_without_biases() => Check<Shape144To12>();

    [Fact]
    public void Five_outputs_of_33_inputs() => Check<Shape33To5>();

    [Fact]
    public void Three_outputs_of_47_inputs() => Check<Shape47To3>();

    [Fact]
    public void Eight_outputs_of_137_inputs() => Check<Shape137To8>();

    [Fact]
    public void An_output_is_sixteen_partial_sums_joined_by_halving()
    {
        var random = new Random(5);
        var input = Enumerable.Range(0, 64).Select(_ => (float)(random.NextDouble() - 0.5)).ToArray();
        var weights = Enumerable.Range(0, 3 * 64).Select(_ => (float)(random.NextDouble() - 0.5)).ToArray();
        float[] biases = [0.1f, 0.2f, 0.3f, 0];
        var output = new float[4];

        DotKernel.ForwardRow<Shape64To3>(ref input[0], ref weights[0], ref biases[0], ref output[0]);

        for (var o = 0; o < 3; o++)
        {
            var lanes = new float[16];
            for (var i = 0; i < 64; i++)
                lanes[i % 16] = MathF.FusedMultiplyAdd(input[i], weights[(o * 64) + i], lanes[i % 16]);
            for (var half = 8; half >= 1; half /= 2)
                for (var lane = 0; lane < half; lane++)
                    lanes[lane] += lanes[lane + half];
            Assert.Equal(BitConverter.SingleToInt32Bits(lanes[0] + biases[o]), BitConverter.SingleToInt32Bits(output[o]));
        }
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void A_special_value_reaches_its_own_row_alone(float special)
    {
        const int Rows = 6;
        var input = new float[Rows * 64];
        input[(2 * 64) + 63] = special;
        var weights = new float[3 * 64];
        Array.Fill(weights, 1);
        var biases = new float[4];
        var output = new float[Rows * 4];

        DotKernel.Forward<Shape64To3>(ref input[0], ref weights[0], ref biases[0], ref output[0], Rows);

        for (var row = 0; row < Rows; row++)
            for (var o = 0; o < 3; o++)
                Assert.Equal(row == 2 ? special : 0, output[(row * 4) + o]);
    }

    private static void Check<TShape>()
        where TShape : struct, IDenseShape
    {
        var (inputs, outputs, stride) = ((int)TShape.Inputs, (int)TShape.Outputs, (int)TShape.OutputStride);
        var padded = (inputs + 15) / 16 * 16;
        var weights = Numbers(outputs * padded, 7);
        for (var index = 0; index < weights.Length; index++)
            weights[index] = index % padded < inputs ? weights[index] : 0;
        var biases = Numbers(stride, 11);
        biases.AsSpan(outputs).Clear();
        foreach (var rows in RowCounts)
        {
            // What stands behind the last row must not be read.
            float[] input = [.. Numbers(rows * inputs, 5), .. Enumerable.Repeat(float.NaN, Margin)];
            var output = Filled(rows * stride);
            DotKernel.Forward<TShape>(ref input[0], ref weights[0], ref biases[0], ref output[Margin], rows);
            for (var row = 0; row < rows; row++)
                for (var o = 0; o < stride; o++)
                    Assert.Equal(o < outputs ? Forward(row, o, input) : 0, output[Margin + (row * stride) + o]);
            AssertUntouched(output, rows * stride);

            // A single prediction has tiles of its own, with the same sums; its input ends where the array ends.
            var single = Filled(stride);
            DotKernel.ForwardRow<TShape>(ref input[(rows - 1) * inputs], ref weights[0], ref biases[0], ref single[Margin]);
            Assert.Equal(output.AsSpan(Margin + (rows - 1) * stride, stride), single.AsSpan(Margin, stride));
            AssertUntouched(single, stride);

            // The last block's row goes where the caller's memory may end with its last output.
            var last = Filled(outputs);
            var room = Filled(stride);
            DotKernel.ForwardLastRow<TShape>(ref input[(rows - 1) * inputs], ref weights[0], ref biases[0], ref room[Margin], ref last[Margin]);
            Assert.Equal(single.AsSpan(Margin, outputs), last.AsSpan(Margin, outputs));
            AssertUntouched(last, outputs);
            AssertUntouched(room, stride);

            var gradient = Numbers(rows * stride, 3);
            var inputGradient = Filled(rows * padded);
            DotKernel.InputGradient<TShape>(ref weights[0], ref gradient[0], ref inputGradient[Margin], rows);
            for (var row = 0; row < rows; row++)
                for (var i = 0; i < padded; i++)
                    Assert.Equal(Enumerable.Range(0, outputs).Sum(o => gradient[(row * stride) + o] * weights[(o * padded) + i]), inputGradient[Margin + (row * padded) + i]);
            AssertUntouched(inputGradient, rows * padded);

            var weightGradient = Filled(outputs * padded);
            DotKernel.WeightGradient<TShape>(ref input[0], ref gradient[0], ref weightGradient[Margin], rows, first: true, joins: 0, distance: 0);
            DotKernel.WeightGradient<TShape>(ref input[0], ref gradient[0], ref weightGradient[Margin], rows, first: false, joins: 0, distance: 0);
            for (var o = 0; o < outputs; o++)
                for (var i = 0; i < padded; i++)
                {
                    var expected = i < inputs ? 2 * Enumerable.Range(0, rows).Sum(row => gradient[(row * stride) + o] * input[(row * inputs) + i]) : 0;
                    Assert.Equal(expected, weightGradient[Margin + (o * padded) + i]);
                }

            AssertUntouched(weightGradient, outputs * padded);

            // Two shards before: what this one adds up goes through both, into the first.
            var shards = Numbers(3 * outputs * padded, 9);
            var (first, second) = (shards[..(outputs * padded)], shards[(outputs * padded)..(2 * outputs * padded)]);
            DotKernel.WeightGradient<TShape>(
                ref input[0], ref gradient[0], ref shards[2 * outputs * padded], rows, first: true, joins: 2, distance: outputs * padded);
            Assert.Equal(second, shards[(outputs * padded)..(2 * outputs * padded)]);
            for (var index = 0; index < outputs * padded; index++)
                Assert.Equal(first[index] + second[index] + (weightGradient[Margin + index] / 2), shards[index]);
        }

        float Forward(int row, int o, float[] input) =>
            Enumerable.Range(0, inputs).Sum(i => input[(row * inputs) + i] * weights[(o * padded) + i]) + (TShape.HasBias ? biases[o] : 0);
    }

    private static float[] Numbers(int length, int seed) => [.. Enumerable.Range(0, length).Select(index => (float)((index * seed % 13) - 6))];

    private static float[] Filled(int length)
    {
        var values = new float[length + (2 * Margin)];
        Array.Fill(values, Untouched);
        return values;
    }

    private static void AssertUntouched(float[] values, int length)
    {
        Assert.All(values[..Margin], static value => Assert.Equal(Untouched, value));
        Assert.All(values[(Margin + length)..], static value => Assert.Equal(Untouched, value));
    }
}
