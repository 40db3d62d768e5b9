using System.ComponentModel;
using Compiled.Numerics;

namespace Compiled;

/// <content>How good probabilities are.</content>
public static partial class Metrics
{
    /// <summary>The distance that probabilities keep from 0 and 1 in a logarithm: that of float, as scikit-learn has it for float32.</summary>
    private const double LogEpsilon = 1.1920928955078125e-07;

    /// <summary>
    /// −Σ (t ln p + (1 − t) ln(1 − p)) / n, the mean negative log-likelihood: scikit-learn's <c>log_loss</c>. Probabilities are limited to 2⁻²³ … 1 − 2⁻²³, so that one wrong certainty costs at
    /// most 15.94.
    /// </summary>
    /// <param name="probabilities">The probability of the positive class for each row.</param>
    /// <param name="targets">One target per row: above one half is positive.</param>
    /// <param name="weights">One weight per row; none if all count equally.</param>
    /// <returns>At least 0; the entropy of the classes for their shares. NaN if an output is NaN.</returns>
    /// <exception cref="ArgumentException">The lengths do not agree, an output is not from 0 to 1, or a weight is negative or not finite.</exception>
    public static double LogLoss(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights = default)
    {
        var rows = CheckRows(probabilities, targets, 1);
        CheckWeights(weights, rows);
        CheckProbabilities(probabilities, "Log-loss");
        var (sum, total) = (0.0, 0.0);
        for (var row = 0; row < rows; row++)
        {
            var probability = Math.Clamp(probabilities[row], LogEpsilon, 1 - LogEpsilon);
            var weight = WeightOf(weights, row);
            if (weight == 0)
                continue;
            sum -= weight * LogOf(Decision.IsYes(targets[row]) ? probability : 1 - probability);
            total += weight;
        }

        return sum / total;
    }

    /// <summary>−Σ ln p(class of the row) / n over rows of class probabilities, which are divided by their sum: scikit-learn's <c>log_loss</c>.</summary>
    /// <param name="probabilities">[row][class].</param>
    /// <param name="targets">[row][class], one-hot: the largest is the class.</param>
    /// <param name="classCount">Number of classes, at least 2.</param>
    /// <param name="weights">One weight per row; none if all count equally.</param>
    /// <returns>At least 0. NaN if an output is NaN.</returns>
    /// <exception cref="ArgumentException">The lengths do not agree, an output is not from 0 to 1, or a weight is negative or not finite.</exception>
    public static double LogLoss(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets, int classCount, ReadOnlySpan<float> weights = default)
    {
        var rows = CheckClassRows(probabilities, targets, classCount, weights);
        CheckProbabilities(probabilities, "Log-loss");
        var (sum, total) = (0.0, 0.0);
        for (var row = 0; row < rows; row++)
        {
            var all = 0.0;
            foreach (var probability in probabilities.Slice(row * classCount, classCount))
                all += Math.Clamp(probability, LogEpsilon, 1 - LogEpsilon);
            var own = Math.Clamp(probabilities[row * classCount + Decision.ArgMax(targets.Slice(row * classCount, classCount))], LogEpsilon, 1 - LogEpsilon);
            var weight = WeightOf(weights, row);
            if (weight == 0)
                continue;
            sum -= weight * LogOf(own / all);
            total += weight;
        }

        return sum / total;
    }

    /// <summary>Σ (p − t)² / n of one probability per row: scikit-learn's <c>brier_score_loss</c>.</summary>
    /// <param name="probabilities">The probability of the positive class for each row.</param>
    /// <param name="targets">One target per row: above one half is positive.</param>
    /// <param name="weights">One weight per row; none if all count equally.</param>
    /// <returns>From 0 to 1; one quarter if every probability is one half. NaN if an output is NaN.</returns>
    /// <exception cref="ArgumentException">The lengths do not agree, an output is not from 0 to 1, or a weight is negative or not finite.</exception>
    public static double BrierScore(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights = default)
    {
        var rows = CheckRows(probabilities, targets, 1);
        CheckWeights(weights, rows);
        CheckProbabilities(probabilities, "The Brier score");
        var (sum, total) = (0.0, 0.0);
        for (var row = 0; row < rows; row++)
        {
            var error = probabilities[row] - (Decision.IsYes(targets[row]) ? 1.0 : 0.0);
            sum += WeightOf(weights, row) * error * error;
            total += WeightOf(weights, row);
        }

        return sum / total;
    }

    /// <summary>
    /// Σ over rows and classes of (p − t)² / n, Brier's own definition: scikit-learn's <c>brier_score_loss</c> with <c>scale_by_half=False</c>. For two classes twice the value of the overload for
    /// one probability.
    /// </summary>
    /// <param name="probabilities">[row][class].</param>
    /// <param name="targets">[row][class], one-hot.</param>
    /// <param name="classCount">Number of classes, at least 2.</param>
    /// <param name="weights">One weight per row; none if all count equally.</param>
    /// <returns>From 0 to 2. NaN if an output is NaN.</returns>
    /// <exception cref="ArgumentException">The lengths do not agree, an output is not from 0 to 1, or a weight is negative or not finite.</exception>
    public static double BrierScore(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets, int classCount, ReadOnlySpan<float> weights = default)
    {
        var rows = CheckClassRows(probabilities, targets, classCount, weights);
        CheckProbabilities(probabilities, "The Brier score");
        var (sum, total) = (0.0, 0.0);
        for (var row = 0; row < rows; row++)
        {
            total += WeightOf(weights, row);
            for (var index = row * classCount; index < (row + 1) * classCount; index++)
            {
                var error = probabilities[index] - (Decision.IsYes(targets[index]) ? 1.0 : 0.0);
                sum += WeightOf(weights, row) * error * error;
            }
        }

        return sum / total;
    }

    /// <summary>
    /// The fraction of rows whose class is among the <paramref name="k"/> largest outputs. Of equal outputs the lowest class comes first, so that k = 1 is the accuracy (scikit-learn's
    /// <c>top_k_accuracy_score</c> prefers the highest). NaN comes last.
    /// </summary>
    /// <param name="outputs">[row][class].</param>
    /// <param name="targets">[row][class], one-hot: the largest is the class.</param>
    /// <param name="classCount">Number of classes, at least 2.</param>
    /// <param name="k">From 1 to the number of classes.</param>
    /// <param name="weights">One weight per row; none if all count equally.</param>
    /// <returns>From 0 to 1.</returns>
    /// <exception cref="ArgumentException">The lengths do not agree, or a weight is negative or not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">k is not from 1 to the number of classes.</exception>
    public static double TopKAccuracy(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, int classCount, int k, ReadOnlySpan<float> weights = default)
    {
        var rows = CheckClassRows(outputs, targets, classCount, weights);
        if (k < 1 || k > classCount)
            throw new ArgumentOutOfRangeException(nameof(k), k, Wording.Of($"'k' is {k}, but must be from 1 to the {Wording.Count(classCount, "class")}."));
        var (sum, total) = (0.0, 0.0);
        for (var row = 0; row < rows; row++)
        {
            var before = RankOf(outputs.Slice(row * classCount, classCount), Decision.ArgMax(targets.Slice(row * classCount, classCount)));
            total += WeightOf(weights, row);
            sum += before < k ? WeightOf(weights, row) : 0;
        }

        return sum / total;
    }

    /// <summary>The number of classes that come before a class: those with larger values, and lower ones with the same.</summary>
    internal static int RankOf(ReadOnlySpan<float> values, int label)
    {
        var (before, own) = (0, values[label]);
        for (var other = 0; other < values.Length; other++)
            before += other != label && ComesBefore(values[other], other, own, label) ? 1 : 0;
        return before;

        static bool ComesBefore(float value, int place, float own, int ownPlace) =>
            value > own || (float.IsNaN(own) && !float.IsNaN(value)) || ((value == own || float.IsNaN(value) && float.IsNaN(own)) && place < ownPlace);
    }

    /// <summary>
    /// Σ nᵦ / n · |share of positive rows − mean probability| over bins b of equal width: how far probabilities are from what happens. NaN if an output is NaN.
    /// </summary>
    /// <remarks>Naeini, Cooper and Hauskrecht 2015. A probability on the edge of two bins belongs to the lower one. <see cref="CalibrationCurve"/> has the bins.</remarks>
    /// <param name="probabilities">The probability of the positive class for each row.</param>
    /// <param name="targets">One target per row: above one half is positive.</param>
    /// <param name="bins">Number of bins, at least 1.</param>
    /// <param name="weights">One weight per row, nᵦ then is the weight of a bin; none if all count equally.</param>
    /// <returns>From 0 to 1.</returns>
    /// <exception cref="ArgumentException">The lengths do not agree, an output is not from 0 to 1, or a weight is negative or not finite.</exception>
    public static double ExpectedCalibrationError(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets, int bins = 10, ReadOnlySpan<float> weights = default)
    {
        CheckWeights(weights, CheckRows(probabilities, targets, 1));
        CheckProbabilities(probabilities, "The calibration error");
        return probabilities.HasNaN() ? double.NaN : CalibrationCurve.Of(probabilities, targets, bins, weights: weights).ExpectedCalibrationError;
    }

    /// <summary>The error without weights, as programs call it that were compiled before there were any.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static double ExpectedCalibrationError(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets, int bins) =>
        ExpectedCalibrationError(probabilities, targets, bins, weights: default);

    /// <summary>The error of classes without weights, as programs call it that were compiled before there were any.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static double ExpectedCalibrationError(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets, int classCount, int bins) =>
        ExpectedCalibrationError(probabilities, targets, classCount, bins, weights: default);

    /// <summary>
    /// The same of the class that is predicted: Σ nᵦ / n · |accuracy − mean largest probability| over bins of the largest probability of each row (Guo, Pleiss, Sun and Weinberger 2017).
    /// </summary>
    /// <param name="probabilities">[row][class].</param>
    /// <param name="targets">[row][class], one-hot: the largest is the class.</param>
    /// <param name="classCount">Number of classes, at least 2.</param>
    /// <param name="bins">Number of bins, at least 1.</param>
    /// <param name="weights">One weight per row; none if all count equally.</param>
    /// <returns>From 0 to 1. NaN if an output is NaN.</returns>
    /// <exception cref="ArgumentException">The lengths do not agree, an output is not from 0 to 1, or a weight is negative or not finite.</exception>
    public static double ExpectedCalibrationError(
        ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets, int classCount, int bins, ReadOnlySpan<float> weights = default)
    {
        var rows = CheckClassRows(probabilities, targets, classCount, weights);
        CheckProbabilities(probabilities, "The calibration error");
        if (probabilities.HasNaN())
            return double.NaN;
        var (confidences, isRight) = (new float[rows], new float[rows]);
        for (var row = 0; row < rows; row++)
        {
            var values = probabilities.Slice(row * classCount, classCount);
            var label = Decision.ArgMax(values);
            confidences[row] = values[label];
            isRight[row] = label == Decision.ArgMax(targets.Slice(row * classCount, classCount)) ? 1 : 0;
        }

        return CalibrationCurve.Of(confidences, isRight, bins, weights: weights).ExpectedCalibrationError;
    }

    /// <summary>Rows of several classes, and their weights.</summary>
    private static int CheckClassRows(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, int classCount, ReadOnlySpan<float> weights)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classCount, 2);
        var rows = CheckRows(outputs, targets, classCount);
        CheckWeights(weights, rows);
        return rows;
    }

    private static bool HasNaN(this ReadOnlySpan<float> values)
    {
        foreach (var value in values)
            if (float.IsNaN(value))
                return true;
        return false;
    }

    private static double WeightOf(ReadOnlySpan<float> weights, int row) => weights.IsEmpty ? 1 : weights[row];

    private static double LogOf(double x) => double.IsNaN(x) ? x : ScalarMath.Log(x);
}
