using Compiled.Generator.Model;
using Compiled.Generator.Text;

namespace Compiled.Generator.Blocks;

/// <summary>max(x, 0), but at most 6.</summary>
internal sealed class Relu6Block() : ActivationBlock(Rectifiers.Relu6)
{
    public override bool IsIdempotent => true;

    public override bool IsNeverNegative => true;

    public override Initializer PreferredInitializer => Initializer.HeUniform;

    public override bool PassesHalf => true;

    public override bool IsCheap => true;

    public override bool MayDie(ActivationSpec spec) => true;

    public override KernelStruct Kernel(ActivationSpec spec) => new("HardTanhActivation", "0f, 6f");
}
