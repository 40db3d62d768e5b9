namespace Compiled.Sweep;

/// <summary>Samples that all shapes share, so that the sweep itself takes little of the caches: 256 rows, read at the width that is asked for.</summary>
internal static class SweepData
{
    private const int Rows = 256;
    private const int Widest = 1024;

    private static readonly float[] InputPool = GC.AllocateArray<float>(Rows * Widest + 16, pinned: true);
    private static readonly float[] TargetPool = GC.AllocateArray<float>(Rows * Widest, pinned: true);
    private static readonly int Origin = AlignedOffset(InputPool);

    static SweepData()
    {
        var state = 12345UL;
        Fill(InputPool, ref state);
        Fill(TargetPool, ref state);
    }

    public static ReadOnlySpan<float> Inputs(int width) => InputPool.AsSpan(Origin, Rows * Within(width));

    public static ReadOnlySpan<float> Targets(int width) => TargetPool.AsSpan(0, Rows * Within(width));

    private static int Within(int width) =>
        width <= Widest ? width : throw new ArgumentOutOfRangeException(nameof(width), width, $"The sweep's samples are at most {Widest} wide.");

    private static void Fill(Span<float> values, ref ulong state)
    {
        foreach (ref var value in values)
        {
            state = unchecked(state * 6364136223846793005UL + 1442695040888963407UL);
            value = (float)((state >> 40) / 16777216.0 * 2.0 - 1.0);
        }
    }

    private static unsafe int AlignedOffset(float[] pinned)
    {
        fixed (float* address = pinned)
            return (int)((64 - (nuint)address % 64) % 64 / sizeof(float));
    }
}
