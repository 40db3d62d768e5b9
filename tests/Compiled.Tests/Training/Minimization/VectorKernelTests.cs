using Compiled.Runtime;
using Compiled.Tests.Networks;

namespace Compiled.Tests.Training.Minimization;

public sealed class VectorKernelTests
{
    /// <summary>Tails of every length behind none, one and several groups.</summary>
    public static TheoryData<int> Lengths => [.. Enumerable.Range(1, 34).Select(quads => 4 * quads)];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Sums_hold_every_element_once(int length)
    {
        var data = new TestData(length);
        var (a, b) = (data.Uniforms(length), data.Uniforms(length));
        Assert.Equal(a.Zip(b, (x, y) => (double)x * y).Sum(), VectorKernel.Dot(a, b), 1e-14 * length);
        Assert.Equal(a.Sum(value => Math.Abs((double)value)), VectorKernel.SumOfMagnitudes(a), 1e-14 * length);
        for (var index = 0; index < length; index++)
        {
            var one = new float[length];
            one[index] = -9;
            Assert.Equal(9, VectorKernel.LargestMagnitude(one));
            Assert.Equal(-9.0 * a[index], VectorKernel.Dot(a, one));
        }
    }

    /// <summary>The order that the docs promise: 32 lanes, four for the end, joined as a tree. What a width of the machine may not change.</summary>
    [Theory]
    [InlineData(28)]
    [InlineData(64)]
    [InlineData(108)]
    public void The_order_of_a_sum_depends_on_the_length_alone(int length)
    {
        var data = new TestData(length);
        var (a, b) = (data.Uniforms(length), data.Uniforms(length));
        var (lanes, end) = (new double[32], new double[4]);
        for (var index = 0; index < length; index++)
        {
            ref var lane = ref index < length / 32 * 32 ? ref lanes[index % 32] : ref end[index % 4];
            lane += (double)a[index] * b[index];
        }

        var four = new double[4];
        for (var lane = 0; lane < 4; lane++)
            four[lane] = Eight(lane) + Eight(lane + 4) + end[lane];
        Assert.Equal(BitConverter.DoubleToInt64Bits((four[0] + four[2]) + (four[1] + four[3])), BitConverter.DoubleToInt64Bits(VectorKernel.Dot(a, b)));

        double Eight(int lane) => (lanes[lane] + lanes[8 + lane]) + (lanes[16 + lane] + lanes[24 + lane]);
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Element_by_element_every_width_rounds_once(int length)
    {
        var data = new TestData(length);
        var (a, b, result) = (data.Uniforms(length), data.Uniforms(length), new float[length]);
        VectorKernel.AddTo(result, a, b, 0.3f);
        Assert.Equal(a.Zip(b, (x, y) => MathF.FusedMultiplyAdd(0.3f, y, x)), result);
        VectorKernel.Subtract(result, a, b);
        Assert.Equal(a.Zip(b, (x, y) => x - y), result);
        VectorKernel.Multiply(result, a, -0.7f);
        Assert.Equal(a.Select(x => -0.7f * x), result);
        VectorKernel.Add(result, b, 2);
        Assert.Equal(a.Zip(b, (x, y) => MathF.FusedMultiplyAdd(2, y, -0.7f * x)), result);
    }
}
