using Compiled.Generator.Model;
using Compiled.Generator.Text;

namespace Compiled.Generator.Blocks;

/// <summary>0, x, or x · (x + 3) / 6 between.</summary>
internal sealed class HardSwishBlock() : ActivationBlock(Bends.HardSwish)
{
    public override Initializer PreferredInitializer => Initializer.HeUniform;

    public override bool NeedsInput => true;

    public override bool PassesHalf => true;

    public override bool IsCheap => true;

    public override bool MayDie(ActivationSpec spec) => true;

    public override KernelStruct Kernel(ActivationSpec spec) => new("HardSwishActivation");
}
