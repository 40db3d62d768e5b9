namespace Compiled.Oracle;

/// <summary>What <see cref="Math"/> lacks, in double precision, small results with their digits.</summary>
public static class SpecialFunctions
{
    /// <summary>eˣ − 1: a series where the difference would cancel.</summary>
    public static double ExpMinusOne(double x)
    {
        if (Math.Abs(x) > 0.5)
            return Math.Exp(x) - 1;
        double sum = 0, term = x;
        for (var n = 2; n < 25; n++)
        {
            sum += term;
            term *= x / n;
        }

        // A zero keeps its sign.
        return x == 0 ? x : sum;
    }

    /// <summary>ln(1 + eˣ) = max(x, 0) + ln(1 + e^−|x|); Kahan's correction keeps a small e^−|x|.</summary>
    public static double LogOnePlusExp(double x)
    {
        if (double.IsNaN(x))
            return x;
        var exp = Math.Exp(-Math.Abs(x));
        var sum = 1 + exp;
        return Math.Max(x, 0) + (sum == 1 ? exp : Math.Log(sum) * exp / (sum - 1));
    }

    /// <summary>x − tanh x; near 0 by Lambert's continued fraction tanh x = x / (1 + x²/(3 + x²/(5 + …))), where the difference would cancel.</summary>
    public static double MinusTanh(double x)
    {
        if (!(Math.Abs(x) < 1))
            return x - Math.Tanh(x);
        var square = x * x;
        double fraction = 0;
        for (var n = 41; n >= 3; n -= 2)
            fraction = square / (n + fraction);
        return x * fraction / (1 + fraction);
    }

    /// <summary>
    /// Φ(x), the distribution function of the standard normal: ½ + φ(x) · Σ x^(2n+1) / (1 · 3 · … · (2n+1)) near the middle (Marsaglia 2004), Laplace's
    /// continued fraction in the tails.
    /// </summary>
    public static double Normal(double x)
    {
        var density = Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);
        if (Math.Abs(x) > 2)
        {
            var tail = Math.Abs(x) > 40 ? 0 : density / Fraction(Math.Abs(x));
            return x < 0 ? tail : 1 - tail;
        }

        double sum = 0, term = x;
        for (var n = 1; n < 60; n++)
        {
            sum += term;
            term *= x * x / (2 * n + 1);
        }

        return 0.5 + density * sum;
    }

    /// <summary>t + 1/(t + 2/(t + 3/(t + …))).</summary>
    private static double Fraction(double t)
    {
        var value = t;
        for (var n = 200; n > 0; n--)
            value = t + n / value;
        return value;
    }
}
