using Compiled.Benchmarks.Results;

namespace Compiled.Generator.Tests.Results;

public sealed class CliffRuleTests
{
    [Theory]
    [InlineData("33-33-33", "34-34-34", true)]
    [InlineData("33-33-33", "33-33-34", true)]
    [InlineData("100-10", "135-10", true)]      // exactly 1.35 times
    [InlineData("100-10", "136-10", false)]
    [InlineData("33-33-33", "33-33-33", false)] // itself
    [InlineData("34-34-34", "33-33-33", false)]
    [InlineData("33-33", "34-34-34", false)]    // another depth
    [InlineData("16-64", "65-16", false)]       // a width is smaller
    public void A_slightly_larger_shape_is_no_narrower_anywhere_and_has_a_third_more_work_at_most(string smaller, string larger, bool expected) =>
        Assert.Equal(expected, CliffRule.IsSlightlyLarger(Shape.Parse(larger), Shape.Parse(smaller)));

    [Fact]
    public void A_shape_may_take_one_and_a_half_times_as_long_and_no_more()
    {
        Assert.Empty(CliffRule.Find([Row("33-33", 150), Row("34-34", 100)]));
        var cliff = Assert.Single(CliffRule.Find([Row("34-34", 100), Row("33-33", 151)]));
        Assert.Equal("33-33", cliff.Smaller.Shape.ToString());
        Assert.Equal("cliff: a 33-33 takes 151 ns, 1.51 times the 100 ns of 34-34; at most 1.5 are allowed", cliff.ToString());
    }

    [Fact]
    public void What_the_fastest_rounds_do_not_show_is_no_cliff() =>
        Assert.Empty(CliffRule.Find([Row("33-33", 300) with { Fastest = 110 }, Row("34-34", 100)]));

    [Fact]
    public void Measures_are_not_compared_with_each_other() =>
        Assert.Empty(CliffRule.Find([Row("33-33", 300), Row("34-34", 100) with { Measure = SweepMeasure.Batch }]));

    [Fact]
    public void The_worst_comes_first()
    {
        var cliffs = CliffRule.Find([Row("33-33", 160), Row("34-34", 100), Row("65-65", 900), Row("66-66", 300)]);
        Assert.Equal(["65-65", "33-33"], cliffs.Select(cliff => cliff.Smaller.Shape.ToString()));
    }

    [Fact]
    public void Pairs_are_counted_in_one_direction() => Assert.Equal(3, CliffRule.Pairs([Row("32-32", 1), Row("33-33", 1), Row("34-34", 1), Row("999-999", 1)]));

    private static SweepRow Row(string shape, double nanoseconds) => new(Shape.Parse(shape), SweepMeasure.One, nanoseconds, nanoseconds, nanoseconds);
}
