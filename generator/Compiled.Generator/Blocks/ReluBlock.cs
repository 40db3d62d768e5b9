using Compiled.Generator.Model;
using Compiled.Generator.Text;

namespace Compiled.Generator.Blocks;

/// <summary>max(x, 0): half of the inputs die, which He initialisation makes up for.</summary>
internal sealed class ReluBlock() : ActivationBlock(Rectifiers.Relu)
{
    public override bool IsIdempotent => true;

    public override bool IsNeverNegative => true;

    public override Initializer PreferredInitializer => Initializer.HeUniform;

    public override bool PassesHalf => true;

    public override bool IsCheap => true;

    public override bool MayDie(ActivationSpec spec) => true;

    public override KernelStruct Kernel(ActivationSpec spec) => new("ReluActivation");
}
