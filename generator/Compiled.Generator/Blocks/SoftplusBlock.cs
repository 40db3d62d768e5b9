using Compiled.Generator.Model;
using Compiled.Generator.Text;

namespace Compiled.Generator.Blocks;

/// <summary>ln(1 + e^(βx)) / β.</summary>
internal sealed class SoftplusBlock() : ActivationBlock(Bends.Softplus)
{
    public override bool IsNeverNegative => true;

    public override Initializer PreferredInitializer => Initializer.HeUniform;

    public override bool NeedsInput => true;

    // Its body is too long to stand in that method several times.
    public override bool JoinsOneRow => false;

    public override KernelStruct Kernel(ActivationSpec spec) =>
        new("SoftplusActivation", $"{Literals.Float(spec.Number("beta"))}, {Literals.Float(spec.Number("threshold"))}");
}
