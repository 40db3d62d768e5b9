using Compiled.Generator.Model;
using Compiled.Generator.Text;

namespace Compiled.Generator.Blocks;

/// <summary>½ d² for small errors d, a line for large ones.</summary>
internal sealed class HuberBlock : LossBlock
{
    public override string Kind => "Huber";

    public override bool AveragesOverOutputs => true;

    public override string Kernel(LossSpec spec) => ElementKernel("global::Compiled.Runtime.HuberLoss", Literals.Float(spec.Setting));

    public override string Arguments(LossSpec spec) => $"delta: {Literals.Number(spec.Setting)}";

    public override LossSpec Read(BlockFacts facts, ReadContext context)
    {
        var delta = facts.Argument("delta") as double? ?? 1;
        // The test is on the float that is used. NaN fails it too.
        if ((float)delta is > 0 and < float.PositiveInfinity)
            return new LossSpec(Kind, (float)delta);
        context.Report(ProblemIds.ArgumentOutOfRange, facts, "delta", "Huber", "delta", Numbers.Text(delta), "positive and finite");
        return new LossSpec(Kind, 1);
    }
}
