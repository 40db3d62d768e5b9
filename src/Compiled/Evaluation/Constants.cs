namespace Compiled;

/// <summary>The best constant answers to targets.</summary>
internal static class Constants
{
    /// <summary>The mean of each column.</summary>
    public static float[] Means(ReadOnlySpan<float> targets, int size) => Columns(targets, size, static target => target);

    /// <summary>The share of yes in each column.</summary>
    public static float[] Shares(ReadOnlySpan<float> targets, int size) => Columns(targets, size, static target => Decision.IsYes(target) ? 1 : 0);

    /// <summary>The τ-quantile of each column.</summary>
    public static float[] QuantilesOf(ReadOnlySpan<float> targets, int size, double quantile)
    {
        var (constants, column) = (new float[size], new float[targets.Length / size]);
        for (var output = 0; output < size; output++)
        {
            for (var row = 0; row < column.Length; row++)
                column[row] = targets[row * size + output];
            Array.Sort(column);
            constants[output] = (float)Quantiles.OfSorted(column, quantile);
        }

        return constants;
    }

    /// <summary>The row again and again.</summary>
    public static float[] Rows(ReadOnlySpan<float> row, int count)
    {
        var rows = new float[row.Length * count];
        for (var start = 0; start < rows.Length; start += row.Length)
            row.CopyTo(rows.AsSpan(start));
        return rows;
    }

    private static float[] Columns(ReadOnlySpan<float> targets, int size, Func<float, double> figure)
    {
        var sums = new double[size];
        for (var index = 0; index < targets.Length; index++)
            sums[index % size] += figure(targets[index]);
        var means = new float[size];
        for (var output = 0; output < size; output++)
            means[output] = (float)(sums[output] / (targets.Length / size));
        return means;
    }
}
