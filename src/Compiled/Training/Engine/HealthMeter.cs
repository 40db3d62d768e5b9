using System.Runtime.CompilerServices;

namespace Compiled.Runtime;

/// <summary>Measures a step: norms before it, and what it changed. Allocates once.</summary>
internal sealed class HealthMeter
{
    private readonly float[] _before;
    private readonly BlockHealth[] _blocks;
    private readonly TrainingHealth _report;
    private ActivationMeter? _activations;

    public HealthMeter(ParameterStore parameters)
    {
        _before = new float[parameters.Layout.Length];
        _blocks = new BlockHealth[parameters.Layout.Blocks.Count];
        _report = new TrainingHealth(_blocks);
    }

    public TrainingHealth? Last => _report.Step == 0 ? null : _report;

    /// <summary>Runs the batch forward once more, as a prediction does, and measures what blocks give.</summary>
    public void Observe<TOptimizer>(NetworkTrainer<TOptimizer> trainer, ref readonly float inputs, int rows)
        where TOptimizer : struct, IOptimizer
    {
        if (trainer.ObservedActivations is not { } layout)
            return;
        _activations ??= new ActivationMeter(layout, trainer.Topology.OutputSize);
        _activations.Begin();
        for (var start = 0; start < rows; start += _activations.ChunkRows)
        {
            var count = Math.Min(_activations.ChunkRows, rows - start);
            ref readonly var chunk = ref Unsafe.Add(ref Unsafe.AsRef(in inputs), (nint)start * trainer.Topology.InputSize);
            _activations.Add(in trainer.Forward(in chunk, in _activations.Targets[0], count), count);
        }
    }

    public void Before(ParameterStore parameters, ReadOnlySpan<float> gradients)
    {
        parameters.Memory.CopyTo(_before);
        var all = 0.0;
        for (var index = 0; index < _blocks.Length; index++)
        {
            var block = parameters.Layout.Blocks[index];
            double gradientSquare = 0, weightSquare = 0;
            var silent = 0;
            for (var output = 0; output < block.Outputs; output++)
            {
                var unit = 0.0;
                for (var input = -1; input < block.Inputs; input++)
                {
                    if (Offset(block, output, input) is not (>= 0 and var offset))
                        continue;
                    unit += (double)gradients[offset] * gradients[offset];
                    weightSquare += (double)_before[offset] * _before[offset];
                }

                gradientSquare += unit;
                if (unit == 0)
                    silent++;
            }

            all += gradientSquare;
            var health = new BlockHealth(block.Name, block.Outputs, Math.Sqrt(gradientSquare), Math.Sqrt(weightSquare), 0, silent) { ActivationRms = double.NaN };
            _blocks[index] = _activations is null ? health : _activations.Complete(health, index);
        }

        _report.GradientNorm = Math.Sqrt(all);
    }

    public void After(ParameterStore parameters, long step)
    {
        for (var index = 0; index < _blocks.Length; index++)
        {
            var block = parameters.Layout.Blocks[index];
            var square = 0.0;
            for (var output = 0; output < block.Outputs; output++)
                for (var input = -1; input < block.Inputs; input++)
                {
                    if (Offset(block, output, input) is not (>= 0 and var offset))
                        continue;
                    var change = (double)parameters.Memory[offset] - _before[offset];
                    square += change * change;
                }

            _blocks[index] = _blocks[index] with { UpdateRatio = Math.Sqrt(square) / _blocks[index].WeightNorm };
        }

        _report.Step = step;
    }

    /// <summary>Of a weight, or for input −1 of the bias; −1 where there is none.</summary>
    private static int Offset(DenseLayout block, int output, int input) =>
        input >= 0 ? block.WeightOffset(output, input) : block.HasBias ? block.BiasesOffset + output : -1;
}
