namespace Compiled.Runtime;

/// <summary>What a block with statistics does to each value outside training: (x − mean)·scale + offset. Padding is 0.</summary>
internal readonly ref struct AffineMap
{
    /// <summary>Computes the figures into the first doubles of a scratch.</summary>
    public AffineMap(ParameterLayout layout, StatisticsLayout statistics, ReadOnlySpan<float> state, Span<double> scratch)
    {
        var (length, padded) = (statistics.Length, ParameterFolding.Padded(statistics.Length));
        var figures = scratch[..(3 * padded)];
        figures.Clear();
        var (means, scales, offsets) = (0, padded, 2 * padded);
        for (var index = 0; index < length; index++)
        {
            figures[means + index] = state[statistics.Offset + index];
            figures[scales + index] = state[statistics.ScalesOffset + index];
        }

        if (statistics.IsNorm)
        {
            var norm = statistics.Norm < 0 ? null : layout.Blocks[statistics.Norm];
            for (var index = 0; index < length; index++)
            {
                figures[scales + index] = (norm is null ? 1 : state[norm.WeightsOffset + index]) / Math.Sqrt(figures[scales + index] + statistics.Epsilon);
                figures[offsets + index] = norm is null ? 0 : state[norm.BiasesOffset + index];
            }
        }

        // The way back from standardised targets, z · scale + mean.
        if (statistics.TargetsOffset >= 0)
        {
            figures.Slice(means, length).CopyTo(figures[offsets..]);
            figures.Slice(means, length).Clear();
        }

        Means = figures[..padded];
        Scales = figures.Slice(padded, padded);
        Offsets = figures[(2 * padded)..];
    }

    public ReadOnlySpan<double> Means { get; }

    public ReadOnlySpan<double> Scales { get; }

    public ReadOnlySpan<double> Offsets { get; }
}
