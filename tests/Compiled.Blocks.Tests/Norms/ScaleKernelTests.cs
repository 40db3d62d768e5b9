using Compiled.Runtime;
using Compiled.Tests.Numerics;

namespace Compiled.Tests.Norms;

public sealed class ScaleKernelTests
{
    public static TheoryData<int> Counts => NormRows.Counts;

    [Theory]
    [MemberData(nameof(Counts))]
    public void Values_and_gradients_are_exact_whatever_the_strides(int count)
    {
        var (stride, rows) = (NormRows.Stride(count), 5);
        using var factors = NormRows.Random(count, stride, 1, seed: 2);
        foreach (var inputStride in new[] { count, stride })
        {
            using var input = NormRows.Random(count, inputStride, rows, seed: 1);
            using var output = new GuardedMemory(rows * stride);
            using var upstream = NormRows.Random(count, stride, rows, seed: 4, padding: 0);
            using var gradient = NormRows.Copy(upstream);
            using var sums = new GuardedMemory(stride);
            ScaleKernel.Forward(ref input.Origin, ref output.Origin, ref factors.Origin, new(count, inputStride, stride, rows));
            ScaleKernel.Backward(ref input.Origin, ref gradient.Origin, ref factors.Origin, new(count, inputStride, stride, rows), new(ref sums.Origin, true, 0, stride));
            for (var i = 0; i < count; i++)
            {
                var sum = 0f;
                for (var row = 0; row < rows; row++)
                {
                    var (x, dy) = (input.Span[row * inputStride + i], upstream.Span[row * stride + i]);
                    FloatBitsAssert.Equal(factors.Span[i] * x, output.Span[row * stride + i], $"row {row} [{i}]");
                    FloatBitsAssert.Equal(factors.Span[i] * dy, gradient.Span[row * stride + i], $"gradient of row {row} [{i}]");
                    sum = MathF.FusedMultiplyAdd(x, dy, sum);
                }

                FloatBitsAssert.Equal(sum, sums.Span[i], $"factor {i}");
            }

            NormRows.PaddingIsZero(output, count, stride);
        }
    }
}
