namespace Playground.Protocol;

/// <summary>Back-propagation of one sample, with every number.</summary>
public sealed record InspectionMessage(int Revision, long Step, IReadOnlyList<float> Input, IReadOnlyList<float> Target) : ServerMessage("inspection")
{
    public IReadOnlyList<float> Output { get; init; } = [];

    public float Loss { get; init; } = float.NaN;

    public required float Rate { get; init; }

    public required string Optimizer { get; init; }

    /// <summary>The loss of each head, without its weight; empty without heads.</summary>
    public IReadOnlyList<float> HeadLosses { get; init; } = [];

    /// <summary>The batch that the sample is seen in; null where it is seen alone.</summary>
    public InspectedBatchMessage? Batch { get; init; }

    public IReadOnlyList<InspectedBlock> Blocks { get; init; } = [];
}

/// <summary>A batch: its rows, which of them the sample is, and which batch it is, in words.</summary>
public sealed record InspectedBatchMessage(int Rows, int Row, string Words);

/// <summary>The numbers of one block; null is what it does not have, or what is not finite.</summary>
public sealed record InspectedBlock(int Index, string Kind, string View, int Inputs, int Outputs)
{
    public float[]? X { get; set; }

    public float[]? Z { get; set; }

    public float[]? Y { get; set; }

    public float[]? Dx { get; set; }

    public float[]? Dy { get; set; }

    public float[]? Dz { get; set; }

    public float[][]? Weights { get; set; }

    public float[]? Biases { get; set; }

    public float[][]? DWeights { get; set; }

    public float[]? DBiases { get; set; }

    public float[][]? NewWeights { get; set; }

    public float[]? NewBiases { get; set; }

    /// <summary>Of norms: x̂, the values before γ and β.</summary>
    public float[]? Hats { get; set; }

    /// <summary>Of norms: μ, one per unit of BatchNorm, one of the others.</summary>
    public float[]? Means { get; set; }

    /// <summary>Of norms: σ², of RmsNorm the mean square.</summary>
    public float[]? Variances { get; set; }
}
