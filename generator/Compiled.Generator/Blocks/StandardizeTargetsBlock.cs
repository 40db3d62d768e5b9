using Compiled.Generator.Model;
using Compiled.Generator.Planning;
using Compiled.Generator.Text;

namespace Compiled.Generator.Blocks;

/// <summary>z = (t − m) / s on the targets in training, y = z · s + m on the outputs of a prediction, which the dense block before it takes over.</summary>
internal sealed class StandardizeTargetsBlock() : LayerBlock(Scalings.StandardizeTargets)
{
    public override bool NeedsInput => false;

    public override bool IsFoldable => true;

    public override bool WorksInColumns => true;

    public override bool HasInputGradient => true;

    public override BlockSpec Read(BlockFacts facts, ReadContext context) =>
        Spec(facts, context) with { Name = ReadName(facts, context), HasStatistics = true };

    public override void WriteForward(CodeWriter code, LayerStage stage, string rows) =>
        throw new NotSupportedException("The dense block before it takes it over, and training leaves outputs as they are.");

    public override void WriteBackward(CodeWriter code, LayerStage stage, BackwardScope scope) =>
        throw new NotSupportedException("Training leaves outputs as they are.");
}
