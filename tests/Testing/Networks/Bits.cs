namespace Compiled.Tests.Networks;

/// <summary>Equality of bits; any NaN equals any other.</summary>
public static class Bits
{
    public static void Equal(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            var same = BitConverter.SingleToInt32Bits(expected[i]) == BitConverter.SingleToInt32Bits(actual[i])
                || (float.IsNaN(expected[i]) && float.IsNaN(actual[i]));
            Assert.True(same, $"{what}: value {i} is {actual[i]:R}, expected {expected[i]:R} to the bit.");
        }
    }

    /// <summary>Both the same values; zeros of either sign are equal.</summary>
    public static void EqualValues(ReadOnlySpan<double> expected, ReadOnlySpan<float> actual, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.True(expected[i] == actual[i], $"{what}: value {i} is {actual[i]:R}, expected exactly {expected[i]:R}.");
    }
}
