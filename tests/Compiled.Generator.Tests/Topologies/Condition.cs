using Compiled.Oracle;

namespace Compiled.Generator.Tests.Topologies;

/// <summary>
/// The oracle's results of one batch with the distances that float32 is allowed: what the network's own condition makes of rounding errors,
/// four times the farthest of eight noisy runs.
/// </summary>
/// <remarks>
/// The noise of a block is its proven error bound, drawn uniformly: some ten times what a float32 sum errs in fact. The distances of one row's outputs, and
/// of one block's gradients, are pooled, because single ones may be near 0 by chance.
/// </remarks>
internal sealed class Condition
{
    private const int Runs = 8;
    private const double Margin = 4;

    /// <summary>Below the smallest normal float digits are lost.</summary>
    private const double Underflow = 1.2e-38;

    private readonly OracleNetwork _exact;
    private readonly OracleNetwork _noisy;
    private readonly int[] _counts;
    private readonly Random _random;

    public Condition(OracleNetwork exact, int seed)
    {
        _random = new Random(seed);
        _exact = exact;
        _counts = [.. exact.Parts.Select(block => block.ParameterCount)];
        _noisy = OracleNoise.Of(exact, _random);
    }

    /// <summary>The outputs of a row; never farther than the proven bound, which is the closer one for networks of a block or two.</summary>
    public (double[] Expected, double[] Allowed) Outputs(double[] row)
    {
        var (expected, proven) = _exact.PredictWithBounds(row);
        var farthest = 0.0;
        for (var run = 0; run < Runs; run++)
            farthest = Math.Max(farthest, Farthest(expected, _noisy.Predict(row)));
        return (expected, [.. proven.Select(bound => Math.Min(bound, Margin * farthest + Underflow))]);
    }

    /// <summary>Mean loss and gradients of a batch.</summary>
    public (OracleGradients Expected, double Loss, double[] Parameters) Gradients(double[][] rows, double[][] targets) => Scatter(
        _exact.Gradients(rows, targets), () => _noisy.Gradients(rows, OracleNoise.Of(targets, _random)));

    /// <summary>The mean loss of a batch without a step.</summary>
    public (double Expected, double Allowed) MeanLoss(double[][] rows, double[][] targets)
    {
        var (expected, farthest) = (_exact.MeanLoss(rows, targets), 0.0);
        for (var run = 0; run < Runs; run++)
            farthest = Math.Max(farthest, Math.Abs(_noisy.MeanLoss(rows, OracleNoise.Of(targets, _random)) - expected));
        return (expected, AllowedOfLoss(expected, farthest));
    }

    /// <summary>The gradient at the inputs of a prediction.</summary>
    public (double[] Expected, double[] Allowed) InputGradient(double[] row, double[] outputGradients)
    {
        var (expected, farthest) = (_exact.PredictionGradient(row, outputGradients), 0.0);
        for (var run = 0; run < Runs; run++)
            farthest = Math.Max(farthest, Farthest(expected, _noisy.PredictionGradient(row, outputGradients)));
        return (expected, [.. expected.Select(_ => Margin * farthest + Underflow)]);
    }

    /// <summary>The gradients that follow from the caller's own.</summary>
    public (OracleGradients Expected, double Loss, double[] Parameters) GradientsFrom(double[][] rows, double[][] outputGradients) => Scatter(
        _exact.GradientsFrom(rows, outputGradients), () => _noisy.GradientsFrom(rows, outputGradients));

    private (OracleGradients Expected, double Loss, double[] Parameters) Scatter(OracleGradients expected, Func<OracleGradients> noisy)
    {
        var loss = 0.0;
        var farthest = new double[_counts.Length];
        for (var run = 0; run < Runs; run++)
        {
            var result = noisy();
            loss = Math.Max(loss, Math.Abs(result.Loss - expected.Loss));
            ForEachBlock((block, first, count) => farthest[block] = Math.Max(
                farthest[block], Farthest(expected.Parameters.AsSpan(first, count), result.Parameters.AsSpan(first, count))));
        }

        var allowed = new double[_exact.ParameterCount];
        ForEachBlock((block, first, count) => allowed.AsSpan(first, count).Fill(Margin * farthest[block] + Underflow));
        return (expected, AllowedOfLoss(expected.Loss, loss), allowed);
    }

    /// <summary>The losses' own functions err by a few roundings of the larger of their terms, which are not below 1 where they cancel.</summary>
    private static double AllowedOfLoss(double expected, double farthest) => Margin * farthest + 16 * Rounding.Unit * (1 + Math.Abs(expected));

    private void ForEachBlock(Action<int, int, int> action)
    {
        var first = 0;
        for (var block = 0; block < _counts.Length; block++)
        {
            action(block, first, _counts[block]);
            first += _counts[block];
        }
    }

    private static double Farthest(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual)
    {
        var farthest = 0.0;
        for (var i = 0; i < expected.Length; i++)
            farthest = Math.Max(farthest, Math.Abs(actual[i] - expected[i]));
        return farthest;
    }
}
