using Compiled.Generator.Planning;

namespace Compiled.Generator.Blocks;

/// <summary>The block of each kind. The list itself is made from the catalogue.</summary>
internal static partial class BlockTable
{
    private static readonly Dictionary<string, Block> Blocks = Listed.ToDictionary(static block => block.Kind, StringComparer.Ordinal);

    /// <summary>Every kind of block, in the order of the table.</summary>
    public static IReadOnlyCollection<Block> All => Blocks.Values;

    /// <summary>The block of that kind, or null when there is none.</summary>
    public static Block? Find(string kind) => Blocks.TryGetValue(kind, out var block) ? block : null;

    /// <summary>The block of an activation that a spec names.</summary>
    public static ActivationBlock Activation(string kind) => (ActivationBlock)Blocks[kind];

    /// <summary>The block of a layer that a spec names.</summary>
    public static LayerBlock Layer(string kind) => (LayerBlock)Blocks[kind];

    /// <summary>The block of a loss that a spec names.</summary>
    public static LossBlock Loss(string kind) => (LossBlock)Blocks[kind];

    /// <summary>What the planner may ask of them.</summary>
    public static IBlockRules Rules { get; } = new Answers();

    private sealed class Answers : IBlockRules
    {
        public IActivationRules Activation(string kind) => BlockTable.Activation(kind);

        public ILayerRules Layer(string kind) => BlockTable.Layer(kind);

        public bool AveragesOverOutputs(string loss) => Loss(loss).AveragesOverOutputs;
    }
}
