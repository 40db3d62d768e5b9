using Compiled.Generator.Model;
using Compiled.Generator.Text;

namespace Compiled.Generator.Blocks;

/// <summary>x, or α · (eˣ − 1) for negative x: its derivative there is y + α.</summary>
internal sealed class EluBlock : ActivationBlock
{
    public override string Kind => "Elu";

    public override Initializer PreferredInitializer => Initializer.HeUniform;

    public override (float Low, float High)? SaturatedBeyond(ActivationSpec spec) => spec.First == 0 ? null : ((float)(-0.99 * spec.First), float.PositiveInfinity);

    public override bool MayDie(ActivationSpec spec) => spec.First == 0;

    public override string Kernel(ActivationSpec spec) => $"new EluActivation({Literals.Float(spec.First)})";

    public override string Arguments(BlockSpec spec) => $"alpha: {Literals.Number(((ActivationSpec)spec).First)}";

    public override BlockSpec Read(BlockFacts facts, ReadContext context)
    {
        // Back-propagation reads the sign of x from the sign of y, which a negative α would turn round.
        var alpha = context.Float(facts, "alpha", 1, static value => value is >= 0 and <= float.MaxValue, "finite and at least 0");
        return new ActivationSpec(Kind, context.Width, alpha);
    }
}
