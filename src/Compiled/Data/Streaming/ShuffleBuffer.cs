using Compiled.Csv;
using Compiled.Numerics;

namespace Compiled;

/// <summary>Mixes the rows of a stream: each is drawn from the rows in the buffer, and the next one of the stream takes its place.</summary>
/// <param name="inputSize">Features of a row.</param>
/// <param name="targetSize">Targets of a row.</param>
/// <param name="capacity">Rows of the buffer; with 1 the rows keep their order.</param>
internal sealed class ShuffleBuffer(int inputSize, int targetSize, int capacity)
{
    private readonly float[] _inputs = new float[capacity * inputSize];
    private readonly float[] _targets = new float[capacity * targetSize];
    private readonly SeededRandom _random = new(0);
    private CsvRowStream? _stream;
    private int _rows;
    private bool _isAtEnd;

    /// <summary>Rows of the buffer.</summary>
    public int Capacity => capacity;

    /// <summary>Fills the buffer for a pass through the stream.</summary>
    /// <param name="stream">The rows.</param>
    /// <param name="seed">Together with the stream and the capacity it determines the order.</param>
    public void Begin(CsvRowStream stream, long seed)
    {
        (_stream, _rows, _isAtEnd) = (stream, 0, false);
        _random.Reseed(seed);
        while (_rows < capacity && Take(_rows))
            _rows++;
    }

    /// <summary>Draws a row; false after the last one.</summary>
    public bool Next(Span<float> inputs, Span<float> targets)
    {
        if (_rows == 0)
            return false;
        var row = _rows == 1 ? 0 : _random.NextInt32(_rows);
        Inputs(row).CopyTo(inputs);
        Targets(row).CopyTo(targets);
        if (Take(row))
            return true;
        // The last row of the buffer fills the gap.
        _rows--;
        Inputs(_rows).CopyTo(Inputs(row));
        Targets(_rows).CopyTo(Targets(row));
        return true;
    }

    private bool Take(int row)
    {
        _isAtEnd = _isAtEnd || !_stream!.Read(Inputs(row), Targets(row));
        return !_isAtEnd;
    }

    private Span<float> Inputs(int row) => _inputs.AsSpan(row * inputSize, inputSize);

    private Span<float> Targets(int row) => _targets.AsSpan(row * targetSize, targetSize);
}
