using Compiled.Generator.Model;
using Compiled.Generator.Text;

namespace Compiled.Generator.Blocks;

/// <summary>x between two bounds, and the nearer bound elsewhere.</summary>
internal sealed class HardTanhBlock() : ActivationBlock(Rectifiers.HardTanh)
{
    public override bool IsIdempotent => true;

    public override Initializer PreferredInitializer => Initializer.XavierUniform;

    public override bool IsCheap => true;

    public override bool IsPositiveAtZero(ActivationSpec spec) => spec.Number("max") > 0;

    // A half of a hundredth of the range on each side: ±0.99 between −1 and 1.
    public override (float Low, float High)? SaturatedBeyond(ActivationSpec spec)
    {
        var (min, max) = (spec.Number("min"), spec.Number("max"));
        return ((float)(min + 0.005 * ((double)max - min)), (float)(max - 0.005 * ((double)max - min)));
    }

    public override KernelStruct Kernel(ActivationSpec spec) =>
        new("HardTanhActivation", $"{Literals.Float(spec.Number("min"))}, {Literals.Float(spec.Number("max"))}");

    public override BlockSpec Read(BlockFacts facts, ReadContext context)
    {
        var read = (ActivationSpec)base.Read(facts, context)!;
        var (min, max) = (read.Number("min"), read.Number("max"));
        if (min < max)
            return read;
        // A largest value of 1 may be the standard one, which nobody wrote.
        var argument = max == 1 ? "min" : "max";
        context.Report(
            ProblemIds.ArgumentOutOfRange, facts, argument, Kind, argument, Numbers.Text(argument == "max" ? max : min),
            argument == "max" ? $"above min, {Numbers.Text(min)}" : $"below max, {Numbers.Text(max)}");
        return new ActivationSpec(Kind, context.Width);
    }
}
