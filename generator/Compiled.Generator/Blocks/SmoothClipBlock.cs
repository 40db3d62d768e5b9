using Compiled.Generator.Model;
using Compiled.Generator.Text;

namespace Compiled.Generator.Blocks;

/// <summary>x / √(1 + (x / limit)²): the identity near 0, with a limit on both sides.</summary>
internal sealed class SmoothClipBlock() : ActivationBlock(Sigmoids.SmoothClip)
{
    public override Initializer PreferredInitializer => Initializer.XavierUniform;

    // The slope there is 0.003, as that of tanh at ±0.99 is 0.02: both learn next to nothing.
    public override (float Low, float High)? SaturatedBeyond(ActivationSpec spec)
    {
        var most = (float)(0.99 * spec.Number("limit"));
        return (-most, most);
    }

    public override KernelStruct Kernel(ActivationSpec spec) => new("SmoothClipActivation", Literals.Float(spec.Number("limit")));
}
