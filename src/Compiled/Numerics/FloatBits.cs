namespace Compiled.Numerics;

/// <summary>The bit layout of a float, as the lane types use it.</summary>
internal static class FloatBits
{
    /// <summary>Bits of the stored mantissa.</summary>
    public const int MantissaBits = 23;

    /// <summary>2²³ + 127: added to a whole n, it leaves the biased exponent of 2ⁿ in the lowest bits.</summary>
    public const float ExponentMagic = 8_388_608f + 127f;

    /// <summary>The bits of √½.</summary>
    public const int SqrtHalf = 0x3F3504F3;

    /// <summary>2²³: added to a number from 0 to 2²², it leaves the nearest integer in the lowest bits.</summary>
    public const float IntegerMagic = 8_388_608f;

    /// <summary>The bits of a selector that choose among 8 entries.</summary>
    public const int TableMask = 7;
}
