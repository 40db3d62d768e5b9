namespace Compiled.Oracle;

/// <summary>y = F(x) + x, where F are the blocks between.</summary>
public sealed class OracleResidual(IReadOnlyList<OracleBlock> between) : OracleBlock
{
    /// <summary>F.</summary>
    public IReadOnlyList<OracleBlock> Between => between;

    public override IEnumerable<OracleBlock> Parts => between.SelectMany(block => block.Parts);

    public override int ParameterCount => between.Sum(block => block.ParameterCount);

    public override double[] Forward(double[] x) => Sum(Values(x)[^1], x);

    public override double[] Backward(double[] x, double[] y, double[] outputGradients, Span<double> parameterGradients)
    {
        var values = Values(x);
        var gradient = outputGradients;
        var end = ParameterCount;
        for (var block = between.Count - 1; block >= 0; block--)
        {
            var count = between[block].ParameterCount;
            end -= count;
            gradient = between[block].Backward(values[block], values[block + 1], gradient, parameterGradients.Slice(end, count));
        }

        return Sum(gradient, outputGradients);
    }

    public override double[][] ForwardBatch(double[][] x) => Sum(BatchValues(x)[^1], x);

    public override double[][] BackwardBatch(double[][] x, double[][] y, double[][] outputGradients, Span<double> parameterGradients)
    {
        var values = BatchValues(x);
        var gradients = outputGradients;
        var end = ParameterCount;
        for (var block = between.Count - 1; block >= 0; block--)
        {
            var count = between[block].ParameterCount;
            end -= count;
            gradients = between[block].BackwardBatch(values[block], values[block + 1], gradients, parameterGradients.Slice(end, count));
        }

        return Sum(gradients, outputGradients);
    }

    /// <summary>What both arrive with, and the rounding of the sum.</summary>
    public override double[] ErrorBounds(double[] x, double[] y, double[] inputErrors)
    {
        var values = Values(x);
        var errors = inputErrors;
        for (var block = 0; block < between.Count; block++)
            errors = between[block].ErrorBounds(values[block], values[block + 1], errors);
        var bounds = Sum(errors, inputErrors);
        for (var i = 0; i < bounds.Length; i++)
            bounds[i] += Rounding.Gamma(1) * (Math.Abs(y[i]) + bounds[i]);
        return bounds;
    }

    public override void CopyParametersTo(Span<double> destination)
    {
        foreach (var block in between)
        {
            block.CopyParametersTo(destination[..block.ParameterCount]);
            destination = destination[block.ParameterCount..];
        }
    }

    public override void CopyParametersFrom(ReadOnlySpan<double> source)
    {
        foreach (var block in between)
        {
            block.CopyParametersFrom(source[..block.ParameterCount]);
            source = source[block.ParameterCount..];
        }
    }

    /// <summary>values[i] arrives at block i between; the last is F(x).</summary>
    private double[][] Values(double[] x)
    {
        var values = new double[between.Count + 1][];
        values[0] = x;
        for (var block = 0; block < between.Count; block++)
            values[block + 1] = between[block].Forward(values[block]);
        return values;
    }

    /// <summary>The same of the rows of a step, which norms see together.</summary>
    private double[][][] BatchValues(double[][] x)
    {
        var values = new double[between.Count + 1][][];
        values[0] = x;
        for (var block = 0; block < between.Count; block++)
            values[block + 1] = between[block].ForwardBatch(values[block]);
        return values;
    }

    private static double[][] Sum(double[][] a, double[][] b) => [.. a.Zip(b, Sum)];

    private static double[] Sum(double[] a, double[] b) => [.. a.Zip(b, static (left, right) => left + right)];
}
