using Compiled.Generator.Model;
using Compiled.Generator.Text;

namespace Compiled.Generator.Blocks;

/// <summary>1 / (1 + e⁻ˣ): saturates on both sides, with a slope of at most φ(0)(1 − φ(0)) = 1/4.</summary>
internal sealed class SigmoidBlock() : ActivationBlock(Sigmoids.Sigmoid)
{
    public override bool IsNeverNegative => true;

    public override Initializer PreferredInitializer => Initializer.XavierUniform;

    public override double? SaturatingSlope => 0.25;

    public override (float Low, float High)? SaturatedBeyond(ActivationSpec spec) => (0.01f, 0.99f);

    public override KernelStruct Kernel(ActivationSpec spec) => new("SigmoidActivation");
}
