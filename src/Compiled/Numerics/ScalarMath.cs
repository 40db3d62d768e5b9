namespace Compiled.Numerics;

/// <summary>
/// eˣ, ln x, xʸ and a cosine in double from exact operations alone, for rates and schedules: the library's own differ in their last bits from system
/// to system. Not for hot code.
/// </summary>
internal static class ScalarMath
{
    private const double Ln2High = 6.93147180369123816490e-01;
    private const double Ln2Low = 1.90821492927058770002e-10;
    private const double HalfPi = 1.5707963267948966;

    /// <summary>eˣ to 2 ULP; 0 below −700, +∞ above 709. NaN gives NaN.</summary>
    /// <remarks>eˣ = 2ⁿ · eʳ, |r| ≤ ½ ln 2 (Cody and Waite's reduction), and Taylor's series of eʳ to r¹⁴ / 14!.</remarks>
    public static double Exp(double x)
    {
        if (double.IsNaN(x))
            return x;
        if (x < -700)
            return 0;
        if (x > 709)
            return double.PositiveInfinity;
        var n = Math.Round(x * 1.4426950408889634);
        var r = x - n * Ln2High - n * Ln2Low;
        var sum = 1.0;
        for (var term = 14; term >= 1; term--)
            sum = 1 + r / term * sum;
        return sum * BitConverter.Int64BitsToDouble((long)(n + 1023) << 52);
    }

    /// <summary>ln x for a normal x above 0, to 2 ULP.</summary>
    /// <remarks>x = 2ⁿ · m with m in [√½, √2); ln m = 2·(s + s³/3 + s⁵/5 + …) with s = (m − 1) / (m + 1), |s| below 0.172.</remarks>
    public static double Log(double x)
    {
        var bits = BitConverter.DoubleToInt64Bits(x);
        var n = (int)(bits >> 52) - 1023;
        var m = BitConverter.Int64BitsToDouble((bits & 0xF_FFFF_FFFF_FFFF) | (1023L << 52));
        if (m > 1.4142135623730951)
        {
            m /= 2;
            n++;
        }

        var s = (m - 1) / (m + 1);
        var square = s * s;
        var sum = 0.0;
        for (var term = 23; term >= 3; term -= 2)
            sum = square * (1.0 / term + sum);
        return n * Ln2High + (2 * s + (2 * s * sum + n * Ln2Low));
    }

    /// <summary>xʸ for x of 0 or a positive normal number, and a finite y above 0: whole y up to 64 by multiplication, others as e^(y·ln x).</summary>
    public static double Power(double x, double y)
    {
        if (x == 0)
            return 0;
        if (y > 64 || Math.Round(y) != y)
            return Exp(y * Log(x));
        var product = 1.0;
        for (var count = 0; count < y; count++)
            product *= x;
        return product;
    }

    /// <summary>xⁿ for n ≥ 0 by squaring.</summary>
    public static double Power(double x, long n)
    {
        var product = 1.0;
        for (var square = x; n > 0; n >>= 1, square *= square)
        {
            if ((n & 1) != 0)
                product *= square;
        }

        return product;
    }

    /// <summary>cos(π·x) for x from 0 to 1, to 2⁻⁵² absolutely.</summary>
    /// <remarks>−sin(π·(x − ½)), by Taylor's series to the 21st power: the argument is at most π/2.</remarks>
    public static double CosinePi(double x)
    {
        var angle = (2 * x - 1) * HalfPi;
        var square = angle * angle;
        var sum = 1.0;
        for (var term = 20; term >= 2; term -= 2)
            sum = 1 - square / (term * (term + 1)) * sum;
        return -angle * sum;
    }
}
