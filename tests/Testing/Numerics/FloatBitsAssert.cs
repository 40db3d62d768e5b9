using Compiled.Numerics;

namespace Compiled.Tests.Numerics;

/// <summary>Comparison by bits, in which any NaN equals any other; and the floats on which functions tend to go wrong.</summary>
public static class FloatBitsAssert
{
    public static readonly float[] Specials =
    [
        0f, -0f, 1f, -1f, 0.5f, -0.5f, 2f, -2f, 3f, -3f, 1e-3f, -1e-3f, 7.5f, -7.5f, 88.7228f, 88.73f, -87.3f, -103.9f, -103.98f, 1e4f, -1e4f,
        8_388_607.5f, 8_388_609f, -8_388_607.5f, 16_777_216f, 3e9f, -3e9f, 0.70710677f, 0.70710683f, 1.4142135f, 1.4142137f, 9.0109129f, 9.010914f,
        float.Epsilon, -float.Epsilon, 1e-40f, -1e-40f, 1.1754942e-38f, 1.17549435e-38f, -1.17549435e-38f, 1e-30f,
        float.MaxValue, float.MinValue, float.PositiveInfinity, float.NegativeInfinity, float.NaN, -float.NaN,
        BitConverter.Int32BitsToSingle(0x7F800001), BitConverter.Int32BitsToSingle(unchecked((int)0xFFC12345)),
    ];

    public static bool Same(float left, float right) =>
        BitConverter.SingleToInt32Bits(left) == BitConverter.SingleToInt32Bits(right) || (float.IsNaN(left) && float.IsNaN(right));

    public static void Equal(float expected, float actual, string what)
    {
        if (!Same(expected, actual))
            Assert.Fail($"{what}: expected {expected:R} (0x{BitConverter.SingleToInt32Bits(expected):X8}), got {actual:R} (0x{BitConverter.SingleToInt32Bits(actual):X8})");
    }

    public static void Equal(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            if (!Same(expected[i], actual[i]))
                Equal(expected[i], actual[i], $"{what} [{i}]");
        }
    }

    /// <summary>f over a whole number of vectors.</summary>
    public static void Map<TFunction, TLanes>(ReadOnlySpan<float> x, Span<float> y)
        where TFunction : struct, ILaneFunction
        where TLanes : struct, ILanes<TLanes>
    {
        Assert.Equal(0, x.Length % TLanes.Count);
        Assert.True(y.Length >= x.Length);
        for (var i = 0; i < x.Length; i += TLanes.Count)
            TLanes.Store(TFunction.Apply(TLanes.Load(in x[0], (nuint)i)), ref y[0], (nuint)i);
    }

    /// <summary>Calls back with blocks of 4,096 floats that walk through all 2³² bit patterns with a stride.</summary>
    public static void Sweep(uint stride, Action<float[]> visit)
    {
        var block = new float[4096];
        for (ulong bits = 0; bits <= uint.MaxValue;)
        {
            for (var i = 0; i < block.Length; i++, bits += stride)
                block[i] = BitConverter.UInt32BitsToSingle((uint)Math.Min(bits, uint.MaxValue));
            visit(block);
        }
    }
}
