using Compiled.Generator.Model;
using Compiled.Generator.Text;

namespace Compiled.Generator.Blocks;

/// <summary>x, or slope · x for negative x.</summary>
internal sealed class LeakyReluBlock : ActivationBlock
{
    private const double DefaultSlope = 0.01;

    public override string Kind => "LeakyRelu";

    public override Initializer PreferredInitializer => Initializer.HeUniform;

    public override bool PassesHalf => true;

    public override bool IsCheap => true;

    public override bool MayDie(ActivationSpec spec) => spec.First == 0;

    public override string Kernel(ActivationSpec spec) =>
        $"new LeakyReluActivation({Literals.Float(spec.First)})";

    public override string Arguments(BlockSpec spec) => $"slope: {Literals.Number(((ActivationSpec)spec).First)}";

    public override BlockSpec Read(BlockFacts facts, ReadContext context)
    {
        var slope = facts.Argument("slope") as double? ?? DefaultSlope;
        // Back-propagation reads the sign of x from the sign of y, which a negative slope would turn round. The test is on the float that is
        // used: 0.99999999 would round to 1. NaN fails it too.
        if (!((float)slope is >= 0 and < 1))
        {
            context.Report(ProblemIds.ArgumentOutOfRange, facts, "slope", "LeakyRelu", "slope", Numbers.Text(slope), "at least 0 and below 1");
            slope = DefaultSlope;
        }

        return new ActivationSpec(Kind, context.Width, slope == 0 ? 0 : (float)slope);
    }
}
