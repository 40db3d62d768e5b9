using Compiled.Generator.Model;

namespace Compiled.Generator.Blocks;

/// <summary>Where a residual begins.</summary>
internal sealed class BeginResidualBlock() : ChainBlock(Structure.BeginResidual)
{
    public override BlockSpec Read(BlockFacts facts, ReadContext context) => new ResidualSpec(Kind, context.Width, ResidualSpec.Open(context.Before).Count);
}

/// <summary>Where it ends. Whether there is one to end, of this width, only the whole network shows: an attribute that C# rejects may be the missing one.</summary>
internal sealed class EndResidualBlock() : ChainBlock(Structure.EndResidual)
{
    public override BlockSpec Read(BlockFacts facts, ReadContext context) => new ResidualSpec(Kind, context.Width, ResidualSpec.Open(context.Before).Count - 1);
}
