using Compiled.Export;
using Compiled.Import;

namespace Compiled.Blocks;

/// <summary>x · γ. In a model it is an affine map like others: only where the declared network has the block does it stay one.</summary>
internal sealed class OnnxScale() : OnnxBlock(Norms.Scale)
{
    public override string Write(BlockWriter block) => block.Result("Mul", [block.Input, block.Parameter("weight", block.Block.Outputs)]);
}

/// <summary>A factor for each value.</summary>
internal sealed class ScaleBuilder(string title, int width, Affine map) : BlockBuilder(Norms.Scale, title, width, width)
{
    /// <summary>Nothing may be added.</summary>
    public static bool Suits(Affine map) => map.Shift.All(static shift => shift == 0);

    public override ImportedBlock Finish(TopologyBlock? expected) =>
        new(Kind, Title, Inputs, Outputs, false, "", [new("weight", [Outputs], [.. Enumerable.Range(0, Outputs).Select(place => (float)map.ScaleAt(place))])]);
}
