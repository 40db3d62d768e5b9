namespace Compiled.Numerics;

/// <summary>
/// Lanes that draw random numbers: each lane is a function of a key and of its column, so that the bits of a column are the same at every width. Integer
/// operations alone.
/// </summary>
/// <typeparam name="TSelf">The lane type itself.</typeparam>
internal interface IRandomLanes<TSelf> : ILanes<TSelf>
    where TSelf : struct, IRandomLanes<TSelf>
{
    /// <summary>
    /// 32 random bits per lane, for the columns <paramref name="column"/>, <paramref name="column"/> + 1, …; see <see cref="RandomBits"/>. They are bit
    /// patterns, not numbers: do no arithmetic with them.
    /// </summary>
    static abstract TSelf Draw(ulong key, uint column);

    /// <summary>bits &lt; limit ? whenTrue : whenFalse, both as unsigned integers.</summary>
    static abstract TSelf SelectBelow(TSelf bits, uint limit, TSelf whenTrue, TSelf whenFalse);

    /// <summary>The lowest 31 bits b as a number from 2⁻³³ to ½: (b + ½) · 2⁻³², b rounded to a float before.</summary>
    static abstract TSelf Half(TSelf bits);
}
