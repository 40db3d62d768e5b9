namespace Compiled.Oracle;

/// <summary>One block, for one row at a time: no batches, no tricks, double precision.</summary>
public abstract class OracleBlock
{
    /// <summary>The name of the block, by which a loss knows the one that it is fused with.</summary>
    public virtual string Kind => GetType().Name["Oracle".Length..];

    /// <summary>Number of learned values.</summary>
    public virtual int ParameterCount => 0;

    /// <summary>What leaves the block when <paramref name="x"/> arrives.</summary>
    public abstract double[] Forward(double[] x);

    /// <summary>
    /// ∂L/∂x from ∂L/∂y, with y = Forward(x). Adds ∂L/∂parameters to <paramref name="parameterGradients"/>, in the block's canonical order.
    /// </summary>
    public abstract double[] Backward(double[] x, double[] y, double[] outputGradients, Span<double> parameterGradients);

    /// <summary>
    /// How far a careful float32 computation of this block can end from <paramref name="y"/>, when what arrives is at most
    /// <paramref name="inputErrors"/> from <paramref name="x"/>.
    /// </summary>
    public abstract double[] ErrorBounds(double[] x, double[] y, double[] inputErrors);

    /// <summary>Writes the parameters in canonical order.</summary>
    public virtual void CopyParametersTo(Span<double> destination)
    {
    }

    /// <summary>Reads the parameters in canonical order.</summary>
    public virtual void CopyParametersFrom(ReadOnlySpan<double> source)
    {
    }
}
