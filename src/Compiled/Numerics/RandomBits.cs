using System.Runtime.CompilerServices;

namespace Compiled.Numerics;

/// <summary>Random bits as a function of a 64-bit key and a column: nothing is stored, and any order of drawing gives the same.</summary>
/// <remarks>
/// Three multiplications and xors of shifts, Wellons' triple32 ("Prospecting for hash functions", 2018, public domain), which mixes 32 bits one-to-one
/// with a bias near that of a random permutation; without its last shift, which the highest bits, by which numbers are compared, do not see. With two
/// multiplications columns that are 96 apart are dropped together 4 % too often. One half of the key is added to the column, the other between the first two
/// multiplications, so that two keys share no window of one sequence.
/// </remarks>
internal static class RandomBits
{
    public const uint First = 0xED5AD4BB;
    public const uint Second = 0xAC4C1B51;
    public const uint Third = 0x31848BAB;
    public const int FirstShift = 17;
    public const int SecondShift = 11;
    public const int ThirdShift = 15;

    /// <summary>2⁻³².</summary>
    public const float Unit = 1f / 4_294_967_296f;

    /// <summary>The scalar body of <see cref="IRandomLanes{TSelf}.Draw"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Of(ulong key, uint column)
    {
        var x = (uint)key + column;
        x = (x ^ (x >> FirstShift)) * First;
        x = (x ^ (x >> SecondShift)) + (uint)(key >> 32);
        x *= Second;
        return (x ^ (x >> ThirdShift)) * Third;
    }
}
