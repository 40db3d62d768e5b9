using Compiled.Generator.Model;
using Compiled.Generator.Planning;
using Compiled.Generator.Text;

namespace Compiled.Generator.Blocks;

/// <summary>y = γ · (x − μ) / √(σ² + ε) + β, with the batch's statistics in a step and running ones elsewhere.</summary>
internal sealed class BatchNormBlock() : LayerBlock(Norms.BatchNorm)
{
    public override bool IsFoldable => true;

    public override bool HasInputGradient => true;

    public override BlockSpec Read(BlockFacts facts, ReadContext context)
    {
        ReportBeforeDense(facts, context);
        return Spec(facts, context) with { Name = ReadName(facts, context), Weights = context.Width, HasBias = true, HasStatistics = true };
    }

    /// <summary>Where predictions run it at all, factors stand in the place of the variances.</summary>
    public override void WriteForward(CodeWriter code, LayerStage stage, string rows) => _ = code.Write(
        $"BatchNormKernel.Predict({Values(stage)}, {At("parameters", stage.StatisticsOffset)}, {At("parameters", stage.ScalesOffset)}, {At("parameters", stage.BiasesOffset)}, {stage.Output.Stride}, {rows});");

    public override void WriteEvaluation(CodeWriter code, LayerStage stage, string rows) => _ = code.Write(
        $"BatchNormKernel.Evaluate({Values(stage)}, {At("parameters", stage.StatisticsOffset)}, {At("parameters", stage.ScalesOffset)}, {At("parameters", stage.WeightsOffset)}, {At("parameters", stage.BiasesOffset)}, {Literals.Float(stage.Spec.Number(Norms.Epsilon))}, new RowShape({Literals.Int(stage.Spec.Width)}, {stage.Output.Stride}, {rows}));");

    public override void WriteTrainingForward(CodeWriter code, LayerStage stage, string rows) => _ = code.Write(
        $"BatchNormKernel.Forward({Values(stage)}, {At("parameters", stage.WeightsOffset)}, {At("parameters", stage.BiasesOffset)}, {At("memory", stage.BatchOffset)}, {Literals.Float(stage.Spec.Number(Norms.Epsilon))}, {stage.Output.Stride}, {rows});");

    public override void WriteBackward(CodeWriter code, LayerStage stage, string gradient, string rows) => _ = code.Write(
        $"BatchNormKernel.Backward(ref {stage.Input.Name}, ref {gradient}, {At("parameters", stage.WeightsOffset)}, {At("memory", stage.BatchOffset)}, {At("gradients", stage.WeightsOffset)}, {At("gradients", stage.BiasesOffset)}, {stage.Output.Stride}, {rows});");

    public override void WriteInputGradient(CodeWriter code, LayerStage stage, string gradient, string rows) => _ = code.Write(
        $"DerivativeKernel.Scale(ref {gradient}, {At("parameters", stage.ScalesOffset)}, {stage.Output.Stride}, {rows});");

    private static string Values(LayerStage stage) => $"ref {stage.Input.Name}, ref {stage.Output.Name}";

    private static string At(string memory, int offset) => Code.Offset(memory, offset);
}
