namespace Compiled;

/// <summary>βᵗ by repeated multiplication in double: the same bits on every machine, which a power function would not give.</summary>
internal struct DecayingPower
{
    private const double Negligible = 1.0 / (1L << 60);

    private long _step;

    /// <summary>βᵗ of the present step.</summary>
    public double Value { get; private set; }

    /// <summary>
    /// β · βᵗ. A power below 2⁻⁶⁰ no longer changes 1 − βᵗ and becomes 0: as a denormal, where it would stay for good, it cost 70 ns a
    /// step.
    /// </summary>
    public static double Next(double power, double factor)
    {
        var next = power * factor;
        return next < Negligible ? 0 : next;
    }

    /// <summary>The product after a number of steps, multiplied in the same order, so that a run that begins in the middle has the same bits.</summary>
    public static double After(double factor, long steps)
    {
        var product = 1.0;
        for (long step = 0; step < steps && product > 0; step++)
            product = Next(product, factor);
        return product;
    }

    /// <summary>Goes to a step, from 1; the one after the last costs one multiplication.</summary>
    public void MoveTo(long step, double factor)
    {
        Value = step == _step + 1 && step > 1 ? Next(Value, factor) : After(factor, step);
        _step = step;
    }
}
