using Compiled.Numerics;
using Compiled.Oracle;
using Compiled.Runtime;
using Compiled.Tests.Networks;
using CsCheck;

namespace Compiled.Tests.Noise;

/// <summary>The random numbers of dropout and noise, drawn without a network. Every bound is five standard deviations of what it bounds.</summary>
public sealed class NoiseDrawTests
{
    private const int Rows = 400;
    private const int Columns = 250;
    private const int Count = Rows * Columns;

    public static TheoryData<double> Rates => [0.0001, 0.1, 0.25, 0.5, 0.6, 0.9, 0.999];

    [Fact]
    public void Every_width_of_vectors_draws_the_same_bits() => Gen.Select(Gen.ULong, Gen.UInt).Sample((key, column) =>
    {
        var expected = new float[16];
        for (var i = 0; i < 16; i++)
            expected[i] = BitConverter.UInt32BitsToSingle(RandomBits.Of(key, column + (uint)i));
        Equal(expected, Draw<Lanes1>(key, column));
        Equal(expected, Draw<Lanes4>(key, column));
        Equal(expected, Draw<Lanes8>(key, column));
        Equal(expected, Draw<Lanes16>(key, column));
    });

    [Fact]
    public void Every_width_of_vectors_makes_the_same_of_the_bits() => Gen.UInt.Array[16].Sample(words =>
    {
        // The ends of the range, where a signed comparison or a rounded conversion would show.
        (words[0], words[1], words[2], words[3], words[4]) = (0, uint.MaxValue, 0x7FFFFFFF, 0x80000000, 0x80000001);
        foreach (var limit in new[] { 0u, 1u, 0x7FFFFFFFu, 0x80000000u, 0x80000001u, uint.MaxValue, words[5] })
        {
            for (var i = 0; i < 16; i++)
            {
                var one = Lane<Lanes1>(words, i, limit);
                Assert.Equal(words[i] < limit ? 1f : 2f, one.Selected);
                Assert.InRange(one.Half, 1f / (1L << 33), 0.5f);
                Assert.Equal((words[i] & 0x7FFFFFFF) / 4294967296.0, one.Half, 1.0 / (1 << 25));
                Assert.Equal(one, Lane<Lanes4>(words, i, limit));
                Assert.Equal(one, Lane<Lanes8>(words, i, limit));
                Assert.Equal(one, Lane<Lanes16>(words, i, limit));
            }
        }
    });

    [Fact]
    public void A_normal_deviate_is_the_quantile_of_its_tail()
    {
        for (var step = 0; step <= 20_000; step++)
        {
            // From 1/2 down to 2^-33, evenly in the logarithm, and near 1/2 evenly in t.
            var t = step % 2 == 0 ? (float)Math.Pow(2, -1 - 32 * step / 20_000.0) : 0.5f - step / 40_100f;
            double z = LaneMath.NormalDeviate<Lanes1>(t);
            var density = Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);
            var error = (SpecialFunctions.Normal(-z) - t) / density;
            Assert.True(Math.Abs(error) <= 2e-6 * z + 1e-15, $"t = {t:R}: z = {z:R} is {error:E2} off.");
        }

        Assert.Equal(0f, LaneMath.NormalDeviate<Lanes1>(0.5f).Value);
        Assert.InRange(LaneMath.NormalDeviate<Lanes1>(1f / (1L << 33)).Value, 6.33f, 6.34f);
    }

    [Theory]
    [MemberData(nameof(Rates))]
    [Trait("Speed", "slow")]
    public void As_many_values_are_dropped_as_the_rate_says(double rate)
    {
        for (var step = 0; step < 10; step++)
        {
            var mask = Mask(seed: 3, step, block: 0, rate);
            Binomial(mask.Count(value => value == 0), Count, rate, $"step {step}");
            Assert.All(mask, value => Assert.True(value == 0 || value == (float)(1 / (1 - (double)(float)rate)), $"{value:R}"));
        }
    }

    [Fact]
    public void Every_row_and_every_column_drops_as_much_as_the_others()
    {
        // A sum over 10 steps; the largest of 650 deviations stays below 5 with a probability of 0.9996, and the numbers are fixed.
        var (rows, columns) = (new int[Rows], new int[Columns]);
        for (var step = 0; step < 10; step++)
        {
            var mask = Mask(seed: 4, step, block: 0, rate: 0.3);
            for (var i = 0; i < Count; i++)
            {
                rows[i / Columns] += mask[i] == 0 ? 1 : 0;
                columns[i % Columns] += mask[i] == 0 ? 1 : 0;
            }
        }

        Assert.All(rows, dropped => Binomial(dropped, 10 * Columns, 0.3, "a row"));
        Assert.All(columns, dropped => Binomial(dropped, 10 * Rows, 0.3, "a column"));
    }

    [Theory]
    [MemberData(nameof(Rates))]
    public void Neighbours_of_every_kind_are_independent(double rate)
    {
        var mask = Mask(seed: 5, step: 7, block: 2, rate);
        Independent(mask, Mask(seed: 5, step: 8, block: 2, rate), rate, "the next step");
        Independent(mask, Mask(seed: 6, step: 7, block: 2, rate), rate, "the next seed");
        Independent(mask, Mask(seed: 5, step: 7, block: 3, rate), rate, "the next block");
        Independent(mask, Mask(seed: 7, step: 5, block: 2, rate), rate, "seed and step exchanged");
        foreach (var columns in new[] { 1, 2, 8, 16, 128 })
            Independent(mask, [.. mask.Skip(columns), .. mask.Take(columns)], rate, $"{columns} columns on");
        foreach (var rows in new[] { 1, 2, 64, 256 })
            Independent(mask, [.. mask.Skip(rows * Columns), .. mask.Take(rows * Columns)], rate, $"{rows} rows on");
    }

    [Fact]
    public void Bytes_of_the_draws_are_uniform()
    {
        for (var shift = 0; shift < 32; shift += 8)
        {
            var counts = new int[256];
            for (var row = 0; row < Rows; row++)
                for (var column = 0u; column < Columns; column++)
                    counts[(byte)(RandomBits.Of(SeededRandom.MixAt(9, (ulong)row), column) >> shift)]++;
            var expected = Count / 256.0;
            var chiSquare = counts.Sum(count => (count - expected) * (count - expected) / expected);
            Assert.InRange(chiSquare, 255 - 5 * Math.Sqrt(2 * 255), 255 + 5 * Math.Sqrt(2 * 255));
        }
    }

    [Fact]
    public void Noise_has_the_moments_of_the_normal_distribution()
    {
        var z = new double[10 * Count];
        for (var step = 0; step < 10; step++)
            Normals(seed: 11, step, block: 1, 1f).Select(value => (double)value).ToArray().CopyTo(z, step * Count);
        Moment(z, 1, 0, 1);
        Moment(z, 2, 1, 2);
        Moment(z, 3, 0, 15);
        Moment(z, 4, 3, 96);
        foreach (var size in new[] { 0.01, 0.5, 1, 2, 3, 4 })
            Binomial(z.Count(value => Math.Abs(value) > size), z.Length, 2 * SpecialFunctions.Normal(-size), $"beyond {size}");
        // The mean of products of neighbours: its variance is 1 / n.
        Assert.InRange(z.Zip(z.Skip(1), (a, b) => a * b).Average() * Math.Sqrt(z.Length), -5, 5);
        Assert.InRange(z.Zip(z.Skip(Columns), (a, b) => a * b).Average() * Math.Sqrt(z.Length), -5, 5);
    }

    [Fact]
    public void Noise_is_scaled_by_the_deviation_and_added()
    {
        var once = Normals(seed: 1, step: 2, block: 3, 1f);
        var scaled = new float[Count];
        Array.Fill(scaled, 10f);
        NoiseKernel.AddNormal(new StepNoise(StepNoise.KeyOf(1, 2), 0), 3, ref scaled[0], ref scaled[0], Rows, Columns, 0.25f);
        for (var i = 0; i < Count; i++)
            Assert.Equal(MathF.FusedMultiplyAdd(once[i], 0.25f, 10f), scaled[i]);
    }

    [Fact]
    public void Rows_of_any_width_and_any_first_row_draw_the_same_and_write_nothing_beside()
    {
        var key = StepNoise.KeyOf(21, 22);
        var wide = new float[9 * 64];
        Array.Fill(wide, 1f);
        NoiseKernel.Drop(new StepNoise(key, 0), 4, ref wide[0], ref wide[0], 9, 64, 1u << 31, 2f);
        for (var stride = 1; stride <= 45; stride++)
            for (var first = 0; first < 6; first++)
            {
                var (source, destination) = (new float[3 * stride], new float[3 * stride + 32]);
                Array.Fill(source, 1f);
                Array.Fill(destination, 1234.5f);
                NoiseKernel.Drop(new StepNoise(key, first), 4, ref source[0], ref destination[16], 3, stride, 1u << 31, 2f);
                Assert.All(destination[..16].Concat(destination[^16..]), value => Assert.Equal(1234.5f, value));
                Assert.All(source, value => Assert.Equal(1f, value));
                for (var row = 0; row < 3; row++)
                    Bits.Equal(wide.AsSpan((first + row) * 64, stride), destination.AsSpan(16 + row * stride, stride), $"width {stride}, row {first + row}");
            }
    }

    [Fact]
    public void Special_values_go_through_as_in_PyTorch()
    {
        float[] special = [float.NaN, float.PositiveInfinity, float.NegativeInfinity, -0f, float.Epsilon, float.MaxValue];
        var seen = new HashSet<(int Index, bool IsDropped)>();
        for (var row = 0; row < 40; row++)
        {
            var (mask, values) = (new float[6], (float[])special.Clone());
            Array.Fill(mask, 1f);
            var noise = new StepNoise(StepNoise.KeyOf(1, 1), row);
            NoiseKernel.Drop(noise, 0, ref mask[0], ref mask[0], 1, 6, 1u << 31, 2f);
            NoiseKernel.Drop(noise, 0, ref values[0], ref values[0], 1, 6, 1u << 31, 2f);
            for (var i = 0; i < 6; i++)
            {
                _ = seen.Add((i, mask[i] == 0));
                Bits.Equal([special[i] * mask[i]], [values[i]], $"{special[i]} times {mask[i]}");
            }

            values = (float[])special.Clone();
            NoiseKernel.AddNormal(noise, 0, ref values[0], ref values[0], 1, 6, 0.5f);
            Bits.Equal(special.AsSpan(0, 3), values.AsSpan(0, 3), "NaN and infinities with noise");
        }

        Assert.Equal(12, seen.Count);
    }

    private static float[] Mask(long seed, long step, int block, double rate)
    {
        var mask = new float[Count];
        Array.Fill(mask, 1f);
        var limit = (uint)Math.Round((float)rate * 4294967296.0);
        NoiseKernel.Drop(new StepNoise(StepNoise.KeyOf(seed, step), 0), block, ref mask[0], ref mask[0], Rows, Columns, limit, (float)(1 / (1 - (double)(float)rate)));
        return mask;
    }

    private static float[] Normals(long seed, long step, int block, float deviation)
    {
        var noise = new float[Count];
        NoiseKernel.AddNormal(new StepNoise(StepNoise.KeyOf(seed, step), 0), block, ref noise[0], ref noise[0], Rows, Columns, deviation);
        return noise;
    }

    private static void Independent(float[] left, float[] right, double rate, string what) =>
        Binomial(Enumerable.Range(0, Count).Count(i => left[i] == 0 && right[i] == 0), Count, rate * rate, what, slack: 1);

    private static void Binomial(int count, int of, double probability, string what, double slack = 0.5)
    {
        var allowed = 5 * Math.Sqrt(of * probability * (1 - probability)) + slack;
        Assert.True(Math.Abs(count - of * probability) <= allowed, $"{what}: {count} of {of}, expected {of * probability:F1} ± {allowed:F1}.");
    }

    /// <summary>The mean of a power, whose own variance is known.</summary>
    private static void Moment(double[] z, int power, double expected, double variance)
    {
        var mean = z.Average(value => Math.Pow(value, power));
        var allowed = 5 * Math.Sqrt(variance / z.Length);
        Assert.True(Math.Abs(mean - expected) <= allowed, $"Moment {power} is {mean:R}, expected {expected} ± {allowed:E1}.");
    }

    private static void Equal(float[] expected, float[] actual)
    {
        for (var i = 0; i < 16; i++)
            Assert.Equal(BitConverter.SingleToUInt32Bits(expected[i]), BitConverter.SingleToUInt32Bits(actual[i]));
    }

    private static float[] Draw<TLanes>(ulong key, uint column)
        where TLanes : struct, IRandomLanes<TLanes>
    {
        var drawn = new float[16];
        for (var i = 0; i < 16; i += TLanes.Count)
            TLanes.Store(TLanes.Draw(key, column + (uint)i), ref drawn[0], (nuint)i);
        return drawn;
    }

    private static (float Selected, float Half, float Normal) Lane<TLanes>(uint[] words, int index, uint limit)
        where TLanes : struct, IRandomLanes<TLanes>
    {
        var floats = Array.ConvertAll(words, BitConverter.UInt32BitsToSingle);
        var begin = index / TLanes.Count * TLanes.Count;
        var bits = TLanes.Load(ref floats[0], (nuint)begin);
        var half = TLanes.Half(bits);
        return (
            Of(TLanes.SelectBelow(bits, limit, TLanes.Create(1f), TLanes.Create(2f)), index - begin), Of(half, index - begin),
            Of(LaneMath.NormalDeviate(half), index - begin));
    }

    private static float Of<TLanes>(TLanes lanes, int index)
        where TLanes : struct, ILanes<TLanes>
    {
        var values = new float[TLanes.Count];
        TLanes.Store(lanes, ref values[0], 0);
        return values[index];
    }
}
