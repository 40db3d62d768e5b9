using Compiled.Dynamic;

namespace Compiled.Tool.Training;

/// <summary>
/// Numeric targets as training sees them: with mean 0 and deviation 1, whatever their unit, for a network learns prices in thousands and shares in hundredths at the same
/// rate then. When it is done, the last layer takes the unit over, so that the network that is saved answers in it.
/// </summary>
internal sealed class TargetScaling
{
    private readonly double[] _means;
    private readonly double[] _deviations;

    private TargetScaling(double[] means, double[] deviations) => (_means, _deviations) = (means, deviations);

    /// <summary>The scaling of the targets of these rows.</summary>
    public static TargetScaling Fit(Dataset data)
    {
        var size = data.TargetSize;
        var (means, deviations) = (new double[size], new double[size]);
        for (var target = 0; target < size; target++)
        {
            for (var row = 0; row < data.Count; row++)
                means[target] += data.Target(row)[target];
            means[target] /= data.Count;
            var squares = 0.0;
            for (var row = 0; row < data.Count; row++)
                squares += (data.Target(row)[target] - means[target]) * (data.Target(row)[target] - means[target]);
            var deviation = Math.Sqrt(squares / data.Count);
            // A target that never changes has no unit to take out.
            deviations[target] = deviation > 0 ? deviation : 1;
        }

        return new(means, deviations);
    }

    /// <summary>The same rows with scaled targets.</summary>
    public Dataset Apply(Dataset data)
    {
        var targets = data.Targets.ToArray();
        for (var index = 0; index < targets.Length; index++)
            targets[index] = (float)((targets[index] - _means[index % _means.Length]) / _deviations[index % _means.Length]);
        return Dataset.FromMemory(data.Inputs, targets, data.InputSize, data.TargetSize, data.FeatureNames, data.TargetNames);
    }

    /// <summary>Lets a network's last layer, which is linear, answer in the targets' own units.</summary>
    public void FoldInto(DynamicNetwork network)
    {
        var (weights, biases) = (network.Tensors[^2], network.Tensors[^1]);
        var (factors, summands) = (new float[weights.Length], new float[biases.Length]);
        weights.CopyTo(factors);
        biases.CopyTo(summands);
        var inputs = weights.Shape[1];
        for (var index = 0; index < factors.Length; index++)
            factors[index] = (float)(factors[index] * _deviations[index / inputs]);
        for (var output = 0; output < summands.Length; output++)
            summands[output] = (float)(summands[output] * _deviations[output] + _means[output]);
        weights.CopyFrom(factors);
        biases.CopyFrom(summands);
    }
}
