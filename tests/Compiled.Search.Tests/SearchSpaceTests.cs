using Compiled.Numerics;
using Compiled.Searching;

namespace Compiled.Tests;

public class SearchSpaceTests
{
    [Theory]
    [InlineData(0.1, 0.01, "LogUniform(0.1, 0.01) is empty", "LogUniform(0.01, 0.1)")]
    [InlineData(0, 1, "no logarithm", "begin above 0")]
    [InlineData(double.NaN, 1, "must be finite", "LogUniform")]
    public void A_range_that_is_wrong_says_what_and_what_is_right(double lowest, double highest, string what, string remedy)
    {
        var message = Assert.Throws<ArgumentException>(() => LogUniform(lowest, highest)).Message;
        Assert.Contains(what, message);
        Assert.Contains(remedy, message);
    }

    [Fact]
    public void An_empty_range_is_refused_however_it_is_written()
    {
        Assert.Contains("Integers(3, 1) is empty", Assert.Throws<ArgumentException>(() => (SearchRange)(3..1)).Message);
        Assert.Contains("OneOf() is empty", Assert.Throws<ArgumentException>(() => OneOf(Array.Empty<string>())).Message);
        Assert.Contains("Uniform(2, 1) is empty", Assert.Throws<ArgumentException>(() => Uniform(2, 1)).Message);
        Assert.Contains("counts from an end", Assert.Throws<ArgumentException>(() => (SearchRange)(1..^1)).Message);
        Assert.Contains("the value 16 twice", Assert.Throws<ArgumentException>(() => OneOf(16, 32, 16)).Message);
        Assert.Contains("varies nothing", Assert.Throws<ArgumentException>(() => Over().Check()).Message);
    }

    [Theory]
    [InlineData("rate", "must be above 0")]
    [InlineData("dropout", "at least 0 and below 1")]
    [InlineData("units", "at least 1")]
    [InlineData("weightDecay", "at least 0")]
    [InlineData("activation", "which is a name")]
    public void A_range_that_does_not_fit_its_setting_is_refused(string name, string rule) =>
        Assert.Contains(rule, Assert.Throws<ArgumentException>(() => SearchSpace.Empty.And(name, Integers(-1, 4))).Message);

    [Fact]
    public void Names_that_the_library_does_not_know_are_refused_unless_a_topology_reads_them()
    {
        Assert.Contains("'Rellu'", Assert.Throws<ArgumentException>(() => Over(activation: "Rellu")).Message);
        var search = Over(rate: LogUniform(1e-3, 1e-1)).And("unit", 1..3);
        Assert.Contains("does not know the setting 'unit'", Assert.Throws<ArgumentException>(search.Check).Message);
        (search with { Topology = static _ => throw new InvalidOperationException() }).Check();
        Assert.Contains("given twice", Assert.Throws<ArgumentException>(() => search.And("unit", 1..2)).Message);
    }

    [Fact]
    public void A_range_of_integers_includes_both_ends()
    {
        SearchRange range = 1..3;
        Assert.Equal(Integers(1, 3), range);
        Assert.Equal(3, range.Count);
        Assert.Equal([1, 2, 3], Enumerable.Range(0, 30).Select(step => UnitInterval.ToValue(range, step / 30.0)).Distinct());
    }

    public static TheoryData<string> Ranges => ["uniform", "log", "integers", "logIntegers", "choice"];

    [Theory]
    [MemberData(nameof(Ranges))]
    public void Values_are_inside_their_range_and_found_again(string kind)
    {
        var range = RangeOf(kind);
        for (var step = 0; step <= 1000; step++)
        {
            var value = UnitInterval.ToValue(range, step / 1000.0);
            Assert.InRange(value, range.Lowest, range.Highest);
            var place = UnitInterval.ToPlace(range, value);
            Assert.InRange(place, 0, 1);
            Assert.Equal(value, UnitInterval.ToValue(range, place), 1e-12 * Math.Abs(value) + 1e-15);
        }
    }

    [Fact]
    public void Random_points_are_spread_as_their_ranges_say()
    {
        var space = SearchSpace.Empty.And("a", LogUniform(1e-4, 1)).And("b", LogIntegers(1, 1023)).And("c", OneOf("x", "y"));
        var random = new SeededRandom(1);
        var points = Enumerable.Range(0, 4000).Select(_ => RandomPoints.Draw(space, random)).ToArray();
        // A quarter per decade; half below 32; half of each.
        Assert.InRange(points.Count(static point => point[0] < 1e-3), 900, 1100);
        Assert.InRange(points.Count(static point => point[1] < 32), 1900, 2100);
        Assert.InRange(points.Count(static point => point[2] == 0), 1900, 2100);
    }

    [Fact]
    public void The_same_seed_draws_the_same_points_on_every_machine()
    {
        var state = Simulation.Run(Over(rate: LogUniform(1e-4, 1e-1), units: 8..64) with { Trials = 2, Seed = 7 }, Simulation.Bowl);
        Assert.Equal(
            ["rate=0.0004692734510282603, units=23", "rate=0.002919129308550647, units=40"],
            state.Trials.Select(static trial => trial.Settings.ToString()));
    }

    private static SearchRange RangeOf(string kind) => kind switch
    {
        "uniform" => Uniform(-3, 5),
        "log" => LogUniform(1e-7, 1e3),
        "integers" => Integers(-3, 12),
        "logIntegers" => LogIntegers(1, 4096),
        _ => OneOf(16, 64, 32),
    };
}
