namespace Compiled;

/// <summary>
/// Intervals around predicted numbers that contain the true one with a chosen probability, whatever the network and the distribution: split conformal prediction (Vovk, Gammerman and Shafer 2005; Lei
/// and others 2018). Immutable, safe on any number of threads.
/// </summary>
/// <remarks>
/// <b>The guarantee.</b> If the calibration rows and a new row are exchangeable (drawn from the same source, in any order), and the network has not seen them, the interval of the new row
/// contains its target with a probability of at least 1 − α; if no two errors are equal, of at most 1 − α + 1/(n + 1). The probability is over the calibration data and the new row together: it
/// holds on average over all rows, not for each kind of row, and with several outputs for each output by itself. The half width is the k-th smallest of the n absolute errors, k = ⌈(n + 1)(1 −
/// α)⌉.
/// </remarks>
public sealed class ConformalIntervals
{
    private readonly float[] _radii;

    private ConformalIntervals(float[] radii, double alpha, int count) => (_radii, Alpha, CalibrationCount) = (radii, alpha, count);

    /// <summary>α: the probability that an interval misses is at most this much.</summary>
    public double Alpha { get; }

    /// <summary>Rows of the calibration data.</summary>
    public int CalibrationCount { get; }

    /// <summary>Half the width of the interval of each output, in its unit.</summary>
    public IReadOnlyList<float> Radii => _radii;

    /// <summary>Calibrates a network.</summary>
    /// <param name="network">A network whose outputs are numbers. It is not changed.</param>
    /// <param name="calibration">Rows that were used neither to train nor to choose the network, at least ⌈1/α⌉ − 1 of them.</param>
    /// <param name="alpha">α, between 0 and 1: 0.1 for intervals that contain nine of ten targets.</param>
    /// <exception cref="ArgumentException">The dataset does not fit the network, its outputs are not numbers, there are too few rows for α, or an error is NaN.</exception>
    public static ConformalIntervals Calibrate<TNetwork>(TNetwork network, Dataset calibration, double alpha = 0.1)
        where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        var topology = TNetwork.Topology;
        var outputs = NetworkEvaluation.Predict(network, ref calibration);
        var rows = topology.Heads.Count > 0 ? null : new OutputJudge(topology, calibration).Rows(outputs, calibration, network.ClassNames);
        return rows?.Judgement == Judgement.Numbers ? Calibrate(rows.Outputs, rows.Targets, alpha, rows.Section.Size)
            : throw new ArgumentException($"Conformal intervals need outputs that are numbers, which network {topology.Name} does not have: use ConformalSets for classes.", nameof(network));
    }

    /// <summary>Calibrates with predictions.</summary>
    /// <param name="outputs">[row][output].</param>
    /// <param name="targets">[row][output].</param>
    /// <param name="alpha">α, between 0 and 1.</param>
    /// <param name="outputSize">Outputs in one row.</param>
    /// <exception cref="ArgumentException">The lengths do not agree, there are too few rows for α, or an error is NaN.</exception>
    public static ConformalIntervals Calibrate(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, double alpha = 0.1, int outputSize = 1)
    {
        var rows = Metrics.CheckRows(outputs, targets, outputSize);
        var (radii, errors) = (new float[outputSize], new double[rows]);
        for (var output = 0; output < outputSize; output++)
        {
            for (var row = 0; row < rows; row++)
                errors[row] = Math.Abs((double)targets[row * outputSize + output] - outputs[row * outputSize + output]);
            // Rounded up, so that the interval never loses a target to rounding.
            radii[output] = ConformalQuantile.RoundUp(ConformalQuantile.Of(errors, alpha));
        }

        return new(radii, alpha, rows);
    }

    /// <summary>The interval around a prediction.</summary>
    /// <param name="prediction">The output of the network, in the unit of the targets.</param>
    /// <param name="output">Which output.</param>
    /// <exception cref="ArgumentOutOfRangeException">The output does not exist.</exception>
    public (float Lower, float Upper) Around(float prediction, int output = 0)
    {
        if ((uint)output >= (uint)_radii.Length)
            throw new ArgumentOutOfRangeException(nameof(output), output, Wording.Of($"Output {output} does not exist: the outputs are 0 to {_radii.Length - 1}."));
        return (prediction - _radii[output], prediction + _radii[output]);
    }

    /// <summary>The intervals in a phrase.</summary>
    public override string ToString() => Wording.Of($"±{string.Join(", ±", _radii.Select(static radius => Wording.Of($"{radius:G6}")))} with a probability of at least {1 - Alpha:G6}");
}
