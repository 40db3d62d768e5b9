namespace Compiled.Runtime;

/// <summary>What a block with statistics does to each value outside training: (x − mean)·scale + offset.</summary>
internal readonly ref struct AffineMap(ParameterLayout layout, StatisticsLayout statistics, ReadOnlySpan<float> state)
{
    private readonly ReadOnlySpan<float> _means = state.Slice(statistics.Offset, statistics.Length);
    private readonly ReadOnlySpan<float> _scales = state.Slice(statistics.ScalesOffset, statistics.Length);
    private readonly ReadOnlySpan<float> _weights = statistics.Norm < 0 ? default : state.Slice(layout.Blocks[statistics.Norm].WeightsOffset, statistics.Length);
    private readonly ReadOnlySpan<float> _biases = statistics.Norm < 0 ? default : state.Slice(layout.Blocks[statistics.Norm].BiasesOffset, statistics.Length);
    private readonly double _epsilon = statistics.Epsilon;

    public (double Mean, double Scale, double Offset) this[int index] => _weights.IsEmpty
        ? (_means[index], _scales[index], 0)
        : (_means[index], _weights[index] / Math.Sqrt(_scales[index] + _epsilon), _biases[index]);
}
