namespace Compiled;

/// <summary>The confusion matrix: rows are the actual classes, columns the predicted ones. Immutable.</summary>
public sealed class ConfusionMatrix
{
    private readonly int[] _counts;

    /// <summary>Counts pairs of labels that were checked.</summary>
    internal ConfusionMatrix(ReadOnlySpan<int> actual, ReadOnlySpan<int> predicted, int classCount)
    {
        ClassCount = classCount;
        _counts = new int[classCount * classCount];
        for (var row = 0; row < actual.Length; row++)
            _counts[actual[row] * classCount + predicted[row]]++;
    }

    /// <summary>Number of classes: the matrix's height and width.</summary>
    public int ClassCount { get; }

    /// <summary>The number of rows of the actual class that were predicted to be of the predicted class.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The class does not exist.</exception>
    public int this[int actual, int predicted]
    {
        get
        {
            if ((uint)actual >= (uint)ClassCount)
                throw OutOfRange(nameof(actual), actual);
            if ((uint)predicted >= (uint)ClassCount)
                throw OutOfRange(nameof(predicted), predicted);
            return _counts[actual * ClassCount + predicted];
        }
    }

    /// <summary>Rows that were predicted correctly.</summary>
    public int Correct => Enumerable.Range(0, ClassCount).Sum(index => this[index, index]);

    /// <summary>Rows that are of a class.</summary>
    public int Actual(int label) => Enumerable.Range(0, ClassCount).Sum(predicted => this[label, predicted]);

    /// <summary>Rows that were predicted to be of a class.</summary>
    public int Predicted(int label) => Enumerable.Range(0, ClassCount).Sum(actual => this[actual, label]);

    private ArgumentOutOfRangeException OutOfRange(string parameter, int label) =>
        new(parameter, label, Wording.Of($"Class {label} does not exist: the classes are 0 to {ClassCount - 1}."));
}
