using Compiled.Generator.Model;
using Compiled.Generator.Text;

namespace Compiled.Generator.Blocks;

/// <summary>x moved towards 0, and 0 for what would pass it.</summary>
internal sealed class SoftshrinkBlock() : ActivationBlock(Shrinks.Softshrink)
{
    public override Initializer PreferredInitializer => Initializer.XavierUniform;

    public override bool IsCheap => true;

    public override bool MayDie(ActivationSpec spec) => spec.Number("lambda") > 0;

    public override KernelStruct Kernel(ActivationSpec spec) => new("SoftshrinkActivation", Literals.Float(spec.Number("lambda")));
}
