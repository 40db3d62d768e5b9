using System.Buffers;

namespace Compiled;

/// <content>How well numbers are put in order.</content>
public static partial class Metrics
{
    /// <summary>
    /// Harrell's concordance index: of all pairs of rows with different targets, the share whose outputs are in the same order, equal outputs counting one half. For targets of 0 and 1 it is the
    /// area under the ROC curve.
    /// </summary>
    /// <remarks>
    /// O(n log n). With <paramref name="observed"/>, targets are times until an event: of a row that was not observed to its event only the shortest possible time is known, and a pair counts if the
    /// shorter time is observed.
    /// </remarks>
    /// <param name="outputs">One output per row; higher means a larger target.</param>
    /// <param name="targets">One target per row.</param>
    /// <param name="observed">Whether each target was observed, or is just the end of the observation; none if all were.</param>
    /// <returns>From 0 to 1; one half for outputs that say nothing. NaN if a value is NaN.</returns>
    /// <exception cref="ArgumentException">The lengths do not agree, or no pair can be compared.</exception>
    public static double ConcordanceIndex(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, ReadOnlySpan<bool> observed = default)
    {
        var rows = CheckRows(outputs, targets, 1);
        if (!observed.IsEmpty && observed.Length != rows)
            throw new ArgumentException(Wording.Of($"'observed' has {observed.Length} values, but there are {rows} rows: pass one value per row, or none."), nameof(observed));
        if (outputs.HasNaN() || targets.HasNaN())
            return double.NaN;
        var keys = ArrayPool<float>.Shared.Rent(rows);
        var order = ArrayPool<int>.Shared.Rent(rows);
        var ranks = ArrayPool<int>.Shared.Rent(rows);
        var tree = ArrayPool<int>.Shared.Rent(rows + 1);
        try
        {
            Rank(outputs, keys.AsSpan(0, rows), order.AsSpan(0, rows), ranks);
            targets.CopyTo(keys);
            for (var row = 0; row < rows; row++)
                order[row] = row;
            keys.AsSpan(0, rows).Sort(order.AsSpan(0, rows));
            tree.AsSpan(0, rows + 1).Clear();
            return Share(new Ordered(keys, order, ranks, tree, rows), observed);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(keys);
            ArrayPool<int>.Shared.Return(order);
            ArrayPool<int>.Shared.Return(ranks);
            ArrayPool<int>.Shared.Return(tree);
        }
    }

    /// <summary>The rank of each row's output, from 1; equal outputs have equal ranks.</summary>
    private static void Rank(ReadOnlySpan<float> outputs, Span<float> keys, Span<int> order, int[] ranks)
    {
        outputs.CopyTo(keys);
        for (var row = 0; row < order.Length; row++)
            order[row] = row;
        keys.Sort(order);
        var rank = 0;
        for (var place = 0; place < order.Length; place++)
        {
            if (place == 0 || keys[place] != keys[place - 1])
                rank++;
            ranks[order[place]] = rank;
        }
    }

    /// <summary>From the largest target down: each row is compared with those before it, whose targets are larger. A tree of sums (Fenwick 1994) counts their ranks.</summary>
    private static double Share(Ordered rows, ReadOnlySpan<bool> observed)
    {
        var (agreements, pairs) = (0.0, 0L);
        for (var end = rows.Count; end > 0;)
        {
            var begin = end - 1;
            while (begin > 0 && rows.Targets[begin - 1] == rows.Targets[end - 1])
                begin--;
            var larger = rows.Count - end;
            for (var place = begin; place < end; place++)
            {
                var row = rows.Order[place];
                if (!observed.IsEmpty && !observed[row])
                    continue;
                var (below, upTo) = (rows.Upto(rows.Ranks[row] - 1), rows.Upto(rows.Ranks[row]));
                agreements += larger - upTo + 0.5 * (upTo - below);
                pairs += larger;
            }

            for (var place = begin; place < end; place++)
                rows.Add(rows.Ranks[rows.Order[place]]);
            end = begin;
        }

        return pairs > 0 ? agreements / pairs
            : throw new ArgumentException("The concordance index is undefined: no two targets can be compared. Judge rows with different targets.", "targets");
    }

    private readonly record struct Ordered(float[] Targets, int[] Order, int[] Ranks, int[] Tree, int Count)
    {
        /// <summary>The number of rows that were added with at most this rank.</summary>
        public int Upto(int rank)
        {
            var sum = 0;
            for (var node = rank; node > 0; node &= node - 1)
                sum += Tree[node];
            return sum;
        }

        public void Add(int rank)
        {
            for (var node = rank; node <= Count; node += node & -node)
                Tree[node]++;
        }
    }
}
