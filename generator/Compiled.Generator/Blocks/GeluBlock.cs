using Compiled.Generator.Model;
using Compiled.Generator.Text;

namespace Compiled.Generator.Blocks;

/// <summary>x · Φ(x), or its approximation by tanh.</summary>
internal sealed class GeluBlock() : ActivationBlock(Bends.Gelu)
{
    public override Initializer PreferredInitializer => Initializer.HeUniform;

    public override bool NeedsInput => true;

    public override bool PassesHalf => true;

    // Its body is too long to stand in that method several times.
    public override bool JoinsOneRow => false;

    public override KernelStruct Kernel(ActivationSpec spec) =>
        spec.Choice("Approximation") == (int)GeluApproximation.Tanh ? new("GeluTanhActivation") : new("GeluActivation");
}
