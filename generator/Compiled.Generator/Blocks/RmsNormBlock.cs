using Compiled.Generator.Model;
using Compiled.Generator.Planning;
using Compiled.Generator.Text;

namespace Compiled.Generator.Blocks;

/// <summary>x / √(mean(x²) + ε) · γ, over the row.</summary>
internal sealed class RmsNormBlock() : LayerBlock(Norms.RmsNorm)
{
    public override bool HasInputGradient => true;

    public override BlockSpec Read(BlockFacts facts, ReadContext context)
    {
        ReportBeforeDense(facts, context);
        var (name, spec) = (ReadName(facts, context), Spec(facts, context));
        return spec.Flag(Norms.Affine) ? spec with { Name = name, Weights = context.Width } : spec;
    }

    public override void WriteForward(CodeWriter code, LayerStage stage, string rows) =>
        _ = code.Write($"RmsNormKernel.Forward(ref {stage.Input.Name}, ref {stage.Output.Name}, {Weights(stage)}{Sizes(stage, rows)});");

    public override void WriteBackward(CodeWriter code, LayerStage stage, BackwardScope scope)
    {
        if (stage.WeightsOffset < 0)
        {
            WriteInputGradient(code, stage, scope.Gradient, scope.Rows);
            return;
        }

        _ = code.Write(
            $"RmsNormKernel.Backward(ref {stage.Input.Name}, ref {scope.Gradient}, {Weights(stage)}{Sizes(stage, scope.Rows)}, "
            + $"new GradientTarget({Code.Offset(scope.Gradients, stage.WeightsOffset)}, {scope.First}, {scope.Joins}, {Literals.Int(stage.ParameterLength)}));");
    }

    public override void WriteInputGradient(CodeWriter code, LayerStage stage, string gradient, string rows) =>
        _ = code.Write($"RmsNormKernel.Backward(ref {stage.Input.Name}, ref {gradient}, {Weights(stage)}{Sizes(stage, rows)});");

    private static string Weights(LayerStage stage) => stage.WeightsOffset < 0 ? "" : $"{Code.Offset("parameters", stage.WeightsOffset)}, ";

    private static string Sizes(LayerStage stage, string rows) =>
        $"{Literals.Float(stage.Spec.Number(Norms.Epsilon))}, new RowShape({Literals.Int(stage.Spec.Width)}, {Literals.Int(stage.Output.Stride)}, {rows})";
}
