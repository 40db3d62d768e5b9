namespace Compiled.Searching;

/// <summary>Proposes points of a space, one after the other. Deterministic: the same results in the same order give the same points.</summary>
internal abstract class PointSource
{
    /// <summary>The next point: for each setting its value, of a choice its index.</summary>
    public abstract double[] Next();

    /// <summary>Takes a result, in the order of the jobs.</summary>
    /// <param name="point">The point.</param>
    /// <param name="objective">The lower the better; +∞ of a trial that failed.</param>
    public virtual void Observe(ReadOnlySpan<double> point, double objective)
    {
    }
}
