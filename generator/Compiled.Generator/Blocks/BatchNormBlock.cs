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
        var spec = Spec(facts, context);
        var isAffine = spec.Flag(Norms.Affine);
        return spec with { Name = ReadName(facts, context), Weights = isAffine ? context.Width : 0, HasBias = isAffine, HasStatistics = true };
    }

    /// <summary>Where predictions run it at all, factors are in the place of the variances.</summary>
    public override void WriteForward(CodeWriter code, LayerStage stage, string rows) => _ = code.Write(
        $"BatchNormKernel.Predict({Values(stage)}, {At("parameters", stage.StatisticsOffset)}, {At("parameters", stage.ScalesOffset)}, {IfAffine(stage, At("parameters", stage.BiasesOffset))}{Stride(stage)}, {rows});");

    public override void WriteEvaluation(CodeWriter code, LayerStage stage, string rows) => _ = code.Write(
        $"BatchNormKernel.Evaluate({Values(stage)}, {At("parameters", stage.StatisticsOffset)}, {At("parameters", stage.ScalesOffset)}, {Parameters(stage)}{Epsilon(stage)}, new RowShape({Literals.Int(stage.Spec.Width)}, {Stride(stage)}, {rows}));");

    public override void WriteTrainingForward(CodeWriter code, LayerStage stage, string rows) => _ = code.Write(
        $"BatchNormKernel.Forward({Values(stage)}, {Parameters(stage)}{At("memory", stage.BatchOffset)}, {Epsilon(stage)}, {Stride(stage)}, {rows});");

    public override void WriteBackward(CodeWriter code, LayerStage stage, BackwardScope scope)
    {
        var (weights, gradients) = stage.WeightsOffset < 0
            ? ("", "")
            : ($"{At(scope.Parameters, stage.WeightsOffset)}, ", $"{At(scope.Gradients, stage.WeightsOffset)}, {At(scope.Gradients, stage.BiasesOffset)}, ");
        _ = code.Write($"BatchNormKernel.Backward(ref {stage.Input.Name}, ref {scope.Gradient}, {weights}{At(scope.Memory, stage.BatchOffset)}, {gradients}{Stride(stage)}, {scope.Rows});");
    }

    public override void WriteInputGradient(CodeWriter code, LayerStage stage, string gradient, string rows) => _ = code.Write(
        $"DerivativeKernel.Scale(ref {gradient}, {At("parameters", stage.ScalesOffset)}, {Stride(stage)}, {rows});");

    private static string Values(LayerStage stage) => $"ref {stage.Input.Name}, ref {stage.Output.Name}";

    private static string Parameters(LayerStage stage) => IfAffine(stage, $"{At("parameters", stage.WeightsOffset)}, {At("parameters", stage.BiasesOffset)}");

    private static string IfAffine(LayerStage stage, string arguments) => stage.WeightsOffset < 0 ? "" : arguments + ", ";

    private static string Epsilon(LayerStage stage) => Literals.Float(stage.Spec.Number(Norms.Epsilon));

    private static string Stride(LayerStage stage) => Literals.Int(stage.Output.Stride);

    private static string At(string memory, int offset) => Code.Offset(memory, offset);
}
