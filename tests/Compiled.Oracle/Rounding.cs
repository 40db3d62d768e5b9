namespace Compiled.Oracle;

/// <summary>The error model of float32 arithmetic (Higham, Accuracy and Stability of Numerical Algorithms, §3.1).</summary>
public static class Rounding
{
    /// <summary>u: half the distance from 1 to the next float.</summary>
    public const double Unit = 1.0 / (1 << 24);

    /// <summary>The smallest positive float: what an underflow can lose.</summary>
    public const double Tiny = 1.401298464324817e-45;

    /// <summary>What a derivative, which may be computed from its block's rounded output, can be off by: a few units of 2⁻²⁴.</summary>
    public const double OfDerivative = 8 * Unit;

    /// <summary>γₙ = n·u / (1 − n·u): the relative error of n roundings, in any order of summation.</summary>
    public static double Gamma(int roundings) => roundings * Unit / (1 - roundings * Unit);
}
