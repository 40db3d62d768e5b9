namespace Compiled.Oracle;

/// <summary>
/// The same network with float32's rounding errors drawn at random (Monte Carlo arithmetic: Parker 1997). How far the results of a few such
/// runs scatter is what the network makes of rounding errors: its condition, kinks included, with no analysis by hand of how blocks pass errors on.
/// </summary>
/// <remarks>Parameters are shared with the network; every call draws other errors.</remarks>
public static class OracleNoise
{
    /// <summary>A proven bound of an exact result, such as a sum of zeros, speaks of underflow only, and would flip the side of a kink at 0.</summary>
    private const double Underflow = 1e-37;

    /// <summary>A network whose every block errs by up to what a careful float32 computation of it can be off by.</summary>
    public static OracleNetwork Of(OracleNetwork network, Random random) =>
        new(Noisy(network.Blocks, random), network.Loss, network.LossSetting);

    /// <summary>Targets that are off by a few roundings: the errors of a loss's own gradient, output minus target, where the two cancel.</summary>
    public static double[][] Of(double[][] targets, Random random) =>
        [.. targets.Select(row => row.Select(target => target * (1 + Error(random, Rounding.OfDerivative))).ToArray())];

    private static double Error(Random random, double most) => (2 * random.NextDouble() - 1) * most;

    /// <summary>Those that are made of others err in each of these, and a residual in its sum, which is as good as an Identity that rounds.</summary>
    private static List<OracleBlock> Noisy(IEnumerable<OracleBlock> blocks, Random random) =>
    [
        .. blocks.SelectMany(block => block switch
        {
            OracleResidual residual => new OracleBlock[] { new OracleResidual(Noisy(residual.Between, random)), new NoisyBlock(new OracleRounding(), random) },
            OracleHeads heads => [new OracleHeads([.. heads.Heads.Select(head => head with { Blocks = Noisy(head.Blocks, random) })])],
            _ => [new NoisyBlock(block, random)],
        }),
    ];

    /// <summary>A sum of two, which was exact until here.</summary>
    private sealed class OracleRounding : OracleBlock
    {
        public override double[] Forward(double[] x) => [.. x];

        public override double[] Backward(double[] x, double[] y, double[] outputGradients, Span<double> parameterGradients) => outputGradients;

        public override double[] ErrorBounds(double[] x, double[] y, double[] inputErrors) =>
            [.. x.Select((value, index) => inputErrors[index] + Rounding.Gamma(1) * (Math.Abs(value) + inputErrors[index]))];
    }

    private sealed class NoisyBlock(OracleBlock block, Random random) : OracleBlock
    {
        public override string Kind => block.Kind;

        public override int ParameterCount => block.ParameterCount;

        public override double[] Forward(double[] x)
        {
            var y = block.Forward(x);
            return Moved(y, block.ErrorBounds(x, y, new double[x.Length]));
        }

        /// <summary>Errs where gradients are summed over the outputs, and in the derivative.</summary>
        public override double[] Backward(double[] x, double[] y, double[] outputGradients, Span<double> parameterGradients) => Moved(
            block.Backward(x, y, Rounded(outputGradients, outputGradients.Length), parameterGradients), block.GradientErrorBounds(x, outputGradients));

        public override double[][] ForwardBatch(double[][] x)
        {
            if (block is not OracleBatchNorm norm)
                return base.ForwardBatch(x);
            var y = norm.ForwardBatch(x);
            return [.. y.Zip(norm.BatchErrorBounds(x, y), Moved)];
        }

        /// <summary>A norm sums over the rows.</summary>
        public override double[][] BackwardBatch(double[][] x, double[][] y, double[][] outputGradients, Span<double> parameterGradients)
        {
            if (block is not OracleBatchNorm norm)
                return base.BackwardBatch(x, y, outputGradients, parameterGradients);
            double[][] rounded = [.. outputGradients.Select(row => Rounded(row, x.Length))];
            return [.. norm.BackwardBatch(x, y, rounded, parameterGradients).Zip(norm.BatchGradientErrorBounds(x, outputGradients), Moved)];
        }

        public override double[] ErrorBounds(double[] x, double[] y, double[] inputErrors) => block.ErrorBounds(x, y, inputErrors);

        public override void CopyParametersTo(Span<double> destination) => block.CopyParametersTo(destination);

        public override void CopyParametersFrom(ReadOnlySpan<double> source) => block.CopyParametersFrom(source);

        private double[] Rounded(double[] gradients, int terms)
        {
            var roundings = Rounding.Gamma(terms + 8);
            return [.. gradients.Select(gradient => gradient * (1 + Error(random, roundings)))];
        }

        private double[] Moved(double[] values, double[] bounds)
        {
            for (var i = 0; i < values.Length; i++)
                values[i] += bounds[i] > Underflow ? Error(random, bounds[i]) : 0;
            return values;
        }
    }
}
