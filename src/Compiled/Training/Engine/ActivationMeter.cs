using System.Runtime.CompilerServices;

namespace Compiled.Runtime;

/// <summary>Measures what blocks give over a batch, chunk of rows after chunk of rows. Allocates once.</summary>
internal sealed class ActivationMeter
{
    private readonly ActivationLayout _layout;
    private readonly double[] _squares;
    private readonly long[] _saturated;

    /// <summary>For each value, whether each unit gave anything but 0.</summary>
    private readonly bool[][] _isAlive;
    private int _rows;

    public ActivationMeter(ActivationLayout layout, int outputs)
    {
        _layout = layout;
        _squares = new double[layout.Values.Count];
        _saturated = new long[layout.Values.Count];
        _isAlive = [.. layout.Values.Select(static value => new bool[value.Width])];
        Targets = new float[layout.ChunkRows * outputs];
    }

    public int ChunkRows => _layout.ChunkRows;

    /// <summary>Zeros for the loss that nobody asks for: the pass that computes it leaves the activations.</summary>
    public float[] Targets { get; }

    public void Begin()
    {
        Array.Clear(_squares);
        Array.Clear(_saturated);
        foreach (var units in _isAlive)
            Array.Clear(units);
        _rows = 0;
    }

    /// <summary>Takes in a chunk whose forward pass has just run.</summary>
    public void Add(ref readonly float activations, int rows)
    {
        _rows += rows;
        var columnLength = (rows + SampleLanes.Group - 1) & -SampleLanes.Group;
        for (var index = 0; index < _squares.Length; index++)
        {
            var value = _layout.Values[index];
            var areColumns = value.Stride == 0;
            var (toRow, toUnit) = areColumns ? (1, columnLength) : (value.Stride, 1);
            ref var first = ref Unsafe.Add(ref Unsafe.AsRef(in activations), (areColumns ? value.Offset * columnLength : value.Offset) + value.OffsetPerRow * columnLength);
            var (square, saturated) = (0.0, 0L);
            for (var row = 0; row < rows; row++)
                for (var unit = 0; unit < value.Width; unit++)
                {
                    var output = Unsafe.Add(ref first, row * toRow + unit * toUnit);
                    square += (double)output * output;
                    if (output < value.Low || output > value.High)
                        saturated++;
                    if (output != 0)
                        _isAlive[index][unit] = true;
                }

            _squares[index] += square;
            _saturated[index] += saturated;
        }
    }

    /// <summary>The block with what was measured of it.</summary>
    public BlockHealth Complete(BlockHealth block, int index)
    {
        for (var at = 0; at < _squares.Length; at++)
        {
            var value = _layout.Values[at];
            if (value.Block != index)
                continue;
            var outputs = (double)_rows * value.Width;
            var dead = 0;
            foreach (var isAlive in _isAlive[at])
            {
                if (value.MayDie && !isAlive)
                    dead++;
            }

            return block with { ActivationRms = Math.Sqrt(_squares[at] / outputs), DeadUnits = dead, SaturatedShare = _saturated[at] / outputs };
        }

        return block;
    }
}
