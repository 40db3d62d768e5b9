namespace Compiled;

/// <summary>What a run of training takes its batches from: rows in memory, or a stream.</summary>
internal interface IFitBatches
{
    /// <summary>Rows of an epoch.</summary>
    int Count { get; }

    /// <summary>Rows in a full batch.</summary>
    int BatchSize { get; }

    /// <summary>Batches of an epoch, including a short last one.</summary>
    int BatchCount { get; }

    /// <summary>Begins an epoch, after a number of its batches.</summary>
    void Begin(int epoch, int batch);

    /// <summary>The next batch of the epoch; false, and empty spans, at its end.</summary>
    bool Next(out ReadOnlySpan<float> inputs, out ReadOnlySpan<float> targets, out ReadOnlySpan<float> sampleWeights);
}
