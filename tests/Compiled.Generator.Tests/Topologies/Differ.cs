namespace Compiled.Generator.Tests.Topologies;

/// <summary>Comparisons that say which value was how far off.</summary>
internal static class Differ
{
    /// <summary>|actual − expected| ≤ allowed, for each value.</summary>
    public static void Within(ReadOnlySpan<double> expected, ReadOnlySpan<float> actual, ReadOnlySpan<double> allowed, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            var distance = Math.Abs(actual[i] - expected[i]);
            if (!(distance <= allowed[i]))
                Assert.Fail($"{what}: value {i} is {actual[i]:R}, expected {expected[i]:R}: off by {distance:E2}, allowed {allowed[i]:E2}.");
        }
    }

    /// <summary>The same bits; any NaN equals any other.</summary>
    public static void SameBits(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            if (BitConverter.SingleToInt32Bits(expected[i]) != BitConverter.SingleToInt32Bits(actual[i]) && !(float.IsNaN(expected[i]) && float.IsNaN(actual[i])))
                Assert.Fail($"{what}: value {i} is {actual[i]:R}, expected {expected[i]:R} to the bit.");
        }
    }
}
