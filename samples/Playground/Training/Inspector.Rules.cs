using Compiled;
using Playground.Protocol;

namespace Playground.Training;

/// <content>The rules that connect the numbers of blocks.</content>
internal sealed partial class Inspector
{
    /// <summary>What the trainer itself gives: the gradient of biases is that of the sums they are added to.</summary>
    private static float[]? Known(InspectedBlock block) => block.Dz ?? block.DBiases;

    /// <summary>∂L/∂y of the network's outputs, for losses whose derivative is one line.</summary>
    private float[]? OutputGradient()
    {
        if (_topology.LossArguments.Length > 0 || _run.Code.Form == OutputForm.LogProbabilities)
            return null;
        Func<float, float, float>? derivative = _topology.Loss switch
        {
            "CrossEntropy" => static (y, t) => t == 0 ? 0 : -t / y,
            "BinaryCrossEntropy" => static (y, t) => (y - t) / (y * (1 - y)),
            "MeanSquaredError" => (y, t) => 2 * (y - t) / _output.Length,
            "SumSquaredError" => static (y, t) => 2 * (y - t),
            _ => null,
        };
        return derivative is null ? null : [.. _output.Zip(_target, derivative)];
    }

    /// <summary>W · x + b.</summary>
    private static float[]? Product(InspectedBlock block, float[]? x)
    {
        if (x is null)
            return null;
        var z = new float[block.Outputs];
        for (var output = 0; output < z.Length; output++)
        {
            double sum = block.Biases?[output] ?? 0;
            for (var input = 0; input < x.Length; input++)
                sum += (double)block.Weights![output][input] * x[input];
            z[output] = (float)sum;
        }

        return z;
    }

    /// <summary>Wᵀ · ∂L/∂z.</summary>
    private static float[]? Transposed(InspectedBlock block)
    {
        if (block.Dz is null)
            return null;
        var dx = new float[block.Inputs];
        for (var input = 0; input < dx.Length; input++)
        {
            var sum = 0.0;
            for (var output = 0; output < block.Outputs; output++)
                sum += (double)block.Weights![output][input] * block.Dz[output];
            dx[input] = (float)sum;
        }

        return dx;
    }

    /// <summary>∂L/∂z of a block without biases: ∂L/∂w divided by the largest input.</summary>
    private static float[]? FromWeights(InspectedBlock block)
    {
        if (block.X is null)
            return null;
        var largest = Array.IndexOf(block.X, block.X.MaxBy(Math.Abs));
        return block.X[largest] == 0 ? null : [.. block.DWeights!.Select(row => row[largest] / block.X[largest])];
    }

    private float[]? Standardized(float[] x)
    {
        var figures = _tensors.Where(static tensor => tensor.Kind == NetworkTensorKind.InputScaling).Select(static tensor =>
        {
            var values = new float[tensor.Length];
            tensor.CopyTo(values);
            return values;
        }).ToList();
        return figures is [var means, var factors] ? [.. x.Select((value, index) => (value - means[index]) * factors[index])] : null;
    }

    private static float[]? Sum(float[]? first, float[]? second) => first is null || second is null ? null : [.. first.Zip(second, static (a, b) => a + b)];
}
