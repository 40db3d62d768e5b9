using Compiled.Runtime;
using Xunit;

namespace Compiled.Tests.Numerics;

/// <summary>Rows move between strides: every width comes out whole, and nothing beside it is touched.</summary>
public class RowKernelTests
{
    private const int MostFloats = 70;

    private const float Untouched = -1;

    public static TheoryData<int> Counts => [.. Enumerable.Range(1, MostFloats)];

    [Theory, MemberData(nameof(Counts))]
    public void Copy_leaves_what_lies_between_the_rows(int count)
    {
        foreach (var destinationStride in new[] { count, count + 1, count + 17 })
            foreach (var rows in new[] { 1, 2, 5 })
            {
                var (source, destination) = (Source(count + 3, rows), Destination(destinationStride, rows));
                RowKernel.Copy(ref source[0], count + 3, ref destination[0], destinationStride, count, rows);
                Check(source, count + 3, destination, destinationStride, count, rows, Untouched);
            }
    }

    [Theory, MemberData(nameof(Counts))]
    public void CopyOne_ends_with_the_row(int count)
    {
        var (source, destination) = (Source(count, 1), Destination(count, 1));
        RowKernel.CopyOne(ref source[0], ref destination[0], count);
        Check(source, count, destination, count, count, 1, Untouched);
    }

    [Theory, MemberData(nameof(Counts))]
    public void Pad_fills_the_row_with_zeros(int count)
    {
        foreach (var stride in new[] { count, (count + 3) / 4 * 4, (count + 15) / 16 * 16 })
            foreach (var rows in new[] { 1, 2, 5 })
            {
                var (source, destination) = (Source(count, rows), Destination(stride, rows));
                RowKernel.Pad(ref source[0], ref destination[0], count, stride, rows);
                Check(source, count, destination, stride, count, rows, 0);
            }
    }

    private static float[] Source(int stride, int rows) => [.. Enumerable.Range(1, stride * rows).Select(static value => (float)value)];

    /// <summary>With a vector behind the rows that must stay as it is.</summary>
    private static float[] Destination(int stride, int rows) => [.. Enumerable.Repeat(Untouched, stride * rows + 16)];

    private static void Check(float[] source, int sourceStride, float[] destination, int destinationStride, int count, int rows, float between)
    {
        for (var index = 0; index < destination.Length; index++)
        {
            var (row, column) = (index / destinationStride, index % destinationStride);
            var expected = row >= rows ? Untouched : column < count ? source[row * sourceStride + column] : between;
            Assert.Equal(expected, destination[index]);
        }
    }
}
