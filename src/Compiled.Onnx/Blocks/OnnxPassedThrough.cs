using Compiled.Export;

namespace Compiled.Blocks;

/// <summary>What predictions pass through: no model has it.</summary>
internal abstract class OnnxPassedThrough(BlockKind kind) : OnnxBlock(kind)
{
    public override string Write(BlockWriter block) => block.Input;
}

internal sealed class OnnxIdentity() : OnnxPassedThrough(Sigmoids.Identity);

internal sealed class OnnxDropout() : OnnxPassedThrough(Noises.Dropout);

internal sealed class OnnxGaussianNoise() : OnnxPassedThrough(Noises.GaussianNoise);
