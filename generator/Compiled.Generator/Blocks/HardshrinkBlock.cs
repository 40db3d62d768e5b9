using Compiled.Generator.Model;
using Compiled.Generator.Text;

namespace Compiled.Generator.Blocks;

/// <summary>0 for small values, x elsewhere: linear but for a dead zone.</summary>
internal sealed class HardshrinkBlock() : ActivationBlock(Shrinks.Hardshrink)
{
    public override bool IsIdempotent => true;

    public override Initializer PreferredInitializer => Initializer.XavierUniform;

    public override bool IsCheap => true;

    public override bool MayDie(ActivationSpec spec) => spec.Number("lambda") > 0;

    public override KernelStruct Kernel(ActivationSpec spec) => new("HardshrinkActivation", Literals.Float(spec.Number("lambda")));
}
