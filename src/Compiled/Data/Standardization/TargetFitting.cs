namespace Compiled.Runtime;

/// <summary>The figures of StandardizeTargets blocks: means and the population's standard deviations of the targets, in double precision, in the order of the rows.</summary>
internal sealed class TargetFitting
{
    /// <summary>The least scale: what divides by less would overflow, and what multiplies by it would lose digits.</summary>
    private const float LeastScale = 1.17549435e-38f;

    private readonly float[] _means;
    private readonly float[] _scales;

    private TargetFitting(float[] means, float[] scales) => (_means, _scales) = (means, scales);

    /// <summary>Computes the figures of each target that a block standardises.</summary>
    /// <param name="layout">The blocks.</param>
    /// <param name="targets">Rows of as many targets as the network has outputs.</param>
    /// <param name="outputs">How many that are.</param>
    /// <param name="argument">What the caller calls the targets.</param>
    /// <param name="names">The names of the targets; null where they have none.</param>
    /// <exception cref="ArgumentException">There is no row, a part of one, or a value that is not finite.</exception>
    public static TargetFitting Fit(ParameterLayout layout, ReadOnlySpan<float> targets, int outputs, string argument, IReadOnlyList<string>? names = null)
    {
        var rows = Guard.Rows(targets.Length, outputs, argument);
        var (means, scales) = (new float[outputs], new float[outputs]);
        foreach (var statistics in layout.Statistics)
        {
            for (var output = statistics.TargetsOffset; output >= 0 && output < statistics.TargetsOffset + statistics.Length; output++)
                (means[output], scales[output]) = Fit(targets, outputs, output, rows, argument, names);
        }

        return new TargetFitting(means, scales);
    }

    /// <summary>The figures of targets that are not in memory.</summary>
    public static TargetFitting Of(FeatureMoments moments) => new([.. moments.Means.Select(static mean => (float)mean)], [.. moments.Deviations.Select(static deviation => Scale((float)deviation))]);

    /// <summary>Writes the figures into the blocks.</summary>
    /// <param name="store">The network's.</param>
    /// <param name="onlyNew">Whether blocks that were fitted or set before keep what they have.</param>
    public void WriteTo(ParameterStore store, bool onlyNew)
    {
        foreach (var statistics in store.Layout.Statistics)
        {
            if (statistics.TargetsOffset < 0 || (onlyNew && store.State[statistics.FlagOffset] != 0))
                continue;
            _means.AsSpan(statistics.TargetsOffset, statistics.Length).CopyTo(store.State[statistics.Offset..]);
            _scales.AsSpan(statistics.TargetsOffset, statistics.Length).CopyTo(store.State[statistics.ScalesOffset..]);
            store.State[statistics.FlagOffset] = 1;
            store.MarkChanged();
        }
    }

    private static (float Mean, float Scale) Fit(ReadOnlySpan<float> targets, int outputs, int output, int rows, string argument, IReadOnlyList<string>? names)
    {
        var mean = 0.0;
        for (var row = 0; row < rows; row++)
        {
            var target = targets[row * outputs + output];
            if (!float.IsFinite(target))
                throw new ArgumentException(Wording.Of($"Target {(names is null ? Wording.Of($"{output}") : $"'{names[output]}'")} of row {row} is {target}: a mean needs finite values."), argument);
            mean += target;
        }

        mean /= rows;
        var squares = 0.0;
        for (var row = 0; row < rows; row++)
        {
            var deviation = targets[row * outputs + output] - mean;
            squares += deviation * deviation;
        }

        return ((float)mean, Scale((float)Math.Sqrt(squares / rows)));
    }

    /// <summary>A target that never changes has no unit to take out: its deviations are exactly 0.</summary>
    private static float Scale(float deviation) => deviation >= LeastScale ? deviation : 1;
}
