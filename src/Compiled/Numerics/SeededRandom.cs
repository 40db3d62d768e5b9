using System.Numerics;
using System.Runtime.CompilerServices;
using Compiled.Runtime;

namespace Compiled.Numerics;

/// <summary>A seeded source of random numbers that draws the same numbers on every machine and in every version of .NET.</summary>
/// <remarks>
/// xoshiro256** 1.0, seeded by SplitMix64 (Blackman and Vigna, "Scrambled linear pseudorandom number generators", 2018; reference code at
/// prng.di.unimi.it, public domain). Good for initialisers, shuffling and dropout; not for secrets. One thread at a time.
/// </remarks>
public sealed class SeededRandom
{
    private const ulong GoldenGamma = 0x9E3779B97F4A7C15;

    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;

    /// <summary>Starts from a seed.</summary>
    /// <param name="seed">Any number.</param>
    /// <param name="stream">
    /// Which of the seed's streams: streams of one seed are independent of each other, so that one part of a program can draw more numbers without
    /// disturbing the next. The SplitMix64 state is the seed exclusive-or the mixed stream; stream 0 is the seed alone.
    /// </param>
    public SeededRandom(long seed, long stream = 0) => Reseed(seed, stream);

    /// <summary>Continues from a saved state.</summary>
    /// <exception cref="ArgumentException">All four words are 0, which is not a state of the generator.</exception>
    public SeededRandom(RandomState state) => State = state;

    /// <summary>The state: restoring it later gives the same numbers again.</summary>
    /// <exception cref="ArgumentException">All four words are 0, which is not a state of the generator.</exception>
    public RandomState State
    {
        get => new(_s0, _s1, _s2, _s3);
        set
        {
            if (value == default)
            {
                throw new ArgumentException(
                    "The random state is four zeros, which would produce only zeros: restore a state that was read from State.", nameof(value));
            }

            (_s0, _s1, _s2, _s3) = value;
        }
    }

    /// <summary>Restarts, like a new source with this seed and stream; allocates nothing.</summary>
    public void Reseed(long seed, long stream = 0)
    {
        var state = (ulong)seed ^ Mix((ulong)stream);
        _s0 = SplitMix64(ref state);
        _s1 = SplitMix64(ref state);
        _s2 = SplitMix64(ref state);
        _s3 = SplitMix64(ref state);
    }

    /// <summary>64 random bits.</summary>
    public ulong NextUInt64()
    {
        var result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        var shifted = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= shifted;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>A multiple of 2⁻²⁴ from [0, 1), each as likely as any other: the first 24 of 64 bits.</summary>
    public float NextSingle() => (NextUInt64() >> 40) * (1f / (1 << 24));

    /// <summary>A number from 0 to <paramref name="exclusiveMax"/> − 1, each exactly as likely as any other.</summary>
    /// <param name="exclusiveMax">At least 1.</param>
    /// <remarks>Lemire, "Fast random integer generation in an interval", 2019: multiply and shift, with the biased remainder rejected.</remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="exclusiveMax"/> is less than 1.</exception>
    public int NextInt32(int exclusiveMax)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(exclusiveMax, 1);
        var range = (uint)exclusiveMax;
        var product = (NextUInt64() >> 32) * range;
        if ((uint)product < range)
        {
            var remainder = (0u - range) % range;
            while ((uint)product < remainder)
                product = (NextUInt64() >> 32) * range;
        }

        return (int)(product >> 32);
    }

    /// <summary>A number from the standard normal distribution, N(0, 1).</summary>
    /// <remarks>
    /// Marsaglia and Bray's polar method (1964) on multiples of 2⁻²³, without the second of its two numbers, so that the state is the four words
    /// alone. The largest possible magnitude is 7.99.
    /// </remarks>
    public float NextNormal()
    {
        while (true)
        {
            var u = 2f * NextSingle() - 1f;
            var v = 2f * NextSingle() - 1f;
            var square = Fused.MultiplyAdd(u, u, v * v);
            if (square is > 0f and < 1f)
                return u * MathF.Sqrt(-2f * LaneMath.Log<Lanes1>(square) / square);
        }
    }

    /// <summary>Puts the values into a random order, each order as likely as any other (Fisher and Yates, from the last place to the first).</summary>
    public void Shuffle(Span<int> values)
    {
        for (var last = values.Length - 1; last > 0; last--)
        {
            var other = NextInt32(last + 1);
            (values[last], values[other]) = (values[other], values[last]);
        }
    }

    /// <summary>The next output of SplitMix64.</summary>
    internal static ulong SplitMix64(ref ulong state) => Mix(state += GoldenGamma);

    /// <summary>The output of SplitMix64 at a place of the sequence that begins behind <paramref name="key"/>, without those before it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong MixAt(ulong key, ulong index) => Mix(key + (index + 1) * GoldenGamma);

    /// <summary>The finaliser of SplitMix64: one-to-one, and 0 for 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong bits)
    {
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return bits ^ (bits >> 31);
    }
}
