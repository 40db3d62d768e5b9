using System.Buffers;

namespace Compiled;

/// <summary>
/// Rows in falling order of their scores, one group of equal scores after another, with the weights of the positive and negative rows so far: what every ranking metric and curve is made of.
/// Rents its memory, 8 bytes per row; dispose it.
/// </summary>
internal ref struct RankedScores
{
    private readonly float[] _scores;
    private readonly int[] _rows;
    private readonly ReadOnlySpan<float> _targets;
    private readonly ReadOnlySpan<float> _weights;
    private readonly RowMatrix _matrix;
    private readonly int _count;
    private int _next;

    /// <summary>Sorts the scores of one column. Rows of weight 0 are left out, as in scikit-learn.</summary>
    /// <param name="scores">[row][column].</param>
    /// <param name="targets">[row][column]; above one half is positive.</param>
    /// <param name="matrix">Which of the values count.</param>
    /// <param name="weights">One weight per row, checked; empty if all count equally.</param>
    public RankedScores(ReadOnlySpan<float> scores, ReadOnlySpan<float> targets, RowMatrix matrix, ReadOnlySpan<float> weights)
    {
        _targets = targets;
        _weights = weights;
        _matrix = matrix;
        _scores = ArrayPool<float>.Shared.Rent(matrix.Count);
        _rows = ArrayPool<int>.Shared.Rent(matrix.Count);
        for (var index = 0; index < matrix.Count; index++)
        {
            var weight = weights.IsEmpty ? 1f : weights[matrix.Row(index)];
            if (weight == 0)
                continue;
            var place = matrix.Place(index);
            HasNaN |= float.IsNaN(scores[place]);
            // Negated, so that the sort, which rises, gives falling scores.
            (_scores[_count], _rows[_count]) = (-scores[place], index);
            _count++;
            if (Decision.IsYes(targets[place]))
                Positives += weight;
            else
                Negatives += weight;
        }

        _scores.AsSpan(0, _count).Sort(_rows.AsSpan(0, _count));
    }

    /// <summary>Whether a score is NaN: nothing has a rank then.</summary>
    public bool HasNaN { get; }

    /// <summary>The weight of all positive rows.</summary>
    public double Positives { get; }

    /// <summary>The weight of all negative rows.</summary>
    public double Negatives { get; }

    /// <summary>The weight of the positive rows whose score is at least <see cref="Score"/>.</summary>
    public double TruePositives { get; private set; }

    /// <summary>The weight of the negative rows whose score is at least <see cref="Score"/>.</summary>
    public double FalsePositives { get; private set; }

    /// <summary>The score of the group.</summary>
    public float Score { get; private set; }

    /// <summary>The number of rows that take part.</summary>
    public readonly int Count => _count;

    /// <summary>Goes on to the next group of equal scores; false at the end.</summary>
    public bool MoveNext()
    {
        if (_next == _count)
            return false;
        var score = _scores[_next];
        Score = -score;
        do
        {
            var index = _rows[_next++];
            var weight = _weights.IsEmpty ? 1.0 : _weights[_matrix.Row(index)];
            if (Decision.IsYes(_targets[_matrix.Place(index)]))
                TruePositives += weight;
            else
                FalsePositives += weight;
        }
        while (_next < _count && _scores[_next] == score);
        return true;
    }

    /// <summary>Gives the memory back.</summary>
    public readonly void Dispose()
    {
        ArrayPool<float>.Shared.Return(_scores);
        ArrayPool<int>.Shared.Return(_rows);
    }
}

/// <summary>Which values of row-major spans a metric reads: one column, or all.</summary>
/// <param name="Rows">Number of rows.</param>
/// <param name="Size">Values in one row.</param>
/// <param name="Column">The column, or −1 for all.</param>
internal readonly record struct RowMatrix(int Rows, int Size, int Column)
{
    /// <summary>The number of values.</summary>
    public int Count => Column < 0 ? Rows * Size : Rows;

    /// <summary>Where a value is.</summary>
    public int Place(int index) => Column < 0 ? index : index * Size + Column;

    /// <summary>The row of a value.</summary>
    public int Row(int index) => Column < 0 ? index / Size : index;
}
