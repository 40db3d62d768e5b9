using Compiled.Generator.Model;

namespace Compiled.Generator.Blocks;

/// <summary>y = x: a linear output, said aloud.</summary>
internal sealed class IdentityBlock() : ActivationBlock(Sigmoids.Identity)
{
    public override Initializer PreferredInitializer => Initializer.XavierUniform;

    public override bool IsCheap => true;

    public override string Kernel(ActivationSpec spec) => "new IdentityActivation()";
}
