namespace Compiled.Oracle;

/// <summary>
/// The same network with float32's rounding errors drawn at random (Monte Carlo arithmetic: Parker 1997). How far the results of a few such
/// runs scatter is what the network makes of rounding errors: its condition, kinks included, with no analysis by hand of how blocks pass errors on.
/// </summary>
/// <remarks>Parameters are shared with the network; every call draws other errors.</remarks>
public static class OracleNoise
{
    /// <summary>What one block's derivative, which may be computed from its rounded output, can be off by: a few units of 2⁻²⁴.</summary>
    private const double DerivativeRoundings = 8;

    /// <summary>A proven bound of an exact result, such as a sum of zeros, speaks of underflow only, and would flip the side of a kink at 0.</summary>
    private const double Underflow = 1e-37;

    /// <summary>A network whose every block errs by up to what a careful float32 computation of it can be off by.</summary>
    public static OracleNetwork Of(OracleNetwork network, Random random) =>
        new([.. network.Blocks.Select(block => new NoisyBlock(block, random))], network.Loss, network.LossSetting);

    /// <summary>Targets that are off by a few roundings: the errors of a loss's own gradient, output minus target, where the two cancel.</summary>
    public static double[][] Of(double[][] targets, Random random) =>
        [.. targets.Select(row => row.Select(target => target * (1 + Error(random, DerivativeRoundings * Rounding.Unit))).ToArray())];

    private static double Error(Random random, double most) => (2 * random.NextDouble() - 1) * most;

    private sealed class NoisyBlock(OracleBlock block, Random random) : OracleBlock
    {
        public override string Kind => block.Kind;

        public override int ParameterCount => block.ParameterCount;

        public override double[] Forward(double[] x)
        {
            var y = block.Forward(x);
            var bounds = block.ErrorBounds(x, y, new double[x.Length]);
            for (var i = 0; i < y.Length; i++)
                y[i] += bounds[i] > Underflow ? Error(random, bounds[i]) : 0;
            return y;
        }

        /// <summary>Errs where gradients are summed over the outputs, and in the derivative.</summary>
        public override double[] Backward(double[] x, double[] y, double[] outputGradients, Span<double> parameterGradients)
        {
            var roundings = Rounding.Gamma(outputGradients.Length + (int)DerivativeRoundings);
            var noisy = outputGradients.Select(gradient => gradient * (1 + Error(random, roundings))).ToArray();
            var inputGradients = block.Backward(x, y, noisy, parameterGradients);
            if (block.ParameterCount > 0)
                return inputGradients;
            var largest = outputGradients.Max(Math.Abs);
            for (var i = 0; i < inputGradients.Length; i++)
                inputGradients[i] += Error(random, DerivativeRoundings * Rounding.Unit * largest);
            return inputGradients;
        }

        public override double[] ErrorBounds(double[] x, double[] y, double[] inputErrors) => block.ErrorBounds(x, y, inputErrors);

        public override void CopyParametersTo(Span<double> destination) => block.CopyParametersTo(destination);

        public override void CopyParametersFrom(ReadOnlySpan<double> source) => block.CopyParametersFrom(source);
    }
}
