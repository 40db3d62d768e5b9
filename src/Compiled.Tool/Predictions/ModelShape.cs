namespace Compiled.Tool.Predictions;

/// <summary>What a network takes and gives: known before it is compiled, so that the rows of a file are checked first.</summary>
/// <param name="Topology">The shape as data.</param>
/// <param name="FeatureNames">The names of its inputs; empty where they have none.</param>
/// <param name="Classes">The names of its classes; empty where they have none.</param>
/// <param name="Encoder">What turns raw columns into the inputs; null where there is nothing.</param>
internal sealed record ModelShape(Topology Topology, IReadOnlyList<string> FeatureNames, IReadOnlyList<string> Classes, TableEncoder? Encoder)
{
    /// <summary>Floats in one input row.</summary>
    public int InputSize => Topology.InputSize;
}
