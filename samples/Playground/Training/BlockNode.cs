using Compiled;

namespace Playground.Training;

/// <summary>A block with its parameters, and with what back-propagation has found; rows are samples of a batch.</summary>
/// <param name="block">The block.</param>
internal sealed class BlockNode(TopologyBlock block)
{
    public TopologyBlock Block { get; } = block;

    /// <summary>φ and φ′ of an activation.</summary>
    public ActivationRule? Rule { get; } = ActivationRule.Of(block);

    /// <summary>[output][input] of a dense block; one row of factors of a norm, a scale or a PRelu.</summary>
    public double[][]? Weights { get; init; }

    public double[]? Biases { get; init; }

    /// <summary>Means and factors of Standardize.</summary>
    public double[][]? Figures { get; init; }

    public double[][] X { get; set; } = [];

    public double[][] Y { get; set; } = [];

    public double[][] Dx { get; set; } = [];

    public double[][] Dy { get; set; } = [];

    /// <summary>Of norms: one per unit of BatchNorm, one per row of the others.</summary>
    public double[]? Means { get; set; }

    public double[]? Variances { get; set; }

    /// <summary>√(σ² + ε).</summary>
    public double[]? Spreads { get; set; }

    /// <summary>x̂.</summary>
    public double[][]? Hats { get; set; }

    public bool Is(BlockTraits any) => (Block.Traits & any) != 0;

    /// <summary>The factor of a unit: a shared slope has one for all.</summary>
    public double Factor(int unit) => Weights is not { } weights ? 1 : weights[0][weights[0].Length == 1 ? 0 : unit];

    /// <summary>Each value times the factor of its unit.</summary>
    public double[] Scaled(double[] row) => [.. row.Select((value, unit) => value * Factor(unit))];
}
