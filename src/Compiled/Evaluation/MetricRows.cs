namespace Compiled;

/// <summary>Rows of outputs with their targets, as a <see cref="Metric"/> sees them.</summary>
public readonly ref struct MetricRows
{
    /// <summary>Rows to be judged.</summary>
    /// <param name="outputs">[row][output], in the unit of the targets: probabilities, margins, numbers.</param>
    /// <param name="targets">[row][output]: one-hot classes, 0 and 1 (or −1 and 1), or numbers.</param>
    /// <param name="outputSize">Outputs in one row.</param>
    /// <param name="threshold">The largest negative output where outputs are decided one by one: one half for probabilities, 0 for margins.</param>
    /// <param name="isMultilabel">Whether several outputs are independent labels rather than one class per row, or numbers.</param>
    /// <exception cref="ArgumentException">There are no rows, or the lengths do not agree.</exception>
    public MetricRows(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, int outputSize = 1, float threshold = 0.5f, bool isMultilabel = false)
    {
        Count = Metrics.CheckRows(outputs, targets, outputSize);
        Outputs = outputs;
        Targets = targets;
        OutputSize = outputSize;
        Threshold = threshold;
        IsMultilabel = isMultilabel && outputSize > 1;
    }

    /// <summary>[row][output].</summary>
    public ReadOnlySpan<float> Outputs { get; }

    /// <summary>[row][output].</summary>
    public ReadOnlySpan<float> Targets { get; }

    /// <summary>Number of rows; at least 1.</summary>
    public int Count { get; }

    /// <summary>Outputs in one row; at least 1.</summary>
    public int OutputSize { get; }

    /// <summary>The largest negative output where outputs are decided one by one.</summary>
    public float Threshold { get; }

    /// <summary>Whether several outputs are independent labels.</summary>
    public bool IsMultilabel { get; }

    /// <summary>Whether there are two classes: one output that is a yes or a no, or two of which one wins. Class 1 is the positive one.</summary>
    internal bool IsBinary => OutputSize == 1 || (OutputSize == 2 && !IsMultilabel);

    /// <summary>Classes of a row.</summary>
    internal int ClassCount => Math.Max(2, OutputSize);
}
