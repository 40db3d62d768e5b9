using Compiled.Numerics;

namespace Compiled.Tests.Numerics;

/// <summary>Each operation of each lane type against plain scalar C#, on pairs of difficult floats.</summary>
public sealed class LaneTypeTests
{
    [Fact]
    public void One_lane_computes_as_scalar_code_does() => Check<Lanes1>(1);

    [Fact]
    public void Four_lanes_compute_as_scalar_code_does() => Check<Lanes4>(4);

    [Fact]
    public void Eight_lanes_compute_as_scalar_code_does() => Check<Lanes8>(8);

    [Fact]
    public void Sixteen_lanes_compute_as_scalar_code_does() => Check<Lanes16>(16);

    [Fact]
    public void Twice_eight_lanes_compute_as_scalar_code_does() => Check<Lanes8x2>(16);

    [Fact]
    public void Four_times_four_lanes_compute_as_scalar_code_does() => Check<Lanes4x4>(16);

    [Fact]
    public void Twice_four_lanes_compute_as_scalar_code_does() => Check<Lanes4x2>(8);

    private static void Check<TLanes>(int count)
        where TLanes : struct, ILanes<TLanes>
    {
        Assert.Equal(count, TLanes.Count);
        Arithmetic<TLanes>();
        Bits<TLanes>();
        Tables<TLanes>();
        PartialLoads<TLanes>();
        Reductions<TLanes>();
    }

    private static void Arithmetic<TLanes>()
        where TLanes : struct, ILanes<TLanes>
    {
        foreach (var a in FloatBitsAssert.Specials)
        {
            One<TLanes>(-a, static x => -x, a, "negate");
            One<TLanes>(MathF.Abs(a), TLanes.Abs, a, "abs");
            One<TLanes>(MathF.Sqrt(a), TLanes.Sqrt, a, "sqrt");
            One<TLanes>(MathF.Round(a, MidpointRounding.ToEven), TLanes.Round, a, "round");
            foreach (var b in FloatBitsAssert.Specials)
            {
                Two<TLanes>(a + b, static (x, y) => x + y, a, b, "+");
                Two<TLanes>(a - b, static (x, y) => x - y, a, b, "-");
                Two<TLanes>(a * b, static (x, y) => x * y, a, b, "*");
                Two<TLanes>(a / b, static (x, y) => x / y, a, b, "/");
                Two<TLanes>(MathF.CopySign(a, b), TLanes.CopySign, a, b, "copy sign");
                Two<TLanes>(MathF.FusedMultiplyAdd(a, b, 0.1f), static (x, y) => TLanes.FusedMultiplyAdd(x, y, TLanes.Create(0.1f)), a, b, "fma");
                Two<TLanes>(MathF.FusedMultiplyAdd(a, a, b), static (x, y) => TLanes.FusedMultiplyAdd(x, x, y), a, b, "fma");
                Two<TLanes>(MathF.FusedMultiplyAdd(-a, b, 0.1f), static (x, y) => TLanes.FusedNegatedMultiplyAdd(x, y, TLanes.Create(0.1f)), a, b, "negated fma");
                Two<TLanes>(MathF.FusedMultiplyAdd(-a, a, b), static (x, y) => TLanes.FusedNegatedMultiplyAdd(x, x, y), a, b, "negated fma");
                Two<TLanes>(MathF.CopySign(a, b), static (x, y) => TLanes.SetSign(TLanes.Abs(x), y), a, b, "set sign");
                Two<TLanes>(a < b ? a : b, static (x, y) => TLanes.SelectLess(x, y, x, y), a, b, "less");
                Two<TLanes>(a <= b ? 1f : b, static (x, y) => TLanes.SelectLessOrEqual(x, y, TLanes.Create(1f), y), a, b, "less or equal");
                Two<TLanes>(a == b ? 7f : a, static (x, y) => TLanes.SelectEqual(x, y, TLanes.Create(7f), x), a, b, "equal");
            }
        }
    }

    private static void Bits<TLanes>()
        where TLanes : struct, ILanes<TLanes>
    {
        for (var n = -126; n <= 127; n++)
            One<TLanes>(MathF.ScaleB(1f, n), TLanes.PowerOfTwo, n, "power of two");

        foreach (var a in FloatBitsAssert.Specials.Where(float.IsNormal).Where(float.IsPositive))
        {
            var mantissa = Lanes(TLanes.SplitExponent(TLanes.Create(a)).Mantissa)[^1];
            var exponent = Lanes(TLanes.SplitExponent(TLanes.Create(a)).Exponent)[^1];
            Assert.InRange(mantissa, 0.70710677f, 1.4142135f);
            Assert.Equal(a, Math.ScaleB(mantissa, (int)exponent));
        }
    }

    private static void Tables<TLanes>()
        where TLanes : struct, ILanes<TLanes>
    {
        float[] table = [.. Enumerable.Range(0, 16).Select(static i => i % 8 * 1.5f - 3f)];
        for (var selector = 0; selector < 1024; selector++)
        {
            // A different entry in every lane; bits above the lowest three must not matter.
            var selectors = new float[TLanes.Count];
            for (var lane = 0; lane < selectors.Length; lane++)
                selectors[lane] = BitConverter.Int32BitsToSingle(selector * 2_000_003 + lane * 7);
            var found = Lanes(TLanes.Lookup(in table[0], 0, TLanes.Load(in selectors[0], 0)));
            for (var lane = 0; lane < selectors.Length; lane++)
                Assert.Equal(table[BitConverter.SingleToInt32Bits(selectors[lane]) & 7], found[lane]);
        }
    }

    private static void PartialLoads<TLanes>()
        where TLanes : struct, ILanes<TLanes>
    {
        float[] source = [.. Enumerable.Range(0, 40).Select(static i => i + 1f)];
        for (var index = 0; index < 5; index++)
            for (var count = 0; count <= TLanes.Count; count++)
            {
                using var guarded = new GuardedMemory(index + count);
                source.AsSpan(0, index + count).CopyTo(guarded.Span);
                var loaded = Lanes(TLanes.LoadPartial(in guarded.Origin, (nuint)index, count));
                for (var lane = 0; lane < TLanes.Count; lane++)
                    FloatBitsAssert.Equal(lane < count ? source[index + lane] : 0f, loaded[lane], $"lane {lane} of {count}");
            }
    }

    private static void Reductions<TLanes>()
        where TLanes : struct, ILanes<TLanes>
    {
        var random = new SeededRandom(7);
        for (var round = 0; round < 200; round++)
        {
            var values = new float[TLanes.Count];
            foreach (ref var value in values.AsSpan())
                value = random.NextNormal();
            var vector = TLanes.Load(in values[0], 0);
            Assert.Equal(values.Max(), TLanes.Max(vector));

            var tree = values.ToArray();
            for (var half = tree.Length / 2; half > 0; half /= 2)
                for (var i = 0; i < half; i++)
                    tree[i] += tree[i + half];
            FloatBitsAssert.Equal(tree[0], TLanes.Sum(vector), "sum");
        }

        Assert.Equal(Enumerable.Range(0, TLanes.Count).Select(static i => (float)i), Lanes(TLanes.Indices));
    }

    private static void One<TLanes>(float expected, Func<TLanes, TLanes> function, float a, string name)
        where TLanes : struct, ILanes<TLanes> => All(expected, function(TLanes.Create(a)), $"{name}({a:R})");

    private static void Two<TLanes>(float expected, Func<TLanes, TLanes, TLanes> function, float a, float b, string name)
        where TLanes : struct, ILanes<TLanes> => All(expected, function(TLanes.Create(a), TLanes.Create(b)), $"{name}({a:R}, {b:R})");

    private static void All<TLanes>(float expected, TLanes actual, string what)
        where TLanes : struct, ILanes<TLanes>
    {
        foreach (var lane in Lanes(actual))
            FloatBitsAssert.Equal(expected, lane, what);
    }

    private static float[] Lanes<TLanes>(TLanes value)
        where TLanes : struct, ILanes<TLanes>
    {
        var lanes = new float[TLanes.Count];
        TLanes.Store(value, ref lanes[0], 0);
        return lanes;
    }
}
