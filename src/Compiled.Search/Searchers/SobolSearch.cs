using System.Numerics;
using Compiled.Numerics;
using Compiled.Searching;

namespace Compiled;

/// <summary>
/// Points of a Sobol sequence, which fill the space more evenly than random ones; SciPy's <c>qmc.Sobol</c>, Optuna's <c>QMCSampler</c>. Best with a power of two trials.
/// </summary>
/// <remarks>Direction numbers by Joe and Kuo (2008), in the order of Gray's code, scrambled by the seed: Owen's nested scrambling by hashing (Laine and Karras 2011, Burley 2020).</remarks>
public sealed record SobolSearch : Searcher
{
    internal const string Title = "sobol";

    /// <inheritdoc/>
    public override string Name => Title;

    internal override void Check(SearchDefinition definition) => CheckDimensions(definition.Space);

    internal override SearchPlan Begin(SearchDefinition definition) => new FullTraining(definition, new SobolPoints(definition.Space, definition.Seed), definition.Trials);

    /// <exception cref="ArgumentException">There are too many.</exception>
    internal static void CheckDimensions(SearchSpace space)
    {
        if (space.Count > SobolDirections.MostDimensions)
            throw new ArgumentException(Wording.Of($"The search varies {space.Count} settings, but a Sobol sequence has at most {SobolDirections.MostDimensions} here: use RandomSearch or TpeSearch."));
    }
}

/// <summary>The points of a scrambled Sobol sequence.</summary>
internal sealed class SobolPoints : PointSource
{
    private readonly SearchSpace _space;
    private readonly SobolSequence _sequence;
    private readonly uint[] _scrambles;

    public SobolPoints(SearchSpace space, long seed)
    {
        (_space, _sequence, _scrambles) = (space, new(space.Count), new uint[space.Count]);
        var random = new SeededRandom(seed, RandomPoints.Stream);
        for (var index = 0; index < _scrambles.Length; index++)
            _scrambles[index] = (uint)(random.NextUInt64() >> 32);
    }

    public override double[] Next()
    {
        var bits = _sequence.Next();
        var point = new double[_space.Count];
        for (var index = 0; index < point.Length; index++)
            point[index] = UnitInterval.ToValue(_space.Dimensions[index].Range, SobolSequence.ToPlace(Scramble(bits[index], _scrambles[index])));
        return point;
    }

    /// <summary>A permutation of the numbers in which each bit depends on the higher ones alone, so that the evenness stays.</summary>
    private static uint Scramble(uint bits, uint seed)
    {
        var x = Reverse(bits) + seed;
        x ^= x * 0x6C50B47C;
        x ^= x * 0xB82F1E52;
        x ^= x * 0xC7AFE638;
        x ^= x * 0x8D22F6E6;
        return Reverse(x);
    }

    private static uint Reverse(uint bits)
    {
        bits = ((bits >> 1) & 0x55555555) | ((bits & 0x55555555) << 1);
        bits = ((bits >> 2) & 0x33333333) | ((bits & 0x33333333) << 2);
        bits = ((bits >> 4) & 0x0F0F0F0F) | ((bits & 0x0F0F0F0F) << 4);
        bits = ((bits >> 8) & 0x00FF00FF) | ((bits & 0x00FF00FF) << 8);
        return BitOperations.RotateLeft(bits, 16);
    }
}

/// <summary>A Sobol sequence in the order of Gray's code, from 0 on.</summary>
internal sealed class SobolSequence
{
    private readonly uint[][] _directions;
    private readonly uint[] _bits;
    private uint _index;

    public SobolSequence(int dimensions)
    {
        _directions = [.. Enumerable.Range(0, dimensions).Select(SobolDirections.Of)];
        _bits = new uint[dimensions];
    }

    /// <summary>The next point, as 32 bits after the point; valid until the next call.</summary>
    public ReadOnlySpan<uint> Next()
    {
        if (_index > 0)
        {
            var bit = BitOperations.TrailingZeroCount(_index);
            for (var dimension = 0; dimension < _bits.Length; dimension++)
                _bits[dimension] ^= _directions[dimension][bit];
        }

        _index++;
        return _bits;
    }

    public static double ToPlace(uint bits) => bits * (1.0 / (1L << 32));
}
