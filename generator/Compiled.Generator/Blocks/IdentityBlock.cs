using Compiled.Generator.Model;
using Compiled.Generator.Text;

namespace Compiled.Generator.Blocks;

/// <summary>y = x: a linear output, said aloud.</summary>
internal sealed class IdentityBlock() : ActivationBlock(Sigmoids.Identity)
{
    public override Initializer PreferredInitializer => Initializer.XavierUniform;

    public override bool IsCheap => true;

    public override KernelStruct Kernel(ActivationSpec spec) => new("IdentityActivation");
}
