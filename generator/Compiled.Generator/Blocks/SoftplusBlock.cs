using Compiled.Generator.Model;
using Compiled.Generator.Text;

namespace Compiled.Generator.Blocks;

/// <summary>ln(1 + e^(βx)) / β.</summary>
internal sealed class SoftplusBlock : ActivationBlock
{
    public override string Kind => "Softplus";

    public override bool IsNeverNegative => true;

    public override Initializer PreferredInitializer => Initializer.HeUniform;

    public override bool NeedsInput => true;

    // Its body is too long to stand in that method several times.
    public override bool JoinsOneRow => false;

    public override string Kernel(ActivationSpec spec) => 
        $"new SoftplusActivation({Literals.Float(spec.First)}, {Literals.Float(spec.Second)})";

    public override string Arguments(BlockSpec spec) => $"beta: {Literals.Number(((ActivationSpec)spec).First)}, threshold: {Literals.Number(((ActivationSpec)spec).Second)}";

    public override BlockSpec Read(BlockFacts facts, ReadContext context)
    {
        // The test is on the float that is used: 1e-50 would be 0.
        var beta = context.Float(facts, "beta", 1, static value => value is > 0 and <= float.MaxValue, "positive and finite");
        var threshold = context.Float(facts, "threshold", 20, static value => value is >= float.MinValue and <= float.MaxValue, "finite");
        return new ActivationSpec(Kind, context.Width, beta, threshold);
    }
}
