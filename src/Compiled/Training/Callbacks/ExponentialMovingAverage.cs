using System.Globalization;

namespace Compiled;

/// <summary>
/// An exponential moving average of the parameters, updated after every step: average ← decay · average + (1 − decay) · parameters. Lightning's <c>EMAWeightAveraging</c>,
/// Keras' <c>SwapEMAWeights</c>, PyTorch's <c>AveragedModel</c> with <c>get_ema_multi_avg_fn</c>.
/// </summary>
/// <remarks>
/// Computed as average + (1 − decay) · (parameters − average), rounded once, with the same bits on every machine; the first step's parameters are copied. It takes memory for
/// three copies of the parameters, and a pass over them in each step. See <see cref="WeightAverage"/> for when the network has which parameters. To follow a network in a
/// custom loop, use <see cref="PolyakAverage{TNetwork}"/>.
/// </remarks>
public sealed class ExponentialMovingAverage : WeightAverage
{
    private readonly float _weight;

    /// <summary>Sets the decay.</summary>
    /// <param name="decay">From 0 to below 1; 0.999 by default, PyTorch's, which averages over about the last 1000 steps.</param>
    /// <exception cref="ArgumentOutOfRangeException">The decay is not from 0 to below 1.</exception>
    public ExponentialMovingAverage(double decay = 0.999)
    {
        if (!(decay is >= 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(decay), decay, Wording.Of($"ExponentialMovingAverage.Decay is {decay}, but must be from 0 to below 1: 0.999 averages over about the last 1000 steps."));
        }

        Decay = decay;
        _weight = (float)(1 - decay);
    }

    /// <summary>How much of the average each step keeps.</summary>
    public double Decay { get; }

    internal override string Settings => string.Create(CultureInfo.InvariantCulture, $"ExponentialMovingAverage, Decay = {Decay}");

    internal override void StepFinished() => Add(_weight);
}
