namespace Compiled;

/// <summary>One column of a <see cref="TableReport"/>. Immutable.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Kind">Whether it is numbers or texts.</param>
/// <param name="MissingCount">Rows without a value.</param>
/// <param name="DistinctCount">Distinct values; missing ones are not counted.</param>
public sealed record ColumnSummary(string Name, ColumnKind Kind, int MissingCount, int DistinctCount)
{
    /// <summary>The least number; null for text, and without any value.</summary>
    public float? Minimum { get; init; }

    /// <summary>The median of the numbers; null for text, and without any value.</summary>
    public double? Median { get; init; }

    /// <summary>The mean of the numbers; null for text, and without any value.</summary>
    public double? Mean { get; init; }

    /// <summary>The largest number; null for text, and without any value.</summary>
    public float? Maximum { get; init; }

    /// <summary>The most frequent texts, at most three, with the number of their rows; of equally frequent ones the first in ordinal order. Empty for numbers.</summary>
    public IReadOnlyList<(string Text, int Count)> MostFrequent { get; init; } = [];

    /// <summary>How well the column alone predicts the target: the fraction of right classes, or R² for numbers, each row by the others. Null without a target, and for the target itself.</summary>
    public double? Prediction { get; init; }

    /// <summary>What may be wrong with the column.</summary>
    public ColumnWarnings Warnings { get; init; }
}
