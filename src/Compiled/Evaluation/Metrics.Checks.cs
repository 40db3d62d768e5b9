using Compiled.Runtime;

namespace Compiled;

/// <content>Checks of arguments.</content>
public static partial class Metrics
{
    /// <summary>The number of rows in both spans.</summary>
    internal static int CheckRows(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, int outputSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(outputSize);
        var rows = Guard.Rows(outputs.Length, outputSize, nameof(outputs));
        Guard.RowsMatch(targets.Length, rows, outputSize, nameof(targets));
        return rows;
    }

    /// <summary>One finite weight of at least 0 per row, not all 0; or none.</summary>
    internal static void CheckWeights(ReadOnlySpan<float> weights, int rows)
    {
        if (weights.IsEmpty)
            return;
        if (weights.Length != rows)
            throw new ArgumentException(Wording.Of($"'weights' has {Wording.Count(weights.Length, "weight")}, but there are {Wording.Count(rows, "row")}: pass one weight per row, or none."), nameof(weights));
        var total = 0.0;
        for (var row = 0; row < weights.Length; row++)
        {
            // Written so that NaN fails too.
            if (!(weights[row] is >= 0 and < float.PositiveInfinity))
                throw new ArgumentException(
                    Wording.Of($"'weights' has {weights[row]} for row {row}, but a weight must be a finite number of at least 0: use 0 to ignore the row."), nameof(weights));
            total += weights[row];
        }

        if (total == 0)
            throw new ArgumentException("'weights' is 0 for every row, so nothing is left to judge: give a positive weight to the rows that count.", nameof(weights));
    }

    /// <summary>At least two classes, and one of them.</summary>
    internal static void CheckClass(int classCount, int positive)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classCount, 2);
        if ((uint)positive >= (uint)classCount)
            throw new ArgumentOutOfRangeException(nameof(positive), positive, Wording.Of($"Class {positive} does not exist: the classes are 0 to {classCount - 1}."));
    }

    /// <summary>Predicted and actual labels, as many of each, all of them classes.</summary>
    internal static void CheckLabels(ReadOnlySpan<int> predicted, ReadOnlySpan<int> actual, int classCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(classCount);
        if (actual.IsEmpty || predicted.Length != actual.Length)
            throw new ArgumentException(
                Wording.Of($"There are {predicted.Length} predicted and {Wording.Count(actual.Length, "actual label")}: pass one of each per row, for at least one row."), nameof(predicted));
        CheckLabels(predicted, classCount, nameof(predicted));
        CheckLabels(actual, classCount, nameof(actual));
    }

    private static void CheckLabels(ReadOnlySpan<int> labels, int classCount, string parameter)
    {
        for (var row = 0; row < labels.Length; row++)
            if ((uint)labels[row] >= (uint)classCount)
                throw new ArgumentException(Wording.Of($"Label {labels[row]} of row {row} is not a class: the classes are 0 to {classCount - 1}."), parameter);
    }

    /// <summary>What one column says of one class, and what lacks: ranking needs rows of both kinds.</summary>
    internal static ArgumentException OneKindOnly(string metric, RowMatrix matrix, bool hasPositives)
    {
        var of = matrix.Column < 0 || matrix.Size == 1 ? "" : Wording.Of($" of class {matrix.Column}");
        return new ArgumentException(
            $"{metric} is undefined: {(hasPositives ? "every target" : "no target")}{of} is positive, but it compares positive with negative rows. Judge rows of both kinds, for example with a stratified split.", "targets");
    }

    /// <summary>Predictions that must be probabilities.</summary>
    private static void CheckProbabilities(ReadOnlySpan<float> probabilities, string metric)
    {
        foreach (var probability in probabilities)
            // NaN passes, and gives NaN.
            if (probability is < 0 or > 1)
                throw new ArgumentException(
                    Wording.Of($"{metric} needs probabilities from 0 to 1, but an output is {probability}: pass the outputs of Sigmoid or Softmax, or use ROC AUC, which needs scores only."), nameof(probabilities));
    }
}
