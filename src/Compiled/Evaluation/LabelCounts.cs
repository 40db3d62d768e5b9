using System.Buffers;

namespace Compiled;

/// <summary>The weighted confusion matrix of labels that were checked, and its margins. Rents its memory; dispose it.</summary>
internal readonly ref struct LabelCounts
{
    private readonly double[] _counts;
    private readonly int _size;

    public LabelCounts(ReadOnlySpan<int> predicted, ReadOnlySpan<int> actual, int classCount, ReadOnlySpan<float> weights)
    {
        _size = classCount;
        _counts = ArrayPool<double>.Shared.Rent(checked(classCount * (classCount + 2)));
        _counts.AsSpan(0, classCount * (classCount + 2)).Clear();
        for (var row = 0; row < actual.Length; row++)
        {
            var weight = weights.IsEmpty ? 1.0 : weights[row];
            var (from, to) = (actual[row], predicted[row]);
            _counts[from * classCount + to] += weight;
            _counts[classCount * classCount + from] += weight;
            _counts[classCount * (classCount + 1) + to] += weight;
            Total += weight;
            Correct += from == to ? weight : 0;
        }
    }

    /// <summary>The weight of all rows.</summary>
    public double Total { get; }

    /// <summary>The weight of the rows that were predicted correctly.</summary>
    public double Correct { get; }

    /// <summary>The weight of the rows of a class that were predicted to be of another.</summary>
    public double this[int actual, int predicted] => _counts[actual * _size + predicted];

    /// <summary>The weight of the rows of a class.</summary>
    public double Actual(int label) => _counts[_size * _size + label];

    /// <summary>The weight of the rows that were predicted to be of a class.</summary>
    public double Predicted(int label) => _counts[_size * (_size + 1) + label];

    /// <summary>Gives the memory back.</summary>
    public void Dispose() => ArrayPool<double>.Shared.Return(_counts);
}
