using Compiled.Generator.Model;
using Compiled.Generator.Text;

namespace Compiled.Generator.Blocks;

/// <summary>ln σ(x): softplus upside down.</summary>
internal sealed class LogSigmoidBlock() : ActivationBlock(Bends.LogSigmoid)
{
    public override Initializer PreferredInitializer => Initializer.HeUniform;

    public override bool NeedsInput => true;

    // Its body is too long to stand in that method several times.
    public override bool JoinsOneRow => false;

    public override KernelStruct Kernel(ActivationSpec spec) => new("LogSigmoidActivation");
}
