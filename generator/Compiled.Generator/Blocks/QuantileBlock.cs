using Compiled.Generator.Model;
using Compiled.Generator.Text;

namespace Compiled.Generator.Blocks;

/// <summary>The pinball loss, whose minimum is the τ-quantile.</summary>
internal sealed class QuantileBlock : LossBlock
{
    public override string Kind => "Quantile";

    public override bool AveragesOverOutputs => true;

    public override string Kernel(LossSpec spec) => ElementKernel("global::Compiled.Runtime.QuantileLoss", Literals.Float(spec.Setting));

    public override string Arguments(LossSpec spec) => $"tau: {Literals.Number(spec.Setting)}";

    public override LossSpec Read(BlockFacts facts, ReadContext context)
    {
        var tau = facts.Argument("tau") as double? ?? 0.5;
        // The test is on the float that is used. NaN fails it too.
        if ((float)tau is > 0 and < 1)
            return new LossSpec(Kind, (float)tau);
        context.Report(ProblemIds.ArgumentOutOfRange, facts, "tau", "Quantile", "tau", Numbers.Text(tau), "between 0 and 1, both excluded");
        return new LossSpec(Kind, 0.5f);
    }
}
