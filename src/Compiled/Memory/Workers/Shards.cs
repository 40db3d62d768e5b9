using System.Numerics;

namespace Compiled.Runtime;

/// <summary>
/// How a batch is cut: a power of two of shards with about equally many rows, decided by the batch and the plan alone, never by the machine. The
/// shards' gradients are added pair by pair, the pairs' sums pair by pair, and so on: this order is part of the result's bits.
/// </summary>
internal readonly struct Shards
{
    /// <summary>Shards begin at multiples of this many rows, which tiles like.</summary>
    private const int RowMultiple = 16;

    private readonly int _rows;
    private readonly int _rowsPerShard;

    public Shards(int rows, int fewestRows, int most)
    {
        _rows = rows;
        Count = rows < 2 * (long)fewestRows ? 1 : Math.Min(most, 1 << BitOperations.Log2((uint)(rows / fewestRows)));
        var even = (int)(((long)rows + Count - 1) / Count);
        _rowsPerShard = Count == 1 ? rows : (even + (RowMultiple - 1)) & -RowMultiple;
    }

    /// <summary>How many: 1, 2, 4 …</summary>
    public int Count { get; }

    /// <summary>The first row of a shard.</summary>
    public int Begin(int shard) => (int)Math.Min(_rows, (long)shard * _rowsPerShard);

    /// <summary>The row after its last.</summary>
    public int End(int shard) => Begin(shard + 1);
}
