using System.Buffers;
using System.ComponentModel;

namespace Compiled;

/// <content>How well numbers are put in order.</content>
public static partial class Metrics
{
    /// <summary>The index without weights, as programs call it that were compiled before there were any.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static double ConcordanceIndex(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, ReadOnlySpan<bool> observed) =>
        ConcordanceIndex(outputs, targets, observed, weights: default);

    /// <summary>
    /// Harrell's concordance index: of all pairs of rows with different targets, the share whose outputs are in the same order, equal outputs counting one half. For targets of 0 and 1 it is the
    /// area under the ROC curve.
    /// </summary>
    /// <remarks>
    /// O(n log n). With <paramref name="observed"/>, targets are times until an event: of a row that was not observed to its event only the shortest possible time is known, and a pair counts if the
    /// shorter time is observed. With <paramref name="weights"/>, a pair counts as often as the product of its rows' weights, so that for targets of 0 and 1 it is
    /// the weighted area under the ROC curve.
    /// </remarks>
    /// <param name="outputs">One output per row; higher means a larger target.</param>
    /// <param name="targets">One target per row.</param>
    /// <param name="observed">Whether each target was observed, or is just the end of the observation; none if all were.</param>
    /// <param name="weights">One weight per row; none if all count equally.</param>
    /// <returns>From 0 to 1; one half for outputs that say nothing. NaN if a value is NaN.</returns>
    /// <exception cref="ArgumentException">The lengths do not agree, a weight is negative or not finite, or no pair of rows with weights above 0 can be compared.</exception>
    public static double ConcordanceIndex(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, ReadOnlySpan<bool> observed = default, ReadOnlySpan<float> weights = default)
    {
        var rows = CheckRows(outputs, targets, 1);
        CheckWeights(weights, rows);
        if (!observed.IsEmpty && observed.Length != rows)
            throw new ArgumentException(Wording.Of($"'observed' has {Wording.Count(observed.Length, "value")}, but there are {Wording.Count(rows, "row")}: pass one value per row, or none."), nameof(observed));
        if (outputs.HasNaN() || targets.HasNaN())
            return double.NaN;
        var keys = ArrayPool<float>.Shared.Rent(rows);
        var order = ArrayPool<int>.Shared.Rent(rows);
        var ranks = ArrayPool<int>.Shared.Rent(rows);
        var tree = ArrayPool<double>.Shared.Rent(rows + 1);
        try
        {
            Rank(outputs, keys.AsSpan(0, rows), order.AsSpan(0, rows), ranks);
            targets.CopyTo(keys);
            for (var row = 0; row < rows; row++)
                order[row] = row;
            keys.AsSpan(0, rows).Sort(order.AsSpan(0, rows));
            tree.AsSpan(0, rows + 1).Clear();
            return Share(new Ordered(keys, order, ranks, tree, rows), observed, weights);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(keys);
            ArrayPool<int>.Shared.Return(order);
            ArrayPool<int>.Shared.Return(ranks);
            ArrayPool<double>.Shared.Return(tree);
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

    /// <summary>
    /// From the largest target down: each row is compared with those before it, whose targets are larger. A tree of sums (Fenwick 1994) adds up the weights of their ranks, exactly where all are 1.
    /// </summary>
    private static double Share(Ordered rows, ReadOnlySpan<bool> observed, ReadOnlySpan<float> weights)
    {
        var (agreements, pairs, larger) = (0.0, 0.0, 0.0);
        for (var end = rows.Count; end > 0;)
        {
            var begin = end - 1;
            while (begin > 0 && rows.Targets[begin - 1] == rows.Targets[end - 1])
                begin--;
            for (var place = begin; place < end; place++)
            {
                var row = rows.Order[place];
                if (!observed.IsEmpty && !observed[row])
                    continue;
                var (weight, below, upTo) = (WeightOf(weights, row), rows.Upto(rows.Ranks[row] - 1), rows.Upto(rows.Ranks[row]));
                agreements += weight * (larger - upTo + 0.5 * (upTo - below));
                pairs += weight * larger;
            }

            for (var place = begin; place < end; place++)
            {
                var row = rows.Order[place];
                rows.Add(rows.Ranks[row], WeightOf(weights, row));
                larger += WeightOf(weights, row);
            }

            end = begin;
        }

        return pairs > 0 ? agreements / pairs
            : throw new ArgumentException("The concordance index is undefined: no two targets can be compared. Judge rows with different targets.", "targets");
    }

    private readonly record struct Ordered(float[] Targets, int[] Order, int[] Ranks, double[] Tree, int Count)
    {
        /// <summary>The weight of the rows that were added with at most this rank.</summary>
        public double Upto(int rank)
        {
            var sum = 0.0;
            for (var node = rank; node > 0; node &= node - 1)
                sum += Tree[node];
            return sum;
        }

        public void Add(int rank, double weight)
        {
            for (var node = rank; node <= Count; node += node & -node)
                Tree[node] += weight;
        }
    }
}
