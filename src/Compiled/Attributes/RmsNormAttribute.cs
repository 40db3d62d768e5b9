namespace Compiled;

/// <summary>Gives every row a root mean square of 1, then factors of its own: y = x / √(mean(x²) + ε) · γ.</summary>
/// <remarks>
/// <para>
/// With the n values of a row, x̂ = x / √(Σx²/n + ε) and g = γ · ∂L/∂y: ∂L/∂x = (g − x̂ · mean(g · x̂)) / √(Σx²/n + ε), ∂L/∂γ = ∂L/∂y · x̂. The width n is kept. Parameters: n, or none
/// when not <see cref="Affine"/>; they are the weights of the parameter view, and begin with 1.
/// </para>
/// <para>A row of zeros gives zeros. A NaN or an infinity anywhere in the row gives NaN there, and zeros or NaN elsewhere.</para>
/// <para>PyTorch's <c>nn.RMSNorm</c>. Source: Zhang and Sennrich, Root Mean Square Layer Normalization (2019).</para>
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, AllowMultiple = true, Inherited = false)]
public sealed class RmsNormAttribute : Attribute
{
    /// <summary>ε, positive and finite; PyTorch's default, 2⁻²³, the distance from 1 to the next float. Used as a float.</summary>
    public double Epsilon { get; set; } = 1.1920928955078125e-07;

    /// <summary>Whether the factors γ are learned. Default true.</summary>
    public bool Affine { get; set; } = true;

    /// <summary>The name of the block's parameter view, written in Pascal case; <c>RmsNorm0</c>, <c>RmsNorm1</c> … without one.</summary>
    public string? Name { get; set; }
}
