using Compiled.Numerics;
using Compiled.Runtime;

namespace Compiled.Tests.Numerics;

public sealed class SoftmaxKernelTests
{
    public static TheoryData<int> Counts() => [.. Enumerable.Range(1, 70), 255, 256, 257, 1000];

    internal static int Stride(int count) => count <= 4 ? 4 : count <= 8 ? 8 : (count + 15) / 16 * 16;

    [Theory]
    [MemberData(nameof(Counts))]
    public void Each_count_agrees_with_double_and_leaves_zeros_in_the_padding(int count)
    {
        using var row = Logits(count, 4f, seed: count);
        var logits = row.Span[..count].ToArray();
        var expected = Reference(logits);
        SoftmaxKernel.Row(ref row.Origin, count, Stride(count));
        for (var i = 0; i < count; i++)
        {
            // The rounding of z − max is the exponential's relative error.
            var allowed = 4e-7 + 6e-8 * (logits.Max() - logits[i]);
            Assert.True(Math.Abs(row.Span[i] - expected[i]) <= allowed * expected[i], $"[{i}] {row.Span[i]:R} {expected[i]:R}");
        }

        FloatBitsAssert.Equal(new float[row.Length - count], row.Span[count..], "padding");
    }

    [Theory]
    [MemberData(nameof(Counts))]
    public void The_stride_does_not_change_a_bit(int count)
    {
        using var row = Logits(count, 4f, seed: count);
        using var wide = new GuardedMemory(Math.Max(32, row.Length));
        wide.Span.Fill(float.NaN);
        row.Span.CopyTo(wide.Span);
        SoftmaxKernel.Row(ref row.Origin, count, row.Length);
        SoftmaxKernel.Row(ref wide.Origin, count, wide.Length);
        FloatBitsAssert.Equal(row.Span[..count], wide.Span[..count], "wide");
    }

    [Theory]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(13)]
    [InlineData(40)]
    public void A_NaN_or_positive_infinity_anywhere_gives_NaN_in_the_whole_row(int count)
    {
        for (var place = 0; place < count; place++)
        {
            foreach (var bad in (float[])[float.NaN, float.PositiveInfinity])
            {
                using var row = Logits(count, 4f, seed: 1);
                row.Span[place] = bad;
                SoftmaxKernel.Row(ref row.Origin, count, Stride(count));
                foreach (var share in row.Span[..count])
                    Assert.True(float.IsNaN(share));
                FloatBitsAssert.Equal(new float[row.Length - count], row.Span[count..], "padding");
            }
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(8)]
    [InlineData(16)]
    [InlineData(33)]
    public void Huge_logits_ties_and_negative_infinity_are_stable(int count)
    {
        using var row = new GuardedMemory(Stride(count));
        row.Span.Fill(-1e4f);
        row.Span[0] = 1e4f;
        row.Span[1] = float.NegativeInfinity;
        SoftmaxKernel.Row(ref row.Origin, count, row.Length);
        Assert.Equal(1f, row.Span[0]);
        Assert.Equal(-1, row.Span[1..].IndexOfAnyExcept(0f));

        row.Span[..count].Fill(1e4f);
        SoftmaxKernel.Row(ref row.Origin, count, row.Length);
        Assert.Equal(-1, row.Span[..count].IndexOfAnyExcept(1f / count));
    }

    internal static double[] Reference(ReadOnlySpan<float> logits)
    {
        var exp = new double[logits.Length];
        var largest = double.NegativeInfinity;
        foreach (var z in logits)
            largest = Math.Max(largest, z);
        for (var i = 0; i < exp.Length; i++)
            exp[i] = Math.Exp(logits[i] - largest);
        var sum = exp.Sum();
        return [.. exp.Select(e => e / sum)];
    }

    /// <summary>A padded row; what lies in the padding would show if it were used.</summary>
    private static GuardedMemory Logits(int count, float spread, long seed)
    {
        var random = new SeededRandom(seed);
        var row = new GuardedMemory(Stride(count));
        foreach (ref var z in row.Span)
            z = spread * random.NextNormal();
        row.Span[count..].Fill(float.NaN);
        return row;
    }
}
