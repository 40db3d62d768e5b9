using Compiled.Generator.Model;
using Compiled.Generator.Text;

namespace Compiled.Generator.Blocks;

/// <summary>x · σ(x).</summary>
internal sealed class SiluBlock() : ActivationBlock(Bends.Silu)
{
    public override Initializer PreferredInitializer => Initializer.HeUniform;

    public override bool NeedsInput => true;

    public override bool PassesHalf => true;

    public override KernelStruct Kernel(ActivationSpec spec) => new("SiluActivation");
}
