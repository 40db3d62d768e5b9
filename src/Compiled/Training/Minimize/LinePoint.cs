using Compiled.Runtime;

namespace Compiled;

/// <summary>A point x + t·d that was evaluated. The objects are used again: a line search holds four.</summary>
internal sealed class LinePoint(int length)
{
    /// <summary>t.</summary>
    public double Step { get; set; }

    /// <summary>f, penalty included; +∞ where it, or a gradient, is not finite.</summary>
    public double Objective { get; set; }

    /// <summary>The mean loss without penalty.</summary>
    public double Loss { get; set; }

    /// <summary>g·d.</summary>
    public double Slope { get; set; }

    /// <summary>g, in the layout of the parameters.</summary>
    public AlignedMemory Gradient { get; } = new(length);
}
