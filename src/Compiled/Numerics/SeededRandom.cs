using System.Numerics;

namespace Compiled.Numerics;

/// <summary>Stand-in with the agreed API: xoshiro256** (Blackman and Vigna 2018), seeded by SplitMix64.</summary>
internal struct SeededRandom
{
    private ulong _s0, _s1, _s2, _s3;

    /// <summary>Seeds the four words by SplitMix64.</summary>
    public SeededRandom(long seed)
    {
        var state = (ulong)seed;
        _s0 = SplitMix(ref state);
        _s1 = SplitMix(ref state);
        _s2 = SplitMix(ref state);
        _s3 = SplitMix(ref state);
    }

    /// <summary>Uniform in [0, exclusiveMax), without bias (Lemire 2019).</summary>
    public int NextInt32(int exclusiveMax)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(exclusiveMax);
        var range = (uint)exclusiveMax;
        var product = (NextUInt64() >> 32) * range;
        if ((uint)product < range)
        {
            var threshold = unchecked(0u - range) % range;
            while ((uint)product < threshold)
                product = (NextUInt64() >> 32) * range;
        }

        return (int)(product >> 32);
    }

    /// <summary>Fisher and Yates: every order is equally likely.</summary>
    public void Shuffle(Span<int> values)
    {
        for (var last = values.Length - 1; last > 0; last--)
        {
            var other = NextInt32(last + 1);
            (values[last], values[other]) = (values[other], values[last]);
        }
    }

    private ulong NextUInt64()
    {
        unchecked
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
    }

    private static ulong SplitMix(ref ulong state)
    {
        unchecked
        {
            state += 0x9E3779B97F4A7C15;
            var z = state;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
