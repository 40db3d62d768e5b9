namespace Compiled;

/// <summary>What the scores of a classifier say besides its decisions; null where it is undefined.</summary>
internal sealed record ClassScores(double? RocAuc, double? AveragePrecision, double? LogLoss, double? BrierScore, double? CalibrationError, int[] Ranks)
{
    /// <summary>Judges rows of one score, or of several classes.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="areProbabilities">Whether the scores are probabilities.</param>
    public static ClassScores Of(MetricRows rows, bool areProbabilities)
    {
        return new(
            Defined(Metric.RocAuc, rows), Defined(Metric.AveragePrecision, rows), areProbabilities ? Defined(Metric.LogLoss, rows) : null,
            areProbabilities ? Defined(Metric.BrierScore, rows) : null, areProbabilities ? Defined(Metric.CalibrationError, rows) : null, RanksOf(rows));
    }

    /// <summary>Whether scores can be read as probabilities: from 0 to 1, and those of several classes with the sum 1.</summary>
    public static bool AreProbabilities(ReadOnlySpan<float> scores, int size)
    {
        for (var row = 0; row < scores.Length; row += size)
        {
            var sum = 0.0;
            foreach (var score in scores.Slice(row, size))
            {
                if (score is < 0 or > 1)
                    return false;
                sum += score;
            }

            if (size > 1 && Math.Abs(sum - 1) > 1e-3)
                return false;
        }

        return true;
    }

    /// <summary>The figure, or null where rows of one kind lack.</summary>
    public static double? Defined(Metric metric, MetricRows rows)
    {
        try
        {
            return metric.Compute(rows);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>How many rows have their class in each place.</summary>
    private static int[] RanksOf(MetricRows rows)
    {
        if (rows.OutputSize == 1 || rows.IsMultilabel)
            return [];
        var ranks = new int[rows.OutputSize];
        for (var row = 0; row < rows.Count; row++)
            ranks[Metrics.RankOf(rows.Outputs.Slice(row * rows.OutputSize, rows.OutputSize), Decision.ArgMax(rows.Targets.Slice(row * rows.OutputSize, rows.OutputSize)))]++;
        return ranks;
    }
}
