using System.Runtime.ExceptionServices;
using Compiled.Csv;

namespace Compiled;

/// <summary>The batches of a stream, which a second thread prepares while the first one trains. Allocates nothing per batch.</summary>
internal sealed class StreamBatches : IFitBatches, IDisposable
{
    private readonly StreamingDataset _data;
    private readonly IReadOnlyList<string> _features;
    private readonly ShuffleBuffer _buffer;
    private readonly long _seed;
    private readonly Slot[] _slots;
    private readonly SemaphoreSlim _free = new(0);
    private readonly SemaphoreSlim _full = new(0);
    private Thread? _producer;
    private volatile bool _isStopping;
    private ExceptionDispatchInfo? _error;

    /// <summary>The slot that is read, and whether the trainer has it.</summary>
    private int _slot;
    private bool _isTaken;

    /// <summary>Prepares the buffers.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="features">The features in the network's order.</param>
    /// <param name="batchSize">Rows in a batch.</param>
    /// <param name="seed">The seed of the order of the rows.</param>
    /// <param name="shuffle">Whether there is one but the file's.</param>
    /// <exception cref="ArgumentOutOfRangeException">A batch, or the shuffle buffer, does not fit into an array.</exception>
    public StreamBatches(StreamingDataset data, IReadOnlyList<string> features, int batchSize, long seed, bool shuffle)
    {
        (_data, _features, _seed) = (data, features, seed);
        BatchSize = Math.Min(batchSize, data.Count);
        var rowSize = (long)features.Count + data.TargetSize;
        if (BatchSize * rowSize > Array.MaxLength)
        {
            throw new ArgumentOutOfRangeException(
                nameof(batchSize), batchSize, Wording.Of($"A batch of {BatchSize} rows of a stream does not fit into an array of {Array.MaxLength} floats: choose a smaller FitOptions.BatchSize, such as 256."));
        }

        _buffer = new ShuffleBuffer(features.Count, data.TargetSize, shuffle ? BufferRows(rowSize) : 1);
        _slots = new Slot[Math.Max(2, Math.Min(data.Options.Prefetch + 1, BatchCount + 1))];
        for (var slot = 0; slot < _slots.Length; slot++)
            _slots[slot] = new Slot(new float[BatchSize * features.Count], new float[BatchSize * data.TargetSize]);
    }

    /// <inheritdoc/>
    public int Count => _data.Count;

    /// <inheritdoc/>
    public int BatchSize { get; }

    /// <inheritdoc/>
    public int BatchCount => (Count - 1) / BatchSize + 1;

    /// <summary>Whether the stream has failed: the error was thrown by <see cref="Next"/>.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>What decides the order and the values of the rows, for checkpoints.</summary>
    public string Description => Wording.Of($"{_data.Fingerprint}, a shuffle buffer of {_buffer.Capacity} rows");

    /// <inheritdoc/>
    public void Begin(int epoch, int batch)
    {
        Stop();
        (_isStopping, _error, _slot, _isTaken) = (false, null, 0, false);
        while (_free.Wait(0))
        {
        }

        while (_full.Wait(0))
        {
        }

        _free.Release(_slots.Length);
        _producer = new Thread(() => Produce(epoch, batch)) { IsBackground = true, Name = "Compiled streaming" };
        _producer.Start();
    }

    /// <inheritdoc/>
    public bool Next(out ReadOnlySpan<float> inputs, out ReadOnlySpan<float> targets, out ReadOnlySpan<float> sampleWeights)
    {
        inputs = default;
        targets = default;
        sampleWeights = default;
        if (_producer is null)
            return false;
        if (_isTaken)
        {
            _free.Release();
            _slot = (_slot + 1) % _slots.Length;
        }

        _full.Wait();
        _isTaken = true;
        ref var slot = ref _slots[_slot];
        if (slot.Rows == 0)
        {
            Stop();
            HasFailed = _error is not null;
            _error?.Throw();
            return false;
        }

        inputs = slot.Inputs.AsSpan(0, slot.Rows * _features.Count);
        targets = slot.Targets.AsSpan(0, slot.Rows * _data.TargetSize);
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Stop();
        _free.Dispose();
        _full.Dispose();
    }

    /// <summary>By default as many rows as take 64 MB.</summary>
    private int BufferRows(long rowSize)
    {
        const long DefaultBytes = 64L << 20;
        var rows = _data.Options.ShuffleBuffer ?? Math.Max(1, DefaultBytes / (sizeof(float) * rowSize));
        rows = Math.Min(rows, _data.Count);
        return rows * rowSize <= Array.MaxLength ? (int)rows
            : throw new ArgumentOutOfRangeException(
                nameof(StreamingOptions.ShuffleBuffer), _data.Options.ShuffleBuffer,
                Wording.Of($"A shuffle buffer of {Wording.Count(rows, "row")} does not fit into an array of {Array.MaxLength} floats: choose a smaller StreamingOptions.ShuffleBuffer."));
    }

    /// <summary>Ends the producer, wherever it is.</summary>
    private void Stop()
    {
        if (_producer is null)
            return;
        _isStopping = true;
        _free.Release();
        _producer.Join();
        _producer = null;
    }

    /// <summary>The second thread: fills slot after slot, and ends with one of no rows.</summary>
    private void Produce(int epoch, int skipped)
    {
        var slot = 0;
        _free.Wait();
        try
        {
            using var stream = _data.Open(_features);
            _buffer.Begin(stream, BatchReader.EpochSeed(_seed, epoch));
            while (!_isStopping)
            {
                ref var filled = ref _slots[slot];
                filled.Rows = Fill(filled);
                if (filled.Rows == 0)
                    break;
                // A resumed epoch: its first batches were trained on before.
                if (skipped > 0)
                {
                    skipped--;
                    continue;
                }

                _full.Release();
                slot = (slot + 1) % _slots.Length;
                _free.Wait();
            }
        }
        catch (Exception exception)
        {
            // Thrown again where the batch is asked for.
            _error = ExceptionDispatchInfo.Capture(exception);
        }

        _slots[slot].Rows = 0;
        _full.Release();
    }

    private int Fill(in Slot slot)
    {
        var (inputSize, targetSize) = (_features.Count, _data.TargetSize);
        var row = 0;
        while (row < BatchSize && _buffer.Next(slot.Inputs.AsSpan(row * inputSize, inputSize), slot.Targets.AsSpan(row * targetSize, targetSize)))
            row++;
        return row;
    }

    /// <summary>Memory of one batch, and how many rows of it are filled; 0 after the last.</summary>
    private struct Slot(float[] inputs, float[] targets)
    {
        public readonly float[] Inputs = inputs;
        public readonly float[] Targets = targets;
        public int Rows;
    }
}
