namespace Compiled.Benchmarks.Results;

/// <summary>
/// No shape costs more than 1.5 times a slightly larger one: one of the same depth and measure, no width of which is smaller, with at most 1.35
/// times the multiply-adds. A cliff is in the code, so it shows in the medians and in the fastest rounds; what shows in one of them alone is a slow
/// phase of the machine.
/// </summary>
public static class CliffRule
{
    public const double Tolerance = 1.5;

    public const double SlightlyLarger = 1.35;

    /// <summary>The pairs that break the rule, the worst first.</summary>
    public static IReadOnlyList<Cliff> Find(IReadOnlyList<SweepRow> rows) =>
    [
        .. rows.SelectMany(smaller => rows.Where(larger => larger.Measure == smaller.Measure && IsSlightlyLarger(larger.Shape, smaller.Shape))
                .Select(larger => new Cliff(smaller, larger)))
            .Where(static pair => pair.Ratio > Tolerance)
            .OrderByDescending(static cliff => cliff.Ratio),
    ];

    /// <summary>How many pairs the rule compares.</summary>
    public static int Pairs(IReadOnlyList<SweepRow> rows) =>
        rows.Sum(smaller => rows.Count(larger => larger.Measure == smaller.Measure && IsSlightlyLarger(larger.Shape, smaller.Shape)));

    public static bool IsSlightlyLarger(Shape larger, Shape smaller) =>
        larger.Blocks == smaller.Blocks
        && !larger.Equals(smaller)
        && larger.Widths.Zip(smaller.Widths).All(static pair => pair.First >= pair.Second)
        && larger.MultiplyAdds <= smaller.MultiplyAdds * SlightlyLarger;
}

/// <summary>A shape that costs too much beside a slightly larger one.</summary>
public sealed record Cliff(SweepRow Smaller, SweepRow Larger)
{
    /// <summary>How many times as long the smaller takes: by the medians or by the fastest rounds, whichever is less.</summary>
    public double Ratio => Math.Min(Smaller.Nanoseconds / Larger.Nanoseconds, Smaller.Fastest / Larger.Fastest);

    public override string ToString() => FormattableString.Invariant(
        $"cliff: {Smaller.Measure} {Smaller.Shape} takes {Smaller.Nanoseconds:g4} ns, {Ratio:f2} times the {Larger.Nanoseconds:g4} ns of {Larger.Shape}; ")
        + FormattableString.Invariant($"at most {CliffRule.Tolerance} are allowed");
}
