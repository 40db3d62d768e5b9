using Compiled.Numerics;

namespace Compiled;

/// <summary>
/// Splits a dataset into mini-batches, epoch after epoch, without allocating: the loop of <c>Fit</c>, for custom training
/// loops.
/// </summary>
/// <remarks>
/// <code>
/// for (var epoch = 0; epoch &lt; epochs; epoch++)
/// {
///     batches.Begin(epoch);
///     while (batches.Next(out var inputs, out var targets))
///         trainer.Step(inputs, targets);
/// }
/// </code>
/// The order of an epoch depends only on the seed and the number of the epoch, not on earlier epochs: a resumed run sees the same
/// batches. Not thread-safe; several readers may share one dataset.
/// </remarks>
public sealed class BatchReader : IFitBatches
{
    private readonly Dataset _data;
    private readonly long _seed;
    private readonly int[] _order;
    private readonly float[] _inputs;
    private readonly float[] _targets;
    private readonly float[] _weights;
    private readonly SeededRandom _random = new(0);
    private int _next = -1;

    /// <summary>Prepares the buffers.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="batchSize">
    /// Rows in a batch, at least 1; more than there are rows means all of them. The last batch of an epoch may be shorter.
    /// </param>
    /// <param name="seed">The seed of the order of the rows.</param>
    /// <param name="shuffle">False keeps the rows in order, without copying them from the dataset's memory.</param>
    /// <exception cref="ArgumentOutOfRangeException">The batch size is below 1.</exception>
    public BatchReader(Dataset data, int batchSize, long seed = 0, bool shuffle = true)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (batchSize < 1)
            throw new ArgumentOutOfRangeException(
                nameof(batchSize), batchSize,
                Wording.Of($"A batch of {batchSize} rows is not valid: the batch size must be at least 1, such as 32."));
        _data = data;
        _seed = seed;
        BatchSize = Math.Min(batchSize, data.Count);
        Shuffle = shuffle;
        if ((long)BatchSize * Math.Max(data.InputSize, data.TargetSize) > Array.MaxLength)
            throw new ArgumentOutOfRangeException(
                nameof(batchSize), batchSize,
                Wording.Of($"A batch of {BatchSize} rows does not fit an array of at most {Array.MaxLength} floats."));
        _order = shuffle ? new int[data.Count] : [];
        _inputs = shuffle ? new float[BatchSize * data.InputSize] : [];
        _targets = shuffle ? new float[BatchSize * data.TargetSize] : [];
        _weights = shuffle && !data.SampleWeights.IsEmpty ? new float[BatchSize] : [];
    }

    /// <summary>Rows in a full batch: never more than the dataset has.</summary>
    public int BatchSize { get; }

    /// <summary>Batches in one epoch, including a short last one.</summary>
    public int BatchCount => (_data.Count - 1) / BatchSize + 1;

    /// <summary>Whether the rows are in random order.</summary>
    public bool Shuffle { get; }

    /// <summary>Begins an epoch; <c>Next</c> then returns its batches. An epoch may be restarted or abandoned at any time.</summary>
    /// <param name="epoch">The number of the epoch; together with the seed it determines the order.</param>
    public void Begin(int epoch)
    {
        _next = 0;
        if (!Shuffle)
            return;
        var order = _order;
        for (var row = 0; row < order.Length; row++)
            order[row] = row;
        _random.Reseed(EpochSeed(_seed, epoch));
        _random.Shuffle(order);
    }

    /// <summary>The same, after a number of batches, at most <see cref="BatchCount"/>.</summary>
    internal void Begin(int epoch, int batch)
    {
        Begin(epoch);
        _next = (int)Math.Min((long)batch * BatchSize, _data.Count);
    }

    int IFitBatches.Count => _data.Count;

    void IFitBatches.Begin(int epoch, int batch) => Begin(epoch, batch);

    /// <summary>The next batch of the epoch; false, and empty spans, at its end.</summary>
    /// <param name="inputs">Rows of features, row-major; valid until the next call.</param>
    /// <param name="targets">The same number of rows of targets; valid until the next call.</param>
    /// <exception cref="InvalidOperationException">No epoch was begun.</exception>
    public bool Next(out ReadOnlySpan<float> inputs, out ReadOnlySpan<float> targets) => Next(out inputs, out targets, out _);

    /// <summary>The next batch of the epoch with the weights of its rows; false, and empty spans, at its end.</summary>
    /// <param name="inputs">Rows of features, row-major; valid until the next call.</param>
    /// <param name="targets">The same number of rows of targets; valid until the next call.</param>
    /// <param name="sampleWeights">One weight per row, valid until the next call; empty if the dataset has none.</param>
    /// <exception cref="InvalidOperationException">No epoch was begun.</exception>
    public bool Next(out ReadOnlySpan<float> inputs, out ReadOnlySpan<float> targets, out ReadOnlySpan<float> sampleWeights)
    {
        if (_next < 0)
            ThrowNotBegun();
        var (start, rows) = (_next, Math.Min(BatchSize, _data.Count - _next));
        _next += rows;
        if (Shuffle)
            Gather(_order.AsSpan(start, rows));
        inputs = Rows(Shuffle ? _inputs : _data.Inputs[(start * _data.InputSize)..], rows, _data.InputSize);
        targets = Rows(Shuffle ? _targets : _data.Targets[(start * _data.TargetSize)..], rows, _data.TargetSize);
        sampleWeights = _data.SampleWeights.IsEmpty ? default : Rows(Shuffle ? _weights : _data.SampleWeights[start..], rows, 1);
        return rows > 0;
    }

    private static ReadOnlySpan<float> Rows(ReadOnlySpan<float> memory, int rows, int rowSize) => memory[..(rows * rowSize)];

    private void Gather(ReadOnlySpan<int> rows)
    {
        var (inputSize, targetSize) = (_data.InputSize, _data.TargetSize);
        var inputs = _data.Inputs;
        var targets = _data.Targets;
        var weights = _data.SampleWeights;
        for (var index = 0; index < rows.Length; index++)
        {
            inputs.Slice(rows[index] * inputSize, inputSize).CopyTo(_inputs.AsSpan(index * inputSize));
            targets.Slice(rows[index] * targetSize, targetSize).CopyTo(_targets.AsSpan(index * targetSize));
            if (_weights.Length > 0)
                _weights[index] = weights[rows[index]];
        }
    }

    /// <summary>SplitMix64's finaliser over both numbers: neighbouring epochs and neighbouring seeds get unrelated orders.</summary>
    internal static long EpochSeed(long seed, int epoch)
    {
        unchecked
        {
            var z = (ulong)seed + 0x9E3779B97F4A7C15 * ((ulong)(uint)epoch + 1);
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return (long)(z ^ (z >> 31));
        }
    }

    private static void ThrowNotBegun() => throw new InvalidOperationException("No epoch has begun: call Begin(epoch) before Next.");
}
