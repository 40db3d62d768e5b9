namespace Compiled.Benchmarks.Results;

/// <summary>The measures of the sweep, by the names that the cells have.</summary>
public static class SweepMeasure
{
    /// <summary>One prediction, independent calls.</summary>
    public const string One = "a";

    /// <summary>A batch of 256 predictions.</summary>
    public const string Batch = "b256";

    /// <summary>A training step with Adam of 32 samples.</summary>
    public const string SmallStep = "c32";

    /// <summary>A training step with Adam of 256 samples.</summary>
    public const string LargeStep = "c256";

    public static IReadOnlyList<string> All { get; } = [One, Batch, SmallStep, LargeStep];

    public static bool IsTraining(string measure) => measure is SmallStep or LargeStep;
}
