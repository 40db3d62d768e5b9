using Compiled.Generator.Model;
using Compiled.Generator.Text;

namespace Compiled.Generator.Blocks;

/// <summary>x, or slope · x for negative x.</summary>
internal sealed class LeakyReluBlock() : ActivationBlock(Rectifiers.LeakyRelu)
{
    public override Initializer PreferredInitializer => Initializer.HeUniform;

    public override bool PassesHalf => true;

    public override bool IsCheap => true;

    public override bool IsPositiveAtZero(ActivationSpec spec) => spec.Number("slope") > 0;

    public override bool MayDie(ActivationSpec spec) => spec.Number("slope") == 0;

    public override KernelStruct Kernel(ActivationSpec spec) => new("LeakyReluActivation", Literals.Float(spec.Number("slope")));
}
