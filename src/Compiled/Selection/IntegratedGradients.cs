using System.Buffers;
using Compiled.Runtime;

namespace Compiled;

/// <summary>The gradient at the inputs of one row: <c>network.InputGradient</c> of a network with <c>[Differentiable]</c>.</summary>
/// <param name="input">One row of inputs.</param>
/// <param name="outputGradient">The gradient at the outputs.</param>
/// <param name="result">Receives Jᵀ · outputGradient.</param>
public delegate void InputGradientFunction(ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, Span<float> result);

/// <summary>
/// Which inputs one prediction comes from: aᵢ = (xᵢ − x′ᵢ) ∫₀¹ ∂yₒ/∂xᵢ(x′ + t (x − x′)) dt for an output o, an input x and a reference x′ (Sundararajan, Taly and Yan 2017).
/// </summary>
/// <remarks>
/// The attributions are complete: they add up to yₒ(x) − yₒ(x′), up to the error of the sum that replaces the integral, which <see cref="Attribute"/> returns. The reference is an input that
/// says nothing, such as the mean of the training data. Allocates nothing; safe on any number of threads as long as nothing writes the parameters.
/// </remarks>
public static class IntegratedGradients
{
    /// <summary>Attributes one output of a row to its inputs.</summary>
    /// <param name="network">A network with <c>[Differentiable]</c>.</param>
    /// <param name="gradient">Its <c>InputGradient</c>.</param>
    /// <param name="input">The row.</param>
    /// <param name="reference">The row to compare with.</param>
    /// <param name="output">The output, from 0.</param>
    /// <param name="attributions">Receives one attribution per input, in the unit of the output.</param>
    /// <param name="steps">Points of the midpoint rule between the two rows, at least 1. The error falls with the square of their number where the network is smooth.</param>
    /// <returns>What lacks: yₒ(x) − yₒ(x′) − Σ aᵢ. If it is too large, take more steps.</returns>
    /// <exception cref="ArgumentException">A span has the wrong length, or two overlap.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The output does not exist, or there are no steps.</exception>
    /// <example><code>var error = IntegratedGradients.Attribute(network, network.InputGradient, row, mean, output: 0, attributions);</code></example>
    public static double Attribute<TNetwork>(
        TNetwork network, InputGradientFunction gradient, ReadOnlySpan<float> input, ReadOnlySpan<float> reference, int output, Span<float> attributions, int steps = 64)
        where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(gradient);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        var (inputSize, outputSize) = (TNetwork.InputSize, TNetwork.OutputSize);
        Guard.Length(input.Length, inputSize, nameof(input), "inputs");
        Guard.Length(reference.Length, inputSize, nameof(reference), "inputs");
        Guard.Length(attributions.Length, inputSize, nameof(attributions), "inputs");
        Guard.NoOverlap(input, attributions, nameof(input), nameof(attributions));
        Guard.NoOverlap(reference, attributions, nameof(reference), nameof(attributions));
        if ((uint)output >= (uint)outputSize)
            throw new ArgumentOutOfRangeException(nameof(output), output, Wording.Of($"Output {output} does not exist: the outputs of {TNetwork.Topology.Name} are 0 to {outputSize - 1}."));

        var rented = ArrayPool<float>.Shared.Rent(2 * inputSize + outputSize);
        var totals = ArrayPool<double>.Shared.Rent(inputSize);
        try
        {
            var point = rented.AsSpan(0, inputSize);
            var slope = rented.AsSpan(inputSize, inputSize);
            var outputs = rented.AsSpan(2 * inputSize, outputSize);
            var sums = totals.AsSpan(0, inputSize);
            sums.Clear();
            outputs.Clear();
            outputs[output] = 1;
            for (var step = 0; step < steps; step++)
            {
                var share = (step + 0.5) / steps;
                for (var index = 0; index < inputSize; index++)
                    point[index] = (float)(reference[index] + share * ((double)input[index] - reference[index]));
                gradient(point, outputs, slope);
                for (var index = 0; index < inputSize; index++)
                    sums[index] += slope[index];
            }

            var sum = 0.0;
            for (var index = 0; index < inputSize; index++)
            {
                attributions[index] = (float)(((double)input[index] - reference[index]) * sums[index] / steps);
                sum += attributions[index];
            }

            network.Predict(input, outputs);
            double here = outputs[output];
            network.Predict(reference, outputs);
            return here - outputs[output] - sum;
        }
        finally
        {
            ArrayPool<float>.Shared.Return(rented);
            ArrayPool<double>.Shared.Return(totals);
        }
    }
}
