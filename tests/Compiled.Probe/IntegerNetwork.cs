namespace Compiled.Probe;

/// <summary>Dense blocks and ReLUs over whole numbers: nested loops, no layout, nothing shared with what it checks.</summary>
internal sealed class IntegerNetwork
{
    private readonly List<Layer> _layers = [];

    public IntegerNetwork(Topology topology)
    {
        foreach (var block in topology.Blocks)
        {
            if (block.Kind == "Relu")
                _layers[^1] = _layers[^1] with { HasRelu = true };
            else if (block.Kind == "Dense")
                _layers.Add(Layer.Create(block.Inputs, block.Outputs, block.HasBias, (uint)_layers.Count));
            else
                throw new ArgumentException($"{block.Kind} has no exact reference.", nameof(topology));
        }
    }

    /// <summary>Per block the weights [output][input], then the biases.</summary>
    public float[] Parameters() => [.. _layers.SelectMany(layer => layer.Weights.Concat(layer.HasBias ? layer.Biases : [])).Select(value => (float)value)];

    public long[] Predict(ReadOnlySpan<float> input) => Forward(input)[^1];

    public long[] Gradients(ReadOnlySpan<float> inputs, ReadOnlySpan<float> outputGradients)
    {
        var (width, outputs) = (_layers[0].Inputs, _layers[^1].Outputs);
        var sums = _layers.Select(layer => new long[layer.Weights.Length + (layer.HasBias ? layer.Outputs : 0)]).ToList();
        for (var row = 0; row < inputs.Length / width; row++)
        {
            var values = Forward(inputs.Slice(row * width, width));
            var gradient = outputGradients.Slice(row * outputs, outputs).ToArray().Select(value => (long)value).ToArray();
            for (var index = _layers.Count - 1; index >= 0; index--)
                gradient = Backward(_layers[index], values[index], values[index + 1], gradient, sums[index]);
        }

        return [.. sums.SelectMany(sum => sum)];
    }

    private static long[] Backward(Layer layer, long[] input, long[] output, long[] gradient, long[] sums)
    {
        var before = new long[layer.Inputs];
        for (var o = 0; o < layer.Outputs; o++)
        {
            var g = layer.HasRelu && output[o] <= 0 ? 0 : gradient[o];
            for (var i = 0; i < layer.Inputs; i++)
            {
                sums[o * layer.Inputs + i] += g * input[i];
                before[i] += g * layer.Weights[o * layer.Inputs + i];
            }

            if (layer.HasBias)
                sums[layer.Weights.Length + o] += g;
        }

        return before;
    }

    private List<long[]> Forward(ReadOnlySpan<float> input)
    {
        List<long[]> values = [[.. input.ToArray().Select(value => (long)value)]];
        foreach (var layer in _layers)
        {
            var output = new long[layer.Outputs];
            for (var o = 0; o < layer.Outputs; o++)
            {
                var sum = layer.HasBias ? layer.Biases[o] : 0;
                for (var i = 0; i < layer.Inputs; i++)
                    sum += layer.Weights[o * layer.Inputs + i] * values[^1][i];
                output[o] = layer.HasRelu && sum <= 0 ? 0 : sum;
            }

            values.Add(output);
        }

        return values;
    }

    private sealed record Layer(int Inputs, int Outputs, bool HasBias, bool HasRelu, long[] Weights, long[] Biases)
    {
        public static Layer Create(int inputs, int outputs, bool hasBias, uint index) => new(
            inputs, outputs, hasBias, false,
            [.. Exact.Integers(inputs * outputs, 2, index + 1).Select(value => (long)value)],
            [.. Exact.Integers(outputs, 2, index + 1001).Select(value => (long)value)]);
    }
}
