namespace Compiled.Numerics;

/// <summary>
/// A group of float lanes that compute side by side: one scalar, or a vector of 4, 8 or 16. Functions written once over this type run at
/// every width and give the same bits at every width, because every operation here is exact or correctly rounded (IEEE 754).
/// </summary>
/// <typeparam name="TSelf">The lane type itself.</typeparam>
public interface ILanes<TSelf>
    where TSelf : struct, ILanes<TSelf>
{
    /// <summary>The number of lanes.</summary>
    static abstract int Count { get; }

    /// <summary>The same value in every lane.</summary>
    static abstract TSelf Create(float value);

    /// <summary>Reads <see cref="Count"/> floats at <paramref name="source"/> + <paramref name="index"/>; no alignment is needed.</summary>
    static abstract TSelf Load(ref readonly float source, nuint index);

    /// <summary>Writes <see cref="Count"/> floats at <paramref name="destination"/> + <paramref name="index"/>.</summary>
    static abstract void Store(TSelf value, ref float destination, nuint index);

    /// <summary>Lane-wise sum.</summary>
    static abstract TSelf operator +(TSelf left, TSelf right);

    /// <summary>Lane-wise difference.</summary>
    static abstract TSelf operator -(TSelf left, TSelf right);

    /// <summary>Lane-wise product.</summary>
    static abstract TSelf operator *(TSelf left, TSelf right);

    /// <summary>Lane-wise quotient.</summary>
    static abstract TSelf operator /(TSelf left, TSelf right);

    /// <summary>Lane-wise negation: flips the sign bit, of zeros and NaN too.</summary>
    static abstract TSelf operator -(TSelf value);

    /// <summary>left · right + addend, rounded once.</summary>
    static abstract TSelf FusedMultiplyAdd(TSelf left, TSelf right, TSelf addend);

    /// <summary>addend − left · right, rounded once.</summary>
    static abstract TSelf FusedNegatedMultiplyAdd(TSelf left, TSelf right, TSelf addend);

    /// <summary>Correctly rounded square root.</summary>
    static abstract TSelf Sqrt(TSelf value);

    /// <summary>Clears the sign bit.</summary>
    static abstract TSelf Abs(TSelf value);

    /// <summary>Rounds to the nearest integer, ties to even.</summary>
    static abstract TSelf Round(TSelf value);

    /// <summary>The magnitude of the first with the sign bit of the second.</summary>
    static abstract TSelf CopySign(TSelf magnitude, TSelf sign);

    /// <summary>The magnitude with the sign bit of the second: <see cref="CopySign"/> for a magnitude whose sign bit is clear, in fewer operations.</summary>
    static abstract TSelf SetSign(TSelf magnitude, TSelf sign);

    /// <summary>left &lt; right ? whenTrue : whenFalse; a NaN on either side chooses whenFalse.</summary>
    static abstract TSelf SelectLess(TSelf left, TSelf right, TSelf whenTrue, TSelf whenFalse);

    /// <summary>left &lt; right ? left : right; equal values (±0 among them) and a NaN on either side choose right.</summary>
    static abstract TSelf Lesser(TSelf left, TSelf right);

    /// <summary>left &lt;= right ? whenTrue : whenFalse; a NaN on either side chooses whenFalse.</summary>
    static abstract TSelf SelectLessOrEqual(TSelf left, TSelf right, TSelf whenTrue, TSelf whenFalse);

    /// <summary>left == right ? whenTrue : whenFalse; a NaN on either side chooses whenFalse.</summary>
    static abstract TSelf SelectEqual(TSelf left, TSelf right, TSelf whenTrue, TSelf whenFalse);

    /// <summary>2ⁿ for whole n from −126 to 127: the exponent field is built by integer addition and a shift.</summary>
    static abstract TSelf PowerOfTwo(TSelf exponent);

    /// <summary>
    /// Splits a positive normal x into m · 2ᵉ with m in [√½, √2): the start of a logarithm. Integer subtraction and shifts of the bits alone.
    /// </summary>
    static abstract (TSelf Mantissa, TSelf Exponent) SplitExponent(TSelf value);

    /// <summary>
    /// Reads the table of 8 floats at <paramref name="table"/> + <paramref name="index"/> at the place that the lowest three bits of each selector name. The
    /// table is written twice, 16 floats in all, because the widest permutation looks at four bits.
    /// </summary>
    static abstract TSelf Lookup(ref readonly float table, nuint index, TSelf selector);

    /// <summary>0, 1, 2, … in lanes 0, 1, 2, …</summary>
    static abstract TSelf Indices { get; }

    /// <summary>
    /// Reads <paramref name="count"/> floats, from 0 to <see cref="Count"/>, and nothing after them; the lanes from <paramref name="count"/> on
    /// are 0.
    /// </summary>
    static abstract TSelf LoadPartial(ref readonly float source, nuint index, int count);

    /// <summary>The sum of the lanes by a fixed tree: the upper half is added to the lower half until one lane is left.</summary>
    /// <remarks>After zeros, wider lanes give the bits of narrower ones (except for −0 alone, which becomes +0).</remarks>
    static abstract float Sum(TSelf value);

    /// <summary>The largest lane. A NaN may be chosen or passed over: it must be caught elsewhere.</summary>
    static abstract float Max(TSelf value);
}
