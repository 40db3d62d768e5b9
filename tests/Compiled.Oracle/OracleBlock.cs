namespace Compiled.Oracle;

/// <summary>One block, for one row at a time: no batches, no tricks, double precision.</summary>
public abstract class OracleBlock
{
    /// <summary>The name of the block, by which a loss knows the one that it is fused with.</summary>
    public virtual string Kind => GetType().Name["Oracle".Length..];

    /// <summary>Number of learned values.</summary>
    public virtual int ParameterCount => 0;

    /// <summary>The block, or those that it is made of, in canonical order.</summary>
    public virtual IEnumerable<OracleBlock> Parts => [this];

    /// <summary>What leaves the block when <paramref name="x"/> arrives.</summary>
    public abstract double[] Forward(double[] x);

    /// <summary>
    /// ∂L/∂x from ∂L/∂y, with y = Forward(x). Adds ∂L/∂parameters to <paramref name="parameterGradients"/>, in the block's canonical order.
    /// </summary>
    public abstract double[] Backward(double[] x, double[] y, double[] outputGradients, Span<double> parameterGradients);

    /// <summary>What leaves the block in a training step, row by row, when these rows arrive together.</summary>
    public virtual double[][] ForwardBatch(double[][] x) => [.. x.Select(Forward)];

    /// <summary>The same as <see cref="Backward"/> of a training step.</summary>
    public virtual double[][] BackwardBatch(double[][] x, double[][] y, double[][] outputGradients, Span<double> parameterGradients)
    {
        var inputGradients = new double[x.Length][];
        for (var row = 0; row < x.Length; row++)
            inputGradients[row] = Backward(x[row], y[row], outputGradients[row], parameterGradients);
        return inputGradients;
    }

    /// <summary>
    /// How far a careful float32 computation of this block can end from <paramref name="y"/>, when what arrives is at most
    /// <paramref name="inputErrors"/> from <paramref name="x"/>.
    /// </summary>
    public abstract double[] ErrorBounds(double[] x, double[] y, double[] inputErrors);

    /// <summary>
    /// How far the gradient at the inputs can end from the exact one beyond what relative errors of the gradient at the outputs make of it: where terms cancel.
    /// </summary>
    public virtual double[] GradientErrorBounds(double[] x, double[] outputGradients)
    {
        // A derivative that is computed from the rounded output.
        var bounds = new double[x.Length];
        if (ParameterCount == 0)
            Array.Fill(bounds, Rounding.OfDerivative * outputGradients.Max(Math.Abs));
        return bounds;
    }

    /// <summary>Writes the parameters in canonical order.</summary>
    public virtual void CopyParametersTo(Span<double> destination)
    {
    }

    /// <summary>Reads the parameters in canonical order.</summary>
    public virtual void CopyParametersFrom(ReadOnlySpan<double> source)
    {
    }
}
