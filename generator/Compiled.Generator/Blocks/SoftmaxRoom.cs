using Compiled.Generator.Model;

namespace Compiled.Generator.Blocks;

/// <summary>Class probabilities; the last block, because whatever followed would no longer see probabilities as such.</summary>
internal sealed class SoftmaxRoom : ActivationRoom
{
    public override string Kind => "Softmax";

    public override Initializer PreferredInitializer => Initializer.XavierUniform;

    public override string Kernel(ActivationSpec spec) => "new global::Compiled.Runtime.SoftmaxActivation()";
}
