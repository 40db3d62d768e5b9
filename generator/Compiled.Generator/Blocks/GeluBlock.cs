using Compiled.Generator.Model;
using Compiled.Generator.Text;

namespace Compiled.Generator.Blocks;

/// <summary>x · Φ(x), or its approximation by tanh.</summary>
internal sealed class GeluBlock : ActivationBlock
{
    public override string Kind => "Gelu";

    public override Initializer PreferredInitializer => Initializer.HeUniform;

    public override bool NeedsInput => true;

    public override bool PassesHalf => true;

    // Its body is too long to stand in that method several times.
    public override bool JoinsOneRow => false;

    public override string Kernel(ActivationSpec spec) => 
        $"new Gelu{spec.Variant}Activation()";

    public override string Arguments(BlockSpec spec) => ((ActivationSpec)spec).Variant is { } variant ? $"Approximation = GeluApproximation.{variant}" : "";

    public override BlockSpec Read(BlockFacts facts, ReadContext context)
    {
        var approximation = (GeluApproximation)(facts.Argument("approximation") as int? ?? 0);
        if (approximation is not (GeluApproximation.None or GeluApproximation.Tanh))
        {
            context.Report(
                ProblemIds.ArgumentOutOfRange, facts, "approximation",
                Kind, "Approximation", Numbers.Text((int)approximation), "GeluApproximation.None or GeluApproximation.Tanh");
        }

        return new ActivationSpec(Kind, context.Width, 0, 0, approximation == GeluApproximation.Tanh ? "Tanh" : null);
    }
}
