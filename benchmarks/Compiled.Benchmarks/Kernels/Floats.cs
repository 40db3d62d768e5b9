using Compiled.Runtime;

namespace Compiled.Benchmarks.Kernels;

/// <summary>Aligned floats as emitted code has them, with reproducible values.</summary>
internal static class Floats
{
    /// <summary>Values from −scale to scale.</summary>
    public static AlignedMemory Create(int length, float scale)
    {
        var memory = new AlignedMemory(length);
        var state = 12345u;
        foreach (ref var value in memory.Span)
        {
            state = state * 1664525u + 1013904223u;
            value = ((state >> 8) / 8388608f - 1f) * scale;
        }

        return memory;
    }
}
