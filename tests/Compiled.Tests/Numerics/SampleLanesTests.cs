using System.Runtime.Intrinsics;
using Compiled.Numerics;
using Compiled.Runtime;

namespace Compiled.Tests.Numerics;

/// <summary>Rows to columns and back, and the joins of sixteen lanes, against loops over single floats.</summary>
public sealed class SampleLanesTests
{
    private const int Margin = 32;
    private const float Untouched = -77;

    public static TheoryData<int> Widths => [1, 2, 3, 4, 5, 6, 7, 8, 9, 16, 31];

    [Theory]
    [MemberData(nameof(Widths))]
    public void Dense_rows_become_columns_with_zeros_behind_the_last_sample(int width)
    {
        for (var count = 1; count <= 70; count++)
        {
            var stride = (count + 15) / 16 * 16;
            var rows = Enumerable.Range(1, count * width).Select(static value => (float)value).ToArray();
            var columns = Filled((width * stride) + (2 * Margin));

            SampleLanes.ToColumns(ref rows[0], width, ref columns[Margin], width, count, stride);

            for (var feature = 0; feature < width; feature++)
                for (var row = 0; row < stride; row++)
                    Assert.Equal(row < count ? rows[(row * width) + feature] : 0, columns[Margin + (feature * stride) + row]);
            AssertUntouched(columns, width * stride);
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Columns_become_dense_rows_and_nothing_beside_them_is_written(int width)
    {
        for (var count = 1; count <= 70; count++)
        {
            var stride = (count + 15) / 16 * 16;
            var columns = Enumerable.Range(1, width * stride).Select(static value => (float)value).ToArray();
            var rows = Filled((count * width) + (2 * Margin));

            SampleLanes.ToRows(ref columns[0], stride, ref rows[Margin], width, width, count);

            for (var row = 0; row < count; row++)
                for (var feature = 0; feature < width; feature++)
                    Assert.Equal(columns[(feature * stride) + row], rows[Margin + (row * width) + feature]);
            AssertUntouched(rows, count * width);
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Gradients_of_biases_are_the_sums_of_their_columns_over_all_chunks(int width)
    {
        const int Stride = 48;
        var columns = Enumerable.Range(0, width * Stride).Select(static value => (float)((value * 7 % 23) - 11)).ToArray();
        var sums = new float[width * SampleLanes.Group];
        var result = Filled(((width + 3) / 4 * 4) + (2 * Margin));

        SampleLanes.AddColumns(ref columns[0], ref sums[0], ref result[Margin], width, Stride, first: true, last: false);
        AssertUntouched(result, 0);
        SampleLanes.AddColumns(ref columns[0], ref sums[0], ref result[Margin], width, Stride, first: false, last: true);

        for (var feature = 0; feature < width; feature++)
            Assert.Equal(2 * columns.AsSpan(feature * Stride, Stride).ToArray().Sum(), result[Margin + feature]);
    }

    [Fact]
    public void Four_vectors_are_joined_by_the_same_tree_as_one()
    {
        var random = new Random(3);
        var values = Enumerable.Range(0, 64).Select(_ => (float)Math.Pow(10, (8 * random.NextDouble()) - 4) * (random.Next(2) == 0 ? 1 : -1)).ToArray();
        var vectors = Enumerable.Range(0, 4).Select(index => Vector512.Create(values, index * 16)).ToArray();

        var joined = SampleLanes.Join(vectors[0], vectors[1], vectors[2], vectors[3]);

        for (var index = 0; index < 4; index++)
        {
            var lanes = values.AsSpan(index * 16, 16).ToArray();
            for (var half = 8; half >= 1; half /= 2)
                for (var lane = 0; lane < half; lane++)
                    lanes[lane] += lanes[lane + half];
            Assert.Equal(BitConverter.SingleToInt32Bits(lanes[0]), BitConverter.SingleToInt32Bits(joined[index]));
            Assert.Equal(BitConverter.SingleToInt32Bits(lanes[0]), BitConverter.SingleToInt32Bits(SampleLanes.Join(vectors[index])));
        }
    }

    [Fact]
    public void Every_split_of_sixteen_lanes_is_joined_by_the_same_tree()
    {
        CheckJoin<Lanes16>();
        CheckJoin<Lanes8x2>();
        CheckJoin<Lanes4x4>();
    }

    [Fact]
    public void A_tile_of_sums_is_joined_by_the_same_tree()
    {
        var random = new Random(5);
        var values = Enumerable.Range(0, 256).Select(_ => (float)Math.Pow(10, (8 * random.NextDouble()) - 4) * (random.Next(2) == 0 ? 1 : -1)).ToArray();
        Vector512<float> Sum(int row, int sum) => Vector512.Create(values, (row * 4 + sum) * 16);
        Vector256<float> Eight(int row, int sum) => Sum(row, sum).GetLower() + Sum(row, sum).GetUpper();
        Vector512<float> Quarters(int sum) => SampleLanes.JoinQuarters(Sum(0, sum), Sum(1, sum), Sum(2, sum), Sum(3, sum));
        Vector256<float> Halves(int sum) => SampleLanes.JoinHalves(Eight(0, sum), Eight(1, sum));

        var four = SampleLanes.JoinPairs(Quarters(0), Quarters(1), Quarters(2), Quarters(3));
        var two = SampleLanes.JoinPairs(Halves(0), Halves(1), Halves(2), Halves(3));

        for (var row = 0; row < 4; row++)
            for (var sum = 0; sum < 4; sum++)
            {
                var expected = BitConverter.SingleToInt32Bits(SampleLanes.Join(Sum(row, sum)));
                Assert.Equal(expected, BitConverter.SingleToInt32Bits(four[row * 4 + sum]));
                if (row < 2)
                    Assert.Equal(expected, BitConverter.SingleToInt32Bits(two[row * 4 + sum]));
            }
    }

    [Theory]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(32)]
    public void Rows_are_stored_a_stride_apart(int stride)
    {
        var (four, two) = (Filled(3 * stride + 4 + (2 * Margin)), Filled(stride + 4 + (2 * Margin)));

        SampleLanes.StoreRows(Vector512<float>.Indices, ref four[Margin], (nuint)stride);
        SampleLanes.StoreRows(Vector256<float>.Indices, ref two[Margin], (nuint)stride);

        AssertRows(four, 4);
        AssertRows(two, 2);

        void AssertRows(float[] values, int rows)
        {
            AssertUntouched(values, (rows - 1) * stride + 4);
            for (var at = 0; at < (rows - 1) * stride + 4; at++)
                Assert.Equal(at % stride < 4 ? at / stride * 4 + at % stride : Untouched, values[Margin + at]);
        }
    }

    private static void CheckJoin<TLanes>()
        where TLanes : struct, ILanes<TLanes>
    {
        var random = new Random(4);
        var values = Enumerable.Range(0, 64).Select(_ => (float)Math.Pow(10, (8 * random.NextDouble()) - 4) * (random.Next(2) == 0 ? 1 : -1)).ToArray();
        var vectors = Enumerable.Range(0, 4).Select(index => TLanes.Load(in values[index * 16], 0)).ToArray();

        var joined = SampleLanes.JoinLanes(vectors[0], vectors[1], vectors[2], vectors[3]);

        for (var index = 0; index < 4; index++)
        {
            var expected = SampleLanes.Join(Vector512.Create(values, index * 16));
            Assert.Equal(BitConverter.SingleToInt32Bits(expected), BitConverter.SingleToInt32Bits(joined[index]));
            Assert.Equal(BitConverter.SingleToInt32Bits(expected), BitConverter.SingleToInt32Bits(TLanes.Sum(vectors[index])));
        }
    }

    private static float[] Filled(int length)
    {
        var values = new float[length];
        Array.Fill(values, Untouched);
        return values;
    }

    private static void AssertUntouched(float[] values, int length)
    {
        Assert.All(values[..Margin], static value => Assert.Equal(Untouched, value));
        Assert.All(values[(Margin + length)..], static value => Assert.Equal(Untouched, value));
    }
}
