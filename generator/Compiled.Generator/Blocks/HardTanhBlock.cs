using Compiled.Generator.Model;
using Compiled.Generator.Text;

namespace Compiled.Generator.Blocks;

/// <summary>x between two bounds, and the nearer bound elsewhere.</summary>
internal sealed class HardTanhBlock : ActivationBlock
{
    public override string Kind => "HardTanh";

    // A clip: [Relu, HardTanh(0, 6)] is meant.
    public override bool StandsAlone => false;

    public override bool IsIdempotent => true;

    public override Initializer PreferredInitializer => Initializer.XavierUniform;

    public override bool IsCheap => true;

    // A half of a hundredth of the range on each side: ±0.99 between −1 and 1.
    public override (float Low, float High)? SaturatedBeyond(ActivationSpec spec) =>
        ((float)(spec.First + 0.005 * ((double)spec.Second - spec.First)), (float)(spec.Second - 0.005 * ((double)spec.Second - spec.First)));

    public override string Kernel(ActivationSpec spec) => 
        $"new HardTanhActivation({Literals.Float(spec.First)}, {Literals.Float(spec.Second)})";

    public override string Arguments(BlockSpec spec) => $"min: {Literals.Number(((ActivationSpec)spec).First)}, max: {Literals.Number(((ActivationSpec)spec).Second)}";

    public override BlockSpec Read(BlockFacts facts, ReadContext context)
    {
        var min = context.Float(facts, "min", -1, static value => value is >= float.MinValue and <= float.MaxValue, "finite");
        var max = context.Float(facts, "max", 1, static value => value is >= float.MinValue and <= float.MaxValue, "finite");
        if (min < max)
            return new ActivationSpec(Kind, context.Width, min, max);
        // A largest value of 1 may be the standard one, which nobody wrote.
        var argument = max == 1 ? "min" : "max";
        context.Report(
            ProblemIds.ArgumentOutOfRange, facts, argument, Kind, argument, Numbers.Text(argument == "max" ? max : min),
            argument == "max" ? $"above min, {Numbers.Text(min)}" : $"below max, {Numbers.Text(max)}");
        return new ActivationSpec(Kind, context.Width, -1, 1);
    }
}
