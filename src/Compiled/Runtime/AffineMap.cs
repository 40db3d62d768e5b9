namespace Compiled.Runtime;

/// <summary>What a block with statistics does to each value: (x − mean)·scale + offset.</summary>
internal readonly ref struct AffineMap(StatisticsLayout statistics, ReadOnlySpan<float> state)
{
    private readonly ReadOnlySpan<float> _means = state.Slice(statistics.Offset, statistics.Length);
    private readonly ReadOnlySpan<float> _scales = state.Slice(statistics.ScalesOffset, statistics.Length);

    public (double Mean, double Scale, double Offset) this[int index] => (_means[index], _scales[index], 0);
}
