using Compiled.Generator.Model;
using Compiled.Generator.Text;

namespace Compiled.Generator.Blocks;

/// <summary>x · tanh(ln(1 + eˣ)).</summary>
internal sealed class MishBlock() : ActivationBlock(Bends.Mish)
{
    public override Initializer PreferredInitializer => Initializer.HeUniform;

    public override bool NeedsInput => true;

    public override bool PassesHalf => true;

    // Its body is too long to stand in that method several times.
    public override bool JoinsOneRow => false;

    public override KernelStruct Kernel(ActivationSpec spec) => new("MishActivation");
}
