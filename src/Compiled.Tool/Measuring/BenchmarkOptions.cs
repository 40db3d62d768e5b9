namespace Compiled.Tool.Measuring;

/// <summary>How long and how often to measure.</summary>
/// <param name="Rounds">Measurements of each figure; their median counts.</param>
/// <param name="Milliseconds">The length of one.</param>
/// <param name="Cancellation">Stops between two.</param>
internal sealed record BenchmarkOptions(int Rounds, int Milliseconds, CancellationToken Cancellation);

/// <summary>One figure of a network.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Rows">Rows of one call.</param>
/// <param name="NanosecondsPerCall">The median.</param>
internal sealed record Measurement(string Name, int Rows, double NanosecondsPerCall)
{
    /// <summary>The time of one row.</summary>
    public double NanosecondsPerRow => NanosecondsPerCall / Rows;
}
