using Compiled.Generator.Model;

namespace Compiled.Generator.Blocks;

/// <summary>λ · x, or λ · α · (eˣ − 1) for negative x: LeCun's variance of 1/n keeps rows at variance 1.</summary>
internal sealed class SeluRoom : ActivationRoom
{
    public override string Kind => "Selu";

    public override Initializer PreferredInitializer => Initializer.LeCunNormal;

    public override string Kernel(ActivationSpec spec) => "new SeluActivation()";
}
