namespace Compiled;

/// <summary>Gives every row mean 0 and variance 1, then factors and summands of its own: y = (x − μ) / √(σ² + ε) · γ + β.</summary>
/// <remarks>
/// <para>x ∈ ℝⁿ is the row that arrives, μ = Σ_i x_i / n its mean and σ² = Σ_i (x_i − μ)² / n its biased variance; γ ∈ ℝⁿ begins at 1 and β ∈ ℝⁿ
/// at 0, and both are learned. The width is kept. Parameters: 2n, or none without <see cref="Affine"/>. Rows do not see each other, so training and
/// prediction are the same.</para>
/// <para>A row of equal values gives β. A NaN or an infinity in x gives NaN in the whole row; where σ² overflows (beyond some 10¹⁹), the row gives β,
/// and where x − μ does, NaN. The mean is corrected by a second pass, so that rows far from 0 keep their digits: at μ = 10⁴ and σ = 1 too, y is
/// within some 10⁻⁶ of its value.</para>
/// <para>PyTorch's <c>nn.LayerNorm</c> over the last dimension. In the canonical vector γ comes first, then β. It stands behind a dense block; what
/// scales the network's inputs is not learned from one row, but from the training data. Source: Ba, Kiros and Hinton 2016.</para>
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, AllowMultiple = true, Inherited = false)]
public sealed class LayerNormAttribute : Attribute
{
    /// <summary>ε, which keeps rows of equal values from a division by zero: positive and finite. Used as a float. Default 10⁻⁵.</summary>
    public double Epsilon { get; set; } = 1e-5;

    /// <summary>Whether the block learns γ and β. Without them y = (x − μ) / √(σ² + ε): PyTorch's <c>elementwise_affine=False</c>. Default true.</summary>
    public bool Affine { get; set; } = true;

    /// <summary>
    /// The name of the block's parameter view, written in Pascal case: <c>"norm1"</c> gives <c>network.Norm1</c>. Without a name the views are
    /// <c>LayerNorm0</c>, <c>LayerNorm1</c> … in order. Of no effect without <see cref="Affine"/>, where there are no parameters.
    /// </summary>
    public string? Name { get; set; }
}
