namespace Compiled.Csv;

/// <summary>Rows of floats whose number is not known before: blocks instead of an array that grows, so that no row is copied twice.</summary>
/// <param name="size">Floats in one row; 0 for none.</param>
/// <param name="most">Floats in all rows at most.</param>
internal sealed class RowStore(int size, int most)
{
    private const int BlockFloats = 1 << 18;

    private readonly int _blockRows = Math.Max(1, BlockFloats / Math.Max(1, size));
    private readonly List<float[]> _blocks = [];
    private int _rows;

    /// <summary>Number of rows.</summary>
    public long Count => _blocks.Count == 0 ? 0 : (_blocks.Count - 1L) * _blockRows + _rows;

    /// <summary>Whether an array cannot hold one more row.</summary>
    public bool IsFull => (Count + 1) * size > most;

    /// <summary>The next row, to be written.</summary>
    public Span<float> Add()
    {
        if (_blocks.Count == 0 || _rows == _blockRows)
        {
            // Most files are small.
            _blocks.Add(new float[(_blocks.Count == 0 ? Math.Min(_blockRows, 64) : _blockRows) * size]);
            _rows = 0;
        }
        else if (_blocks.Count == 1 && _rows * size == _blocks[0].Length)
        {
            var larger = new float[Math.Min(_blockRows, _rows * 2) * size];
            _blocks[0].CopyTo(larger, 0);
            _blocks[0] = larger;
        }

        return _blocks[^1].AsSpan(_rows++ * size, size);
    }

    /// <summary>All rows, one after another. The store is empty afterwards: each block is let go once it is copied.</summary>
    public float[] Take()
    {
        var (rows, target) = (Count, new float[Count * size]);
        for (var block = 0; block < _blocks.Count; block++)
        {
            var start = (long)block * _blockRows;
            _blocks[block].AsSpan(0, (int)Math.Min(_blockRows, rows - start) * size).CopyTo(target.AsSpan((int)(start * size)));
            _blocks[block] = [];
        }

        _blocks.Clear();
        return target;
    }
}
