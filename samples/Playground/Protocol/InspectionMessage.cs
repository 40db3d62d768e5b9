namespace Playground.Protocol;

/// <summary>Back-propagation of one sample, with every number.</summary>
public sealed record InspectionMessage(int Revision, long Step, IReadOnlyList<float> Input, IReadOnlyList<float> Target) : ServerMessage("inspection")
{
    public IReadOnlyList<float> Output { get; init; } = [];

    public float Loss { get; init; } = float.NaN;

    public required float Rate { get; init; }

    public required string Optimizer { get; init; }

    /// <summary>Why there is nothing to show; empty where there is.</summary>
    public string Refusal { get; init; } = "";

    public IReadOnlyList<InspectedBlock> Blocks { get; init; } = [];
}

/// <summary>The numbers of one block; null is what is not known.</summary>
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
}
