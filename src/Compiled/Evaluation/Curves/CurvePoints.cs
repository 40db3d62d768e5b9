namespace Compiled;

/// <summary>The weights of true and false positives at every distinct score, which falls.</summary>
internal sealed class CurvePoints
{
    private CurvePoints(int capacity) => (TruePositives, FalsePositives, Thresholds) = (new(capacity), new(capacity), new(capacity));

    public List<double> TruePositives { get; }

    public List<double> FalsePositives { get; }

    public List<float> Thresholds { get; }

    /// <summary>Number of distinct scores.</summary>
    public int Count => Thresholds.Count;

    public double Positives { get; private set; }

    public double Negatives { get; private set; }

    /// <exception cref="ArgumentException">A score is NaN.</exception>
    public static CurvePoints Of(ReadOnlySpan<float> scores, ReadOnlySpan<float> targets, RowMatrix matrix, ReadOnlySpan<float> weights, string what)
    {
        var ranked = new RankedScores(scores, targets, matrix, weights);
        try
        {
            if (ranked.HasNaN)
                throw new ArgumentException($"{what} needs numbers, but a score is NaN: check the network's parameters and inputs.", nameof(scores));
            var points = new CurvePoints(Math.Min(ranked.Count, 1024)) { Positives = ranked.Positives, Negatives = ranked.Negatives };
            while (ranked.MoveNext())
            {
                points.TruePositives.Add(ranked.TruePositives);
                points.FalsePositives.Add(ranked.FalsePositives);
                points.Thresholds.Add(ranked.Score);
            }

            return points;
        }
        finally
        {
            ranked.Dispose();
        }
    }

    /// <summary>Whether the curve bends at a point between two others: the second difference of one of the counts is not 0.</summary>
    public bool IsCorner(int index) => Bends(TruePositives, index) || Bends(FalsePositives, index);

    private static bool Bends(List<double> counts, int index) => counts[index + 1] - counts[index] - (counts[index] - counts[index - 1]) != 0;
}
