using Compiled.Generator.Model;
using Compiled.Generator.Text;

namespace Compiled.Generator.Blocks;

/// <summary>tanh x: saturates on both sides, with a slope of at most 1.</summary>
internal sealed class TanhBlock() : ActivationBlock(Sigmoids.Tanh)
{
    public override Initializer PreferredInitializer => Initializer.XavierUniform;

    public override double? SaturatingSlope => 1;

    public override (float Low, float High)? SaturatedBeyond(ActivationSpec spec) => (-0.99f, 0.99f);

    public override KernelStruct Kernel(ActivationSpec spec) => new("TanhActivation");
}
