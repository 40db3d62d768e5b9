namespace Compiled;

/// <summary>
/// Dropout, element by element and only in training: y = x · m with m = 0 with probability p = <paramref name="rate"/>, otherwise m = 1 / (1 − p), so
/// that the mean of y is x. Predictions, evaluations and <c>MeanLoss</c> have y = x and contain no code for it.
/// </summary>
/// <remarks>
/// <para>The gradient is ∂L/∂x = ∂L/∂y · m with the same m. The width is kept; no parameters.</para>
/// <para>m is a function of <see cref="TrainerOptions.Seed"/>, <see cref="Trainer.StepCount"/>, the block, the row of the batch and the column: the same bits on
/// every machine and with any number of threads, a different mask in every step, and nothing stored. p is exact to 2⁻³².</para>
/// <para>NaN gives NaN; an infinity that is dropped gives NaN, as in PyTorch. With rate 0 there is no block at all.</para>
/// <para>PyTorch's <c>nn.Dropout</c>. Srivastava, Hinton, Krizhevsky, Sutskever, Salakhutdinov, Dropout: A Simple Way to Prevent Neural Networks from
/// Overfitting (2014).</para>
/// </remarks>
/// <param name="rate">p, the probability that a value is dropped: at least 0 and below 1. Used as a float.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, AllowMultiple = true, Inherited = false)]
public sealed class DropoutAttribute(double rate = 0.5) : Attribute
{
    /// <summary>p, the probability that a value is dropped.</summary>
    public double Rate { get; } = rate;
}
