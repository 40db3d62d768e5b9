using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Compiled.Runtime;

namespace Compiled.Tests.Training;

/// <summary>y = W·x + b under the mean squared error, by hand: what the generator writes for one Dense block, at its plainest.</summary>
internal sealed class LinearTrainer<TOptimizer> : NetworkTrainer<TOptimizer>
    where TOptimizer : struct, IOptimizer
{
    private readonly int _inputs;
    private readonly int _outputs;
    private readonly float[] _derived;

    public LinearTrainer(ParameterStore store, Topology topology, TOptimizer optimizer, TrainerOptions? options = null)
        : base(store, topology, optimizer, options)
    {
        Store = store;
        _inputs = topology.InputSize;
        _outputs = topology.OutputSize;
        _derived = new float[store.Layout.Length];
    }

    public ParameterStore Store { get; }

    public int Refreshes { get; private set; }

    public Action? BeforeStep { get; set; }

    public Span<float> GradientSpan => GradientMemory.Span;

    private DenseLayout Block => Store.Layout.Blocks[0];

    protected override bool AveragesOverOutputs => true;

    public float[] ReadParameters()
    {
        var canonical = new float[Store.Layout.ParameterCount];
        Store.CopyTo(canonical);
        return canonical;
    }

    public void BreakAsAnUpdateWould()
    {
        Store.Memory[0] = float.NaN;
        RefreshDerivedParameters();
    }

    public void Predict(ReadOnlySpan<float> inputs, Span<float> outputs) => PredictBatch(inputs, outputs);

    protected override double Accumulate(ref readonly float inputs, ref readonly float targets, int rows, scoped in LossTerms terms)
    {
        BeforeStep?.Invoke();
        GradientSpan.Clear();
        var sum = 0.0;
        for (var row = 0; row < rows; row++)
        {
            var x = Row(in inputs, row, _inputs);
            var t = Row(in targets, row, _outputs);
            for (var output = 0; output < _outputs; output++)
            {
                // The forward pass reads the derived copy, so that a stale one shows.
                var error = Output(_derived, x, output) - t[output];
                sum += (double)error * error;
                AddGradient(x, output, 2 * error * terms.Scale);
            }
        }

        return sum;
    }

    protected override void AccumulateFromGradient(ref readonly float inputs, ref readonly float outputGradients, int rows)
    {
        GradientSpan.Clear();
        for (var row = 0; row < rows; row++)
            for (var output = 0; output < _outputs; output++)
                AddGradient(Row(in inputs, row, _inputs), output, Row(in outputGradients, row, _outputs)[output]);
    }

    protected override double SumLoss(ref readonly float inputs, ref readonly float targets, int rows, scoped in LossTerms terms)
    {
        var sum = 0.0;
        for (var row = 0; row < rows; row++)
            for (var output = 0; output < _outputs; output++)
            {
                var error = Output(_derived, Row(in inputs, row, _inputs), output) - Row(in targets, row, _outputs)[output];
                sum += (double)error * error;
            }

        return sum;
    }

    protected override void RefreshDerivedParameters()
    {
        Refreshes++;
        Store.Memory.CopyTo(_derived);
    }

    protected override void PredictRows(ReadOnlySpan<float> inputs, Span<float> outputs)
    {
        for (var row = 0; row < inputs.Length / _inputs; row++)
            for (var output = 0; output < _outputs; output++)
                outputs[row * _outputs + output] = Output(Store.Memory, inputs.Slice(row * _inputs, _inputs), output);
    }

    private static ReadOnlySpan<float> Row(ref readonly float rows, int row, int size) =>
        MemoryMarshal.CreateReadOnlySpan(in Unsafe.Add(ref Unsafe.AsRef(in rows), row * size), size);

    private float Output(ReadOnlySpan<float> parameters, ReadOnlySpan<float> x, int output)
    {
        var sum = parameters[Block.BiasesOffset + output];
        for (var input = 0; input < _inputs; input++)
            sum += parameters[Block.WeightOffset(output, input)] * x[input];
        return sum;
    }

    private void AddGradient(ReadOnlySpan<float> x, int output, float gradient)
    {
        GradientSpan[Block.BiasesOffset + output] += gradient;
        for (var input = 0; input < _inputs; input++)
            GradientSpan[Block.WeightOffset(output, input)] += gradient * x[input];
    }
}

/// <summary>Small linear trainers and data for them.</summary>
internal static class Linear
{
    public static LinearTrainer<TOptimizer> Trainer<TOptimizer>(
        TOptimizer optimizer, int inputs = 3, int outputs = 2, TrainerOptions? options = null, string? activation = null, string[]? classes = null)
        where TOptimizer : struct, IOptimizer
    {
        List<TopologyBlock> blocks = [new("Dense", "Dense0", inputs, outputs, inputs * outputs + outputs, true)];
        if (activation is not null)
            blocks.Add(new(activation, "", outputs, outputs, 0, false));
        var loss = activation switch { "Softmax" => "CrossEntropy", "Sigmoid" => "BinaryCrossEntropy", _ => "MeanSquaredError" };
        var topology = new Topology("Linear", inputs, blocks, loss, classes);
        var stride = (outputs + 3) / 4 * 4;
        var layout = new ParameterLayout(
            (inputs + 1) * stride, new DenseLayout("Dense0", inputs, outputs, stride, stride, 0, inputs * stride, Initializer.Zeros));
        var store = new ParameterStore(layout);
        var start = new float[layout.ParameterCount];
        for (var index = 0; index < start.Length; index++)
            start[index] = (index % 5 - 2) * 0.125f;
        store.CopyFrom(start);
        return new LinearTrainer<TOptimizer>(store, topology, optimizer, options);
    }

    /// <summary>Rows of a noiseless linear function, drawn from a fixed recurrence.</summary>
    public static Dataset Data(int rows = 21, int inputs = 3, int outputs = 2, uint seed = 7, string[]? classes = null)
    {
        var x = new float[rows * inputs];
        var t = new float[rows * outputs];
        for (var index = 0; index < x.Length; index++)
        {
            seed = seed * 1664525 + 1013904223;
            x[index] = (seed >> 8) / (float)(1 << 23) - 1;
        }

        for (var row = 0; row < rows; row++)
            for (var output = 0; output < outputs; output++)
                for (var input = 0; input < inputs; input++)
                    t[row * outputs + output] += (input - output) * 0.5f * x[row * inputs + input] + 0.25f;
        return Dataset.FromMemory(x, t, inputs, outputs, classNames: classes);
    }
}
