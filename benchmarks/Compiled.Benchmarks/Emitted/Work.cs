using Compiled.Benchmarks.Cells;

namespace Compiled.Benchmarks.Emitted;

/// <summary>A cell behind a virtual call, a nanosecond or two: benchmark classes must be public and are told the topology at run time.</summary>
internal abstract class Work
{
    public const int MostRows = 256;

    public abstract void Predict();

    public abstract void PredictBatch();

    public abstract void Step(int rows);

    public static Work Create(string topology) => topology switch
    {
        "T1" => new Work<Cell1>(new Cell1(), [4, 8, 3]),
        "T2" => new Work<Cell2>(new Cell2(), [2, 16, 16, 1]),
        "T3" => new Work<Cell3>(new Cell3(), [16, 64, 64, 4]),
        "T4" => new Work<Cell4>(new Cell4(), [64, 128, 128, 10]),
        "T5" => new Work<Cell5>(new Cell5(), [784, 128, 10]),
        "T6" => new Work<Cell6>(new Cell6(), [32, 256, 256, 8]),
        _ => throw new ArgumentException($"No topology '{topology}': expected T1 to T6.", nameof(topology)),
    };
}

/// <summary>One topology with the data of the comparison.</summary>
internal sealed class Work<TCell> : Work
    where TCell : struct, ICell
{
    private readonly TCell _cell;
    private readonly CellData _data;
    private readonly float[] _outputs;
    private readonly int _inputSize;
    private readonly int _outputSize;
    private int _row;

    public Work(TCell cell, int[] widths)
    {
        _cell = cell;
        _data = new CellData(widths);
        (_inputSize, _outputSize) = (widths[0], widths[^1]);
        _outputs = new float[MostRows * _outputSize];
        _cell.CopyParametersFrom(_data.Parameters);
    }

    public override void Predict()
    {
        _row = (_row + 1) & (CellData.PoolRows - 1);
        _cell.Predict(_data.Inputs.AsSpan(_row * _inputSize, _inputSize), _outputs.AsSpan(0, _outputSize));
    }

    public override void PredictBatch() => _cell.PredictBatch(_data.Inputs.AsSpan(0, MostRows * _inputSize), _outputs);

    public override void Step(int rows) =>
        _cell.Step(_data.Inputs.AsSpan(0, rows * _inputSize), _data.Targets.AsSpan(0, rows * _outputSize));
}
