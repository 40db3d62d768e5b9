namespace Compiled;

/// <summary>A penalty on the weights of all dense blocks: λ·Σ|w| in addition to the loss, which adds λ·sign(w), 0 where w is 0, to the gradient of every weight w.</summary>
/// <remarks>
/// <para>Biases and the parameters of norms are not penalised. A dense block with its own <see cref="DenseAttribute.L1"/> uses that instead; 0 means none. The λ of
/// <see cref="TrainerOptions.L1"/>, which covers all parameters, adds to it. The loss that a step returns does not include penalties, and frozen blocks are not penalised.</para>
/// <para>It affects only training: a network without a loss ignores it. Source: Tibshirani 1996, the lasso.</para>
/// </remarks>
/// <param name="strength">λ: finite and not negative.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, Inherited = false)]
public sealed class L1Attribute(double strength) : Attribute
{
    /// <summary>λ.</summary>
    public double Strength { get; } = strength;
}
