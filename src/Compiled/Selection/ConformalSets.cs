namespace Compiled;

/// <summary>
/// Sets of classes that contain the true one with a chosen probability, whatever the network and the distribution: split conformal prediction with the score 1 − p (Sadinle, Lei and Wasserman
/// 2019). Immutable, safe on any number of threads.
/// </summary>
/// <remarks>
/// <b>The guarantee.</b> If the calibration rows and a new row are exchangeable (drawn from the same source, in any order), and the network has not seen them, the set of the new row contains its
/// class with a probability of at least 1 − α; if no two scores are equal, of at most 1 − α + 1/(n + 1). It holds on average over all rows, not for each class. A set contains the classes whose
/// probability is at least 1 − q, with q the k-th smallest of the n scores 1 − p(class of the row), k = ⌈(n + 1)(1 − α)⌉. It can be empty: no class is likely enough.
/// </remarks>
public sealed class ConformalSets
{
    private ConformalSets(double threshold, double alpha, int count, int classCount) =>
        (Threshold, Alpha, CalibrationCount, ClassCount) = (threshold, alpha, count, classCount);

    /// <summary>The smallest probability of a class in a set.</summary>
    public double Threshold { get; }

    /// <summary>α: the probability that a set misses is at most this much.</summary>
    public double Alpha { get; }

    /// <summary>Rows of the calibration data.</summary>
    public int CalibrationCount { get; }

    /// <summary>Classes: 2 for the probability of a yes.</summary>
    public int ClassCount { get; }

    /// <summary>Calibrates a classifier.</summary>
    /// <param name="network">A network with probabilities of classes. It is not changed.</param>
    /// <param name="calibration">Rows that were used neither to train nor to choose the network, at least ⌈1/α⌉ − 1 of them.</param>
    /// <param name="alpha">α, between 0 and 1: 0.1 for sets that contain nine of ten classes.</param>
    /// <exception cref="ArgumentException">The dataset does not fit the network, its outputs are not the probabilities of classes, or there are too few rows for α.</exception>
    public static ConformalSets Calibrate<TNetwork>(TNetwork network, Dataset calibration, double alpha = 0.1)
        where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        var rows = ProbabilityRows.Of(network, calibration, "A conformal set");
        return Calibrate(rows.Outputs, rows.Targets, rows.Section.Size, alpha);
    }

    /// <summary>Calibrates with probabilities.</summary>
    /// <param name="probabilities">[row][class], or one probability of a yes per row.</param>
    /// <param name="targets">[row][class], one-hot, or 0 or 1 per row.</param>
    /// <param name="classCount">Outputs in one row: 1 for the probability of a yes.</param>
    /// <param name="alpha">α, between 0 and 1.</param>
    /// <exception cref="ArgumentException">The lengths do not agree, a probability is NaN or not from 0 to 1, or there are too few rows for α.</exception>
    public static ConformalSets Calibrate(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets, int classCount, double alpha = 0.1)
    {
        var rows = Metrics.CheckRows(probabilities, targets, classCount);
        ProbabilityRows.Check(probabilities, classCount);
        var scores = new double[rows];
        for (var row = 0; row < rows; row++)
        {
            var values = probabilities.Slice(row * classCount, classCount);
            scores[row] = 1 - Of(values, Decision.Of(targets.Slice(row * classCount, classCount)));
        }

        return new(1 - ConformalQuantile.Of(scores, alpha), alpha, rows, Math.Max(2, classCount));
    }

    /// <summary>Which classes are in the set of one row; allocates nothing.</summary>
    /// <param name="probabilities">One row of probabilities; one of a yes.</param>
    /// <param name="isInSet">Receives one value per class; for the probability of a yes those of no and yes.</param>
    /// <returns>The number of classes in the set.</returns>
    /// <exception cref="ArgumentException">A span has the wrong length.</exception>
    public int Contains(ReadOnlySpan<float> probabilities, Span<bool> isInSet)
    {
        if (isInSet.Length != ClassCount || (probabilities.Length != ClassCount && (ClassCount, probabilities.Length) != (2, 1)))
            throw new ArgumentException(Wording.Of($"There are {probabilities.Length} probabilities and {Wording.Count(isInSet.Length, "place")}, but {Wording.Count(ClassCount, "class")}: pass one row of outputs and one place per class."), nameof(isInSet));
        var count = 0;
        for (var label = 0; label < ClassCount; label++)
        {
            // 1 − (1 − p) rounds: the same expression as in the calibration, so that a row on the border is in.
            isInSet[label] = 1 - (1 - Of(probabilities, label)) >= Threshold;
            count += isInSet[label] ? 1 : 0;
        }

        return count;
    }

    /// <summary>The sets in a phrase.</summary>
    public override string ToString() => Wording.Of($"classes with a probability of at least {Threshold:G6}: the set contains the class with a probability of at least {1 - Alpha:G6}");

    private static double Of(ReadOnlySpan<float> probabilities, int label) => probabilities.Length > 1 ? probabilities[label] : label == 1 ? probabilities[0] : 1.0 - probabilities[0];
}
