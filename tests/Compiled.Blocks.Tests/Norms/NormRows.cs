using Compiled.Tests.Networks;
using Compiled.Tests.Numerics;

namespace Compiled.Tests.Norms;

/// <summary>Padded rows for tests of kernels: up against a page that must not be touched, NaN in the padding.</summary>
internal static class NormRows
{
    public static TheoryData<int> Counts => [.. Enumerable.Range(1, 70), 255, 256, 257, 1000];

    public static int Stride(int count) => count <= 4 ? 4 : count <= 8 ? 8 : (count + 15) / 16 * 16;

    public static GuardedMemory Random(int count, int stride, int rows, int seed, float centre = 0, float size = 1, float padding = float.NaN)
    {
        var memory = new GuardedMemory(stride * rows);
        memory.Span.Fill(padding);
        var data = new TestData(seed);
        for (var row = 0; row < rows; row++)
            for (var i = 0; i < count; i++)
                memory.Span[row * stride + i] = centre + data.Uniform(size);
        return memory;
    }

    public static GuardedMemory Copy(GuardedMemory source)
    {
        var memory = new GuardedMemory(source.Length);
        source.Span.CopyTo(memory.Span);
        return memory;
    }

    public static double[] Row(GuardedMemory memory, int count, int stride, int row)
    {
        var values = new double[count];
        for (var i = 0; i < count; i++)
            values[i] = memory.Span[row * stride + i];
        return values;
    }

    public static void PaddingIsZero(GuardedMemory memory, int count, int stride)
    {
        for (var row = 0; row < memory.Length / stride; row++)
            FloatBitsAssert.Equal(new float[stride - count], memory.Span[(row * stride + count)..((row + 1) * stride)], $"padding of row {row}");
    }
}
