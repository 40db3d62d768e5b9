namespace Compiled;

/// <summary>Normalises every row to mean 0 and variance 1, then applies a learned scale and shift: y = (x − μ) / √(σ² + ε) · γ + β.</summary>
/// <remarks>
/// <para>x ∈ ℝⁿ is the input row, μ = Σ_i x_i / n its mean and σ² = Σ_i (x_i − μ)² / n its biased variance; γ ∈ ℝⁿ starts at 1 and β ∈ ℝⁿ
/// at 0, and both are learned. The width is kept. Parameters: 2n, or none without <see cref="Affine"/>. Rows are independent, so training and
/// prediction are the same.</para>
/// <para>A row of equal values gives β. A NaN or an infinity in x gives NaN in the whole row; where σ² overflows (beyond some 10¹⁹), the row gives β,
/// and where x − μ does, NaN. A second pass corrects the mean, so rows far from 0 keep their precision: even at μ = 10⁴ and σ = 1, y is
/// within some 10⁻⁶ of its value.</para>
/// <para>PyTorch's <c>nn.LayerNorm</c> over the last dimension. In the canonical vector γ comes first, then β. The block must come after a dense block; the
/// scaling of the network's inputs is not learned from one row, but from the training data. Source: Ba, Kiros and Hinton 2016.</para>
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, AllowMultiple = true, Inherited = false)]
public sealed class LayerNormAttribute : Attribute
{
    /// <summary>ε, which prevents a division by zero for rows of equal values: positive and finite. Rounded to a float. Default 10⁻⁵.</summary>
    public double Epsilon { get; set; } = 1e-5;

    /// <summary>Whether the block learns γ and β. Without them y = (x − μ) / √(σ² + ε): PyTorch's <c>elementwise_affine=False</c>. Default true.</summary>
    public bool Affine { get; set; } = true;

    /// <summary>
    /// The name of the block's parameter view, converted to PascalCase: <c>"norm1"</c> gives <c>network.Norm1</c>. Without a name the views are
    /// <c>LayerNorm0</c>, <c>LayerNorm1</c> … in order. Has no effect without <see cref="Affine"/>, because there are no parameters.
    /// </summary>
    public string? Name { get; set; }
}
