using Compiled.Generator.Model;
using Compiled.Generator.Text;

namespace Compiled.Generator.Blocks;

/// <summary>x / (1 + |x|): saturates as tanh does, but slowly.</summary>
internal sealed class SoftsignBlock() : ActivationBlock(Sigmoids.Softsign)
{
    public override Initializer PreferredInitializer => Initializer.XavierUniform;

    public override (float Low, float High)? SaturatedBeyond(ActivationSpec spec) => (-0.99f, 0.99f);

    public override KernelStruct Kernel(ActivationSpec spec) => new("SoftsignActivation");
}
