namespace Compiled;

/// <summary>One head of a network, as data.</summary>
/// <param name="Name">The head's name.</param>
/// <param name="Offset">The first of its outputs in a row of outputs.</param>
/// <param name="Size">How many outputs it has.</param>
/// <param name="Loss">Its loss's kind.</param>
/// <param name="Weight">The weight of its loss in the sum.</param>
public sealed record TopologyHead(string Name, int Offset, int Size, string Loss, float Weight)
{
    /// <summary>The loss's setting as its attribute's argument is written, <c>delta: 1</c>; empty for a loss without.</summary>
    public string LossArguments { get; init; } = "";
}
