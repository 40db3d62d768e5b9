namespace Compiled;

/// <summary>
/// Noise, element by element and only in training: y = x + σ · z with z from the standard normal distribution and σ = <paramref name="deviation"/>.
/// Predictions, evaluations and <c>MeanLoss</c> have y = x and contain no code for it.
/// </summary>
/// <remarks>
/// <para>The gradient is unchanged: ∂L/∂x = ∂L/∂y. The width is kept; no parameters.</para>
/// <para>z is a function of <see cref="TrainerOptions.Seed"/>, <see cref="Trainer.StepCount"/>, the block, the row of the batch and the column: the same bits on
/// every machine and with any number of threads, different noise in every step, and nothing stored. |z| is at most 6.34; a normal deviate exceeds that once in four billion.</para>
/// <para>NaN gives NaN, an infinity gives itself. With deviation 0 there is no block at all.</para>
/// <para>Keras's <c>GaussianNoise</c>; PyTorch has no module for it. Bishop, Training with Noise is Equivalent to Tikhonov Regularization (1995).</para>
/// </remarks>
/// <param name="deviation">σ, the standard deviation: finite, at least 0. Used as a float.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, AllowMultiple = true, Inherited = false)]
public sealed class GaussianNoiseAttribute(double deviation) : Attribute
{
    /// <summary>σ, the standard deviation.</summary>
    public double Deviation { get; } = deviation;
}
