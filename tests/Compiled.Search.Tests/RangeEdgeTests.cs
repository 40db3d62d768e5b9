using Compiled.Searching;

namespace Compiled.Tests;

/// <summary>Ranges, settings and definitions that few searches have, and what is said of wrong ones.</summary>
public sealed class RangeEdgeTests
{
    private static string Refused(Action act) => Assert.ThrowsAny<ArgumentException>(act).Message;

    [Fact]
    public void Wrong_ranges_say_what_is_wrong()
    {
        Assert.Contains("has no logarithm at its lowest value: begin above 0, or use Integers", Refused(static () => LogIntegers(0, 4)), StringComparison.Ordinal);
        Assert.Contains("begins below 1E-300", Refused(static () => LogUniform(1e-301, 1)), StringComparison.Ordinal);
        Assert.Contains("both ends must be finite", Refused(static () => Uniform(0, double.PositiveInfinity)), StringComparison.Ordinal);
        Assert.Contains("counts from an end", Refused(static () => _ = (SearchRange)(^3..1)), StringComparison.Ordinal);
        Assert.Contains("OneOf has the value NaN", Refused(static () => OneOf(1, double.NaN)), StringComparison.Ordinal);
        Assert.Contains("OneOf has numbers and texts ('1', 'a')", Refused(static () => SearchRange.Of([new(1), new("a")])), StringComparison.Ordinal);
        Assert.Contains("is the text 'a', not a number", Assert.Throws<InvalidOperationException>(static () => new SettingValue("a").Number).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Ranges_are_equal_by_what_they_span()
    {
        Assert.Equal(Uniform(1, 2), Uniform(1, 2));
        SearchRange?[] others = [Uniform(1, 3), Uniform(0, 2), Integers(1, 2), OneOf(1, 2), null];
        Assert.All(others, static other => Assert.False(Uniform(1, 2).Equals(other)));
        Assert.NotEqual(OneOf(1, 2), OneOf(1, 3));
        Assert.False(SearchSpace.Empty.Equals(null));
        Assert.False(((object)Metric.Accuracy).Equals(SearchObjective.ValidationLoss));
    }

    [Fact]
    public void Points_are_counted_where_they_can_be()
    {
        var counted = SearchSpace.Empty.And("depth", 1..3).And("activation", OneOf("Relu", "Silu"));
        Assert.Equal(6, counted.PointCount);
        Assert.Equal(6, counted.And("rate", Uniform(0.5, 0.5)).PointCount);
        Assert.Null(counted.And("rate", Uniform(0.5, 0.6)).PointCount);
        Assert.Null(counted.And("a", Integers(0, int.MaxValue)).And("b", Integers(0, int.MaxValue)).PointCount);
        Assert.Equal(0.5, UnitInterval.ToValue(Uniform(0.5, 0.5), 0.9));
        Assert.Equal(0.5, UnitInterval.ToValue(Uniform(0.5, 0.5), UnitInterval.ToPlace(Uniform(0.5, 0.5), 0.5)));
    }

    [Theory]
    [InlineData("1rate")]
    [InlineData("ra te")]
    public void Names_of_settings_are_names(string name) => Assert.Contains("is not a valid name of a setting", Refused(() => SearchSpace.Empty.And(name, 1..2)), StringComparison.Ordinal);

    [Fact]
    public void Names_may_have_dots_hyphens_and_underscores() => Assert.Equal(1, SearchSpace.Empty.And("a_b.c-1", 1..2).Count);

    [Theory]
    [InlineData("momentum", "at least 0 and below 1")]
    [InlineData("labelSmoothing", "at least 0 and below 1")]
    [InlineData("l1", "at least 0")]
    [InlineData("l2", "at least 0")]
    [InlineData("clipNorm", "above 0")]
    [InlineData("batch", "at least 1")]
    [InlineData("epochs", "at least 1")]
    [InlineData("depth", "at least 0")]
    [InlineData("optimizer", "which is a name: use OneOf(\"adam\", …)")]
    [InlineData("schedule", "which is a name: use OneOf(\"constant\", …)")]
    [InlineData("initializer", "which is a name")]
    public void Every_setting_has_its_rule(string name, string rule)
    {
        Assert.Contains(rule, Refused(() => SearchSpace.Empty.And(name, Integers(-1, 4))), StringComparison.Ordinal);
        if (!rule.Contains("name", StringComparison.Ordinal))
            Assert.Contains("which is a", Refused(() => SearchSpace.Empty.And(name, OneOf("few"))), StringComparison.Ordinal);
    }

    [Fact]
    public void An_integer_is_one_in_every_range()
    {
        SearchRange[] wrong = [Uniform(1, 2), LogUniform(1, 2), OneOf(1, 2.5), OneOf(1, 3e9)];
        Assert.All(wrong, static range => Assert.Contains("which is an integer", Refused(() => SearchSpace.Empty.And("units", range)), StringComparison.Ordinal));
        Assert.Equal(1, SearchSpace.Empty.And("units", OneOf(1, 2)).Count);
        Assert.Contains("must be one of", Refused(static () => SearchSpace.Empty.And("optimizer", OneOf("adam", 3 > 2 ? "admn" : ""))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_definition_is_checked_when_it_is_written()
    {
        var search = Over(rate: LogUniform(1e-4, 1e-1));
        Assert.Throws<ArgumentNullException>(() => search with { Searcher = null! });
        Assert.Throws<ArgumentNullException>(() => search with { Objective = null! });
        Assert.Throws<ArgumentNullException>(() => search with { Metrics = null! });
        Assert.Throws<ArgumentNullException>(() => search with { Validation = null! });
        Assert.Throws<ArgumentNullException>(() => search with { Limits = null! });
        Assert.Throws<ArgumentNullException>(() => search with { NetworkName = null! });
        Assert.Contains("SearchDefinition.Epochs is 0, but must be at least 1", Refused(() => _ = search with { Epochs = 0 }), StringComparison.Ordinal);
        Assert.Contains("both a Network and a Topology", Refused((search with { Network = new(2), Topology = static _ => new(2) }).Check), StringComparison.Ordinal);
        Assert.False(search.Equals(null));
        Assert.False(search.Equals(search with { Topology = static _ => new(2) }));
        foreach (var price in new[] { -1, double.NaN, double.PositiveInfinity })
            Assert.Contains("but must be finite and not negative", Refused(() => _ = new SearchLimits { PricePerByte = price }), StringComparison.Ordinal);
        foreach (var most in new[] { 0, -1, double.NaN, double.PositiveInfinity })
            Assert.Contains("must be finite and above 0; null means unlimited", Refused(() => _ = new SearchLimits { MaxNanoseconds = most }), StringComparison.Ordinal);
        foreach (var fraction in new[] { 0, 1, double.NaN })
            Assert.Contains("it must be between 0 and 1", Refused(() => SearchValidation.HoldOut(fraction)), StringComparison.Ordinal);
        Assert.Contains("must be at least 2", Refused(static () => SearchValidation.KFold(1)), StringComparison.Ordinal);
        Assert.Equal(["hold-out 0.25", "5 folds"], new[] { SearchValidation.HoldOut(), SearchValidation.KFold() }.Select(static validation => validation.ToString()));
        Assert.Contains("SearchOptions.Finalists is -1, but must be at least 0", Refused(static () => _ = new SearchOptions { Finalists = -1 }), StringComparison.Ordinal);
        Assert.Contains("SearchOptions.Threads is 0, but must be at least 1", Refused(static () => _ = new SearchOptions { Threads = 0 }), StringComparison.Ordinal);
    }

    [Fact]
    public void Objectives_are_equal_by_their_names()
    {
        SearchObjective accuracy = Metric.Accuracy, top = Metric.TopK(3), own = new Metric("accuracy", static _ => 1);
        Assert.Equal(SearchObjective.Parse("accuracy"), accuracy);
        Assert.False(accuracy.Equals(own));
        Assert.False(accuracy.Equals(top));
        Assert.False(accuracy.Equals((SearchObjective?)null));
        Assert.True(top.IsBuiltIn);
        Assert.Equal("top-3 accuracy", top.ToString());
        foreach (var name in new[] { "top- accuracy", "top-0 accuracy", "top-x accuracy", "top-3 loss", "least-3 accuracy", "top-accuracy" })
            Assert.Contains("is not an objective", Refused(() => SearchObjective.Parse(name)), StringComparison.Ordinal);
    }

    [Fact]
    public void How_threads_were_used_is_said_in_words()
    {
        var second = TimeSpan.FromSeconds(1);
        Assert.Equal("1 thread for 2.00 s: 50 % of the time in jobs, 25 % waiting for results that decisions need", new SearchUtilisation(2 * second, 1, second, second / 2).ToString());
        Assert.StartsWith("4 threads for 0.00 s: 0 % of the time in jobs, 0 % waiting", new SearchUtilisation(TimeSpan.Zero, 4, second, second).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_setting_is_read_as_what_it_is()
    {
        var space = SearchSpace.Empty.And("a", Uniform(0, 9)).And("b", 1..3).And("c", OneOf("x", "y"));
        var settings = new TrialSettings(space, [2.5, 3, 1]);
        Assert.Equal((2.5, 7, 3, "y", "z"), (settings.Number("a", 7), settings.Number("d", 7), settings.Integer("b", 9), settings.Text("c", "z"), settings.Text("d", "z")));
        Assert.Contains("The search has no setting 'd': it has ", Refused(() => _ = settings["d"]), StringComparison.Ordinal);
        Assert.Contains("is 2.5, which is not an integer: read it with Number", Assert.Throws<InvalidOperationException>(() => settings.Integer("a", 1)).Message, StringComparison.Ordinal);
        var large = new TrialSettings(SearchSpace.Empty.And("a", Uniform(0, 1e12)), [5e9]);
        Assert.Contains("not an integer", Assert.Throws<InvalidOperationException>(() => large.Integer("a", 1)).Message, StringComparison.Ordinal);
        Assert.True(settings.Equals(new TrialSettings(space, [2.5, 3, 1])));
        Assert.False(settings.Equals(new TrialSettings(space, [2.5, 2, 1])));
        Assert.False(settings.Equals(new TrialSettings(SearchSpace.Empty, [2.5, 3, 1])));
        Assert.False(settings.Equals(null));
    }

    [Fact]
    public void Settings_of_another_space_are_refused()
    {
        var space = SearchSpace.Empty.And("a", Uniform(0, 9)).And("c", OneOf("x", "y"));
        Dictionary<string, SettingValue> values = new() { ["a"] = 2.5, ["c"] = "y" };
        Assert.Equal([2.5, 1], TrialSettings.Of(space, values).Point.ToArray());
        Assert.Contains("the setting 'c' is z, which is not in OneOf", Wrong("c", "z"), StringComparison.Ordinal);
        Assert.Contains("the setting 'a' is 10, which is not in Uniform(0, 9)", Wrong("a", 10), StringComparison.Ordinal);
        Assert.Contains("the setting 'a' is -1, which is not in Uniform(0, 9)", Wrong("a", -1), StringComparison.Ordinal);
        Assert.Contains("the setting 'a' is x, which is not in Uniform(0, 9)", Wrong("a", "x"), StringComparison.Ordinal);
        Assert.Contains("the search has no setting 'd'", Wrong("d", 1), StringComparison.Ordinal);
        values.Remove("c");
        Assert.Contains("the setting 'c' is missing", Assert.Throws<FormatException>(() => TrialSettings.Of(space, values)).Message, StringComparison.Ordinal);

        string Wrong(string name, SettingValue value) => Assert.Throws<FormatException>(() => TrialSettings.Of(space, new Dictionary<string, SettingValue>(values) { [name] = value })).Message;
    }
}
