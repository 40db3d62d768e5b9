namespace Compiled;

/// <summary>Batch normalisation: y = γ · (x − μ) / √(σ² + ε) + β, with one μ, σ², γ and β for each value of the row.</summary>
/// <remarks>
/// <para>
/// In a step μ and σ² are mean and variance (divided by n) of the whole batch, and the running statistics move by
/// r ← (1 − <see cref="Momentum"/>) · r + <see cref="Momentum"/> · (mean, or variance divided by n − 1). Predictions and <c>MeanLoss</c> take the
/// running statistics for μ and σ². γ begins with 1, β with 0; both are learned, unless <see cref="Affine"/> is false. PyTorch's <c>BatchNorm1d</c>, whose <c>momentum=None</c> is not offered.
/// </para>
/// <para>
/// For predictions it is folded into the dense block directly before it, or else into the one directly after it, and costs nothing; elsewhere it is one
/// multiply-add per value. A step needs the whole batch at once, at least 2 and at most <see cref="TrainerOptions.MaxBatchSize"/> rows, and runs on one
/// thread. NaN in one row of a batch makes all rows of the step NaN. Source: Ioffe and Szegedy 2015.
/// </para>
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, AllowMultiple = true, Inherited = false)]
public sealed class BatchNormAttribute : Attribute
{
    /// <summary>The weight of a batch in the running statistics: 0 to 1, 0.1 by default. Rounded to a float.</summary>
    public double Momentum { get; set; } = 0.1;

    /// <summary>ε, above 0, 1e-5 by default. Used as a float.</summary>
    public double Epsilon { get; set; } = 1e-5;

    /// <summary>Whether γ and β are learned; without, y = (x − μ) / √(σ² + ε). Default true.</summary>
    public bool Affine { get; set; } = true;

    /// <summary>The name of the block's view, converted to PascalCase; <c>BatchNorm0</c>, <c>BatchNorm1</c> … by default.</summary>
    public string? Name { get; set; }
}
