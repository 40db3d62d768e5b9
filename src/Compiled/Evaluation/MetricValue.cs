namespace Compiled;

/// <summary>A metric that was asked for, and its value.</summary>
/// <param name="Name">The metric.</param>
/// <param name="Value">Its value; NaN where it is undefined for the rows.</param>
/// <param name="Interval">Its interval, if bootstrap samples were asked for and it is defined for the rows and for at least half of the samples; else null.</param>
public sealed record MetricValue(string Name, double Value, MetricInterval? Interval);
