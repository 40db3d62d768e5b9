using Compiled.Generator.Model;
using Compiled.Generator.Text;

namespace Compiled.Generator.Blocks;

/// <summary>x, or α · (eˣ − 1) for negative x: its derivative there is y + α.</summary>
internal sealed class EluBlock() : ActivationBlock(Rectifiers.Elu)
{
    public override Initializer PreferredInitializer => Initializer.HeUniform;

    public override (float Low, float High)? SaturatedBeyond(ActivationSpec spec) => spec.Number("alpha") is var alpha and not 0 ? ((float)(-0.99 * alpha), float.PositiveInfinity) : null;

    public override bool MayDie(ActivationSpec spec) => spec.Number("alpha") == 0;

    public override KernelStruct Kernel(ActivationSpec spec) => new("EluActivation", Literals.Float(spec.Number("alpha")));
}
