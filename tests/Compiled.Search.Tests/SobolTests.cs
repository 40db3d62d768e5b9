using System.Globalization;
using Compiled.Searching;

namespace Compiled.Tests;

public class SobolTests
{
    [Fact]
    public void The_points_are_those_of_Joe_and_Kuo_as_SciPy_has_them()
    {
        var sequence = new SobolSequence(SobolDirections.MostDimensions);
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Fixtures", "sobol.tsv"));
        Assert.Equal(16, lines.Length);
        foreach (var line in lines)
        {
            double[] expected = [.. line.Split('\t').Select(static cell => double.Parse(cell, CultureInfo.InvariantCulture))];
            var actual = sequence.Next();
            Assert.Equal(64, expected.Length);
            for (var dimension = 0; dimension < expected.Length; dimension++)
                Assert.Equal(expected[dimension], SobolSequence.ToPlace(actual[dimension]));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-7)]
    public void Scrambled_points_are_even_in_each_setting_and_differ_by_the_seed(long seed)
    {
        var space = SearchSpace.Empty.And("a", Uniform(0, 1)).And("b", Uniform(0, 1)).And("c", Uniform(0, 1));
        var points = new SobolPoints(space, seed);
        var all = Enumerable.Range(0, 256).Select(_ => points.Next()).ToArray();
        for (var dimension = 0; dimension < 3; dimension++)
            Assert.Equal(Enumerable.Range(0, 256), all.Select(point => (int)(point[dimension] * 256)).Order());
        // Elementary intervals of the first two settings: one point in each of 16 · 16 boxes.
        Assert.Equal(256, all.Select(static point => ((int)(point[0] * 16), (int)(point[1] * 16))).Distinct().Count());
        Assert.NotEqual(all[1], new SobolPoints(space, seed + 1).Next());
    }

    [Fact]
    public void Too_many_settings_are_refused()
    {
        var space = SearchSpace.Empty;
        for (var index = 0; index < 65; index++)
            space = space.And($"x{index}", Uniform(0, 1));
        var search = Over(space) with { Searcher = new SobolSearch(), Topology = static _ => throw new InvalidOperationException() };
        Assert.Contains("varies 65 settings", Assert.Throws<ArgumentException>(search.Check).Message);
    }
}
