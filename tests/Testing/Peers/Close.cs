namespace Compiled.Tests.Peers;

/// <summary>Comparisons that say which value was how far off.</summary>
public static class Close
{
    /// <summary>|actual − expected| ≤ absolute + relative·|expected|, for each value, as PyTorch's assert_close has it.</summary>
    public static void Values(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual, double relative, double absolute, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            var allowed = absolute + relative * Math.Abs(expected[i]);
            var distance = Math.Abs(actual[i] - expected[i]);
            Assert.True(distance <= allowed, $"{what}[{i}] is {actual[i]:R}, expected {expected[i]:R}: off by {distance:E2}, allowed {allowed:E2}.");
        }
    }

    /// <summary>The same for floats.</summary>
    public static void Values(ReadOnlySpan<double> expected, ReadOnlySpan<float> actual, double relative, double absolute, string what) =>
        Values(expected, Doubles(actual), relative, absolute, what);

    /// <summary>|actual − expected| ≤ allowed[i].</summary>
    public static void Bounded(ReadOnlySpan<double> expected, ReadOnlySpan<float> actual, ReadOnlySpan<double> allowed, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            var distance = Math.Abs(actual[i] - expected[i]);
            Assert.True(
                distance <= allowed[i], $"{what}[{i}] is {actual[i]:R}, expected {expected[i]:R}: off by {distance:E2}, allowed {allowed[i]:E2}.");
        }
    }

    public static double[] Doubles(ReadOnlySpan<float> values)
    {
        var doubles = new double[values.Length];
        for (var i = 0; i < values.Length; i++)
            doubles[i] = values[i];
        return doubles;
    }

    public static float[] Floats(ReadOnlySpan<double> values)
    {
        var floats = new float[values.Length];
        for (var i = 0; i < values.Length; i++)
            floats[i] = (float)values[i];
        return floats;
    }

    public static float[] Flat(double[][] rows) => Floats(rows.SelectMany(row => row).ToArray());
}
