using Compiled.Numerics;

namespace Compiled.Tests.Numerics;

public sealed class SeededRandomTests
{
    [Fact]
    public void SplitMix64_gives_its_published_numbers()
    {
        ulong state = 1234567;
        ulong[] expected = [6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821];
        foreach (var number in expected)
            Assert.Equal(number, SeededRandom.SplitMix64(ref state));
    }

    [Fact]
    public void Xoshiro256_star_star_gives_its_published_numbers()
    {
        var random = new SeededRandom(new RandomState(1, 2, 3, 4));
        ulong[] expected =
        [
            11520, 0, 1509978240, 1215971899390074240, 1216172134540287360, 607988272756665600, 16172922978634559625, 8476171486693032832,
            10595114339597558777, 2904607092377533576,
        ];
        foreach (var number in expected)
            Assert.Equal(number, random.NextUInt64());
    }

    [Fact]
    public void A_seed_fills_the_state_with_four_numbers_of_SplitMix64() => Assert.Equal(
        new RandomState(6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431), new SeededRandom(1234567).State);

    [Fact]
    public void A_restored_state_draws_the_same_numbers_again()
    {
        var random = new SeededRandom(-5);
        random.NextNormal();
        var state = random.State;
        var first = Draw(random);
        random.State = state;
        Assert.Equal(first, Draw(random));
        Assert.Equal(first, Draw(new SeededRandom(state)));

        static (ulong, float, int, float) Draw(SeededRandom source) => (source.NextUInt64(), source.NextNormal(), source.NextInt32(1000), source.NextSingle());
    }

    [Fact]
    public void A_state_of_zeros_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(static () => new SeededRandom(default(RandomState)));
        Assert.Contains("four zeros", error.Message);
    }

    [Fact]
    public void Streams_and_seeds_differ()
    {
        var firsts = new HashSet<ulong>();
        for (var seed = -50; seed < 50; seed++)
            for (var stream = 0; stream < 50; stream++)
                Assert.True(firsts.Add(new SeededRandom(seed, stream).NextUInt64()));
    }

    [Fact]
    public void Singles_are_multiples_of_two_to_the_minus_24_below_one_and_uniform()
    {
        var random = new SeededRandom(1);
        var buckets = new int[64];
        const int Draws = 640_000;
        for (var i = 0; i < Draws; i++)
        {
            var value = random.NextSingle();
            Assert.InRange(value, 0f, 1f - 1f / (1 << 24));
            Assert.Equal(0f, value * (1 << 24) % 1f);
            buckets[(int)(value * 64)]++;
        }

        // Chi-square with 63 degrees of freedom: 114 has a chance of one in ten thousand, and the seed is fixed.
        Assert.InRange(buckets.Sum(static n => Math.Pow(n - Draws / 64, 2) / (Draws / 64)), 20, 114);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(10)]
    [InlineData(1000)]
    public void Integers_stay_below_their_bound_and_are_uniform(int bound)
    {
        var random = new SeededRandom(2);
        var counts = new int[bound];
        var expected = 1000;
        for (var i = 0; i < expected * bound; i++)
            counts[random.NextInt32(bound)]++;
        Assert.All(counts, n => Assert.InRange(n, expected - 170, expected + 170));
    }

    [Fact]
    public void Large_bounds_are_not_biased_to_the_lower_half()
    {
        // With a plain remainder or product, two thirds of these would fall below half of the bound.
        const int Bound = 0x60000000;
        var random = new SeededRandom(3);
        var low = 0;
        for (var i = 0; i < 100_000; i++)
        {
            var value = random.NextInt32(Bound);
            Assert.InRange(value, 0, Bound - 1);
            low += value < Bound / 2 ? 1 : 0;
        }

        Assert.InRange(low, 49_300, 50_700);
        Assert.InRange(random.NextInt32(int.MaxValue), 0, int.MaxValue - 1);
    }

    [Fact]
    public void A_bound_below_one_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(static () => new SeededRandom(0).NextInt32(0));

    [Fact]
    public void Normals_have_the_moments_of_the_normal_distribution()
    {
        var random = new SeededRandom(4);
        const int Draws = 500_000;
        double sum = 0, squares = 0, cubes = 0, fourths = 0;
        var beyondTwo = 0;
        for (var i = 0; i < Draws; i++)
        {
            double x = random.NextNormal();
            sum += x;
            squares += x * x;
            cubes += x * x * x;
            fourths += x * x * x * x;
            beyondTwo += Math.Abs(x) > 2 ? 1 : 0;
        }

        Assert.Equal(0, sum / Draws, 0.006);
        Assert.Equal(1, squares / Draws, 0.008);
        Assert.Equal(0, cubes / Draws, 0.025);
        Assert.Equal(3, fourths / Draws, 0.07);
        Assert.Equal(0.0455, beyondTwo / (double)Draws, 0.0012);
    }

    [Fact]
    public void Shuffling_keeps_all_values_and_reaches_every_order_equally_often()
    {
        var random = new SeededRandom(5);
        var orders = new Dictionary<string, int>();
        for (var i = 0; i < 24_000; i++)
        {
            int[] values = [0, 1, 2, 3];
            random.Shuffle(values);
            var key = string.Concat(values);
            orders[key] = orders.GetValueOrDefault(key) + 1;
        }

        Assert.Equal(24, orders.Count);
        Assert.All(orders.Keys, static key => Assert.Equal("0123", string.Concat(key.Order())));
        Assert.All(orders.Values, static n => Assert.InRange(n, 850, 1150));
        random.Shuffle([]);
    }
}
