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

    /// <summary>Leaves the exponent and the first two bits of the mantissa.</summary>
    public const int QuarterOctaveShift = MantissaBits - 2;

    /// <summary>The bits of a selector that choose among 16 entries.</summary>
    public const int TableMask = 15;
}
