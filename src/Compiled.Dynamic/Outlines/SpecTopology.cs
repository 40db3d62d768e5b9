extern alias generator;

using generator::Compiled.Generator.Model;
using generator::Compiled.Generator.Text;

namespace Compiled.Dynamic.Outlines;

/// <summary>The topology that the generator writes into a class, as an object.</summary>
internal static class SpecTopology
{
    /// <summary>The topology of a network without errors.</summary>
    public static Topology Of(NetworkSpec spec) => new(
        spec.Type.Name, spec.Inputs, [.. spec.Blocks.Select(Block)], spec.LossTitle, spec.Classes is null ? [] : [.. spec.Classes.Members], [.. spec.Heads.Select(Head)])
    {
        Features = [.. spec.Features],
        LossArguments = spec.Heads.Count == 0 && spec.Loss is { } loss ? ArgumentText.Of(loss) : "",
    };

    private static TopologyBlock Block(BlockSpec block)
    {
        var learned = block as LearnedSpec;
        return new(
            block.Kind, learned?.Name ?? (block as HeadSpec)?.Name ?? "", block.Inputs, block.Outputs, (int)(learned?.ParameterCount ?? 0),
            block is DenseSpec { HasBias: true } or LayerSpec { HasBias: true })
        {
            Traits = (BlockTraits)(int)block.Traits,
            Arguments = ArgumentText.Of(block),
        };
    }

    private static TopologyHead Head(HeadPart part) =>
        new(part.Spec.Name, part.Offset, part.Outputs, part.Spec.Loss.Title, part.Spec.Weight) { LossArguments = ArgumentText.Of(part.Spec.Loss) };
}
