using Compiled.Generator.Model;
using Compiled.Generator.Text;

namespace Compiled.Generator.Blocks;

/// <summary>x, or α · (e^(x/α) − 1) for negative x: its derivative there is y/α + 1.</summary>
internal sealed class CeluBlock() : ActivationBlock(Rectifiers.Celu)
{
    public override Initializer PreferredInitializer => Initializer.HeUniform;

    public override (float Low, float High)? SaturatedBeyond(ActivationSpec spec) => ((float)(-0.99 * spec.Number("alpha")), float.PositiveInfinity);

    public override KernelStruct Kernel(ActivationSpec spec) => new("CeluActivation", Literals.Float(spec.Number("alpha")));
}
