using Compiled.Generator.Model;
using Compiled.Generator.Text;

namespace Compiled.Generator.Blocks;

/// <summary>λ · x, or λ · α · (eˣ − 1) for negative x: LeCun's variance of 1/n keeps rows at variance 1.</summary>
internal sealed class SeluBlock() : ActivationBlock(Rectifiers.Selu)
{
    public override Initializer PreferredInitializer => Initializer.LeCunNormal;

    // 0.99 of −1.7581, its limit for large negative inputs.
    public override (float Low, float High)? SaturatedBeyond(ActivationSpec spec) => (-1.7405f, float.PositiveInfinity);

    public override KernelStruct Kernel(ActivationSpec spec) => new("SeluActivation");
}
