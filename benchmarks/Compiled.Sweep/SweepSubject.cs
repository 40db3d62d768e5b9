using Compiled.Benchmarks.Cells;
using Compiled.Benchmarks.Results;

namespace Compiled.Sweep;

internal delegate void Prediction(ReadOnlySpan<float> inputs, Span<float> outputs);

internal delegate float TrainingStep(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets);

/// <summary>
/// One network of the sweep. Its members stand behind delegates, which cost about a nanosecond a call: seen in the smallest shapes only, and the
/// same for all.
/// </summary>
internal sealed class SweepSubject(Topology topology, float[] parameters, Prediction predict, Prediction predictBatch, TrainingStep step)
{
    private const int PoolRows = 64;
    private const int Batch = 256;
    private const int SmallBatch = 32;

    private readonly int _inputs = topology.InputSize;
    private readonly int _outputs = topology.OutputSize;

    public Shape Shape { get; } = new([topology.InputSize, .. topology.Blocks.Where(static block => block.Kind == "Dense").Select(static block => block.Outputs)]);

    /// <summary>Whether the first rows agree with the double-precision reference.</summary>
    public bool IsRight()
    {
        const int Rows = 3;
        var reference = new CellReference([.. Shape.Widths], isTanh: false);
        var exact = Array.ConvertAll(parameters, static value => (double)value);
        var inputs = SweepData.Inputs(_inputs);
        var batch = new float[Rows * _outputs];
        var single = new float[_outputs];
        predictBatch(inputs[..(Rows * _inputs)], batch);
        for (var row = 0; row < Rows; row++)
        {
            var expected = reference.Forward(exact, inputs.Slice(row * _inputs, _inputs));
            predict(inputs.Slice(row * _inputs, _inputs), single);
            var scale = expected.Max(Math.Abs) + 1e-3;
            for (var o = 0; o < _outputs; o++)
            {
                // Written so that NaN is wrong.
                if (!(Math.Abs(single[o] - expected[o]) < 1e-3 * scale && Math.Abs(batch[row * _outputs + o] - expected[o]) < 1e-3 * scale))
                    return false;
            }
        }

        return true;
    }

    public IEnumerable<SweepTimer> Timers(double slot) =>
    [
        new(Shape, SweepMeasure.One, 1, slot, PredictOne()),
        new(Shape, SweepMeasure.Batch, Batch, slot, PredictBatch()),
        new(Shape, SweepMeasure.SmallStep, SmallBatch, slot, Train(SmallBatch)),
        new(Shape, SweepMeasure.LargeStep, Batch, slot, Train(Batch)),
    ];

    /// <summary>Another row at every call; the rows are aligned, as the cells' are.</summary>
    private Action<int> PredictOne()
    {
        var stride = (_inputs + 15) / 16 * 16;
        var output = new float[_outputs];
        return count =>
        {
            var pool = SweepData.Inputs(stride);
            for (var k = 0; k < count; k++)
                predict(pool.Slice((k & (PoolRows - 1)) * stride, _inputs), output);
        };
    }

    private Action<int> PredictBatch()
    {
        var outputs = new float[Batch * _outputs];
        return count =>
        {
            var inputs = SweepData.Inputs(_inputs);
            for (var k = 0; k < count; k++)
                predictBatch(inputs, outputs);
        };
    }

    private Action<int> Train(int batch) => count =>
    {
        var inputs = SweepData.Inputs(_inputs);
        var targets = SweepData.Targets(_outputs);
        for (var k = 0; k < count; k++)
        {
            var start = k % (Batch / batch) * batch;
            step(inputs.Slice(start * _inputs, batch * _inputs), targets.Slice(start * _outputs, batch * _outputs));
        }
    };
}
