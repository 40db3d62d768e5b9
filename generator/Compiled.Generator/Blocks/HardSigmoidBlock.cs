using Compiled.Generator.Model;
using Compiled.Generator.Text;

namespace Compiled.Generator.Blocks;

/// <summary>0, 1, or (x + 3) / 6 between.</summary>
internal sealed class HardSigmoidBlock() : ActivationBlock(Sigmoids.HardSigmoid)
{
    public override bool IsNeverNegative => true;

    public override Initializer PreferredInitializer => Initializer.XavierUniform;

    public override double? SaturatingSlope => 0.1667;

    public override bool IsCheap => true;

    public override (float Low, float High)? SaturatedBeyond(ActivationSpec spec) => (0.01f, 0.99f);

    public override KernelStruct Kernel(ActivationSpec spec) => new("HardSigmoidActivation");
}
