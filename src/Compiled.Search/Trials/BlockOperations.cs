namespace Compiled.Searching;

/// <summary>What blocks without weights cost, roughly: for estimates that rank topologies.</summary>
internal static class BlockOperations
{
    private const int OfFunction = 8;
    private const int OfNorm = 6;

    /// <summary>Operations per value in a prediction.</summary>
    public static int PerValue(TopologyBlock block) => block switch
    {
        _ when block.Has(BlockTraits.TrainingOnly) => 0,
        _ when Rectifiers.All.Any(kind => kind.Name == block.Kind) => 1,
        _ when Norms.All.Any(kind => kind.Name == block.Kind) => OfNorm,
        _ when block.Has(BlockTraits.ScalesInputs | BlockTraits.ScalesTargets) => 2,
        _ when Structure.All.Any(kind => kind.Name == block.Kind) => 1,
        _ => OfFunction,
    };
}
