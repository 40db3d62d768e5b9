using Compiled.Generator.Model;

namespace Compiled.Generator.Blocks;

/// <summary>x / (1 + |x|): saturates as tanh does, but slowly.</summary>
internal sealed class SoftsignRoom : ActivationRoom
{
    public override string Kind => "Softsign";

    public override Initializer PreferredInitializer => Initializer.XavierUniform;

    public override string Kernel(ActivationSpec spec) => "new SoftsignActivation()";
}
