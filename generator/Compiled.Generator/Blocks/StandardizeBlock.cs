using Compiled.Generator.Model;
using Compiled.Generator.Planning;
using Compiled.Generator.Text;

namespace Compiled.Generator.Blocks;

/// <summary>x′ = (x − m) · f on the inputs, with figures of the training data.</summary>
internal sealed class StandardizeBlock() : LayerBlock(Scalings.Standardize)
{
    public override bool NeedsInput => false;

    public override bool IsFoldable => true;

    public override bool WorksInColumns => true;

    public override bool HasInputGradient => true;

    public override BlockSpec Read(BlockFacts facts, ReadContext context)
    {
        if (context.Before.Count > 0)
            context.Report(ProblemIds.StandardizeNotFirst, facts, null, context.Before[context.Before.Count - 1].Kind);
        return Spec(facts, context) with { Name = ReadName(facts, context), HasStatistics = true };
    }

    public override void WriteForward(CodeWriter code, LayerStage stage, string rows) => _ = code.Write(
        $"StandardizeKernel.Rows(ref {stage.Input.Name}, {Means(stage)}, {Factors(stage)}, ref {stage.Output.Name}, {Literals.Int(stage.Input.Width)}, {Literals.Int(stage.Input.Stride)}, {Literals.Int(stage.Output.Stride)}, {rows});");

    public override void WriteColumns(CodeWriter code, LayerStage stage) => _ = code.Write(
        $"StandardizeKernel.Columns(ref {stage.Input.Name}, {Means(stage)}, {Factors(stage)}, ref {stage.Output.Name}, {Literals.Int(stage.Input.Width)}, stride);");

    public override void WriteBackward(CodeWriter code, LayerStage stage, BackwardScope scope) =>
        throw new NotSupportedException("Nothing before the first block learns.");

    public override void WriteInputGradient(CodeWriter code, LayerStage stage, string gradient, string rows) =>
        _ = code.Write($"DerivativeKernel.Scale(ref {gradient}, {Factors(stage)}, {Literals.Int(stage.Output.Stride)}, {rows});");

    private static string Means(LayerStage stage) => Code.Offset("parameters", stage.StatisticsOffset);

    private static string Factors(LayerStage stage) => Code.Offset("parameters", stage.ScalesOffset);
}
