using Compiled.Generator.Model;
using Compiled.Generator.Text;

namespace Compiled.Generator.Blocks;

/// <summary>x − tanh x: flat around 0, with a slope of 1 far from it.</summary>
internal sealed class TanhshrinkBlock() : ActivationBlock(Shrinks.Tanhshrink)
{
    public override Initializer PreferredInitializer => Initializer.XavierUniform;

    public override bool NeedsInput => true;

    public override KernelStruct Kernel(ActivationSpec spec) => new("TanhshrinkActivation");
}
