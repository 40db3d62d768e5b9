using System.Text.Json;

namespace Compiled.Tests;

/// <summary>scikit-learn's values: Fixtures/metrics.json, which metrics.py has written.</summary>
internal static class Fixture
{
    /// <summary>The agreement that is promised.</summary>
    public const double Tolerance = 1e-6;

    private static readonly JsonElement Root = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Fixtures", "metrics.json"))).RootElement;

    public static JsonElement Of(string name) => Root.GetProperty(name);

    public static float[] Floats(this JsonElement element, string name) => [.. element.GetProperty(name).EnumerateArray().Select(value => value.GetSingle())];

    public static double[] Doubles(this JsonElement element, string name) => [.. element.GetProperty(name).EnumerateArray().Select(value => value.GetDouble())];

    public static int[] Labels(this JsonElement element, string name) => [.. element.GetProperty(name).EnumerateArray().Select(value => value.GetInt32())];

    public static double Number(this JsonElement element, string name) => element.GetProperty(name).GetDouble();

    public static float[] OneHot(int[] labels, int count)
    {
        var targets = new float[labels.Length * count];
        for (var row = 0; row < labels.Length; row++)
            targets[row * count + labels[row]] = 1;
        return targets;
    }

    public static void Equal(IEnumerable<double> expected, IEnumerable<double> actual)
    {
        var (left, right) = (expected.ToArray(), actual.ToArray());
        Assert.Equal(left.Length, right.Length);
        for (var index = 0; index < left.Length; index++)
            Assert.Equal(left[index], right[index], Tolerance);
    }
}
