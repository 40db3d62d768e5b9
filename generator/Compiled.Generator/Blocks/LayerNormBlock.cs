using Compiled.Generator.Model;
using Compiled.Generator.Planning;
using Compiled.Generator.Text;

namespace Compiled.Generator.Blocks;

/// <summary>(x − μ) / √(σ² + ε) · γ + β, over the row.</summary>
internal sealed class LayerNormBlock() : LayerBlock(Norms.LayerNorm)
{
    public override bool HasInputGradient => true;

    public override BlockSpec Read(BlockFacts facts, ReadContext context)
    {
        ReportBeforeDense(facts, context);
        var (name, spec) = (ReadName(facts, context), Spec(facts, context));
        return spec.Flag(Norms.Affine) ? spec with { Name = name, Weights = context.Width, HasBias = true } : spec;
    }

    public override void WriteForward(CodeWriter code, LayerStage stage, string rows)
    {
        var parameters = stage.WeightsOffset < 0 ? "" : $"{Code.Offset("parameters", stage.WeightsOffset)}, {Code.Offset("parameters", stage.BiasesOffset)}, ";
        _ = code.Write($"LayerNormKernel.Forward(ref {stage.Input.Name}, ref {stage.Output.Name}, {parameters}{Sizes(stage, rows)});");
    }

    public override void WriteBackward(CodeWriter code, LayerStage stage, BackwardScope scope)
    {
        if (stage.WeightsOffset < 0)
        {
            WriteInputGradient(code, stage, scope.Gradient, scope.Rows);
            return;
        }

        _ = code.Write(
            $"LayerNormKernel.Backward(ref {stage.Input.Name}, ref {scope.Gradient}, {Code.Offset(scope.Parameters, stage.WeightsOffset)}, "
            + $"{Sizes(stage, scope.Rows)}, "
            + $"new GradientTarget({Code.Offset(scope.Gradients, stage.WeightsOffset)}, {Code.Offset(scope.Gradients, stage.BiasesOffset)}, {scope.First}, {scope.Joins}, {Literals.Int(stage.ParameterLength)}));");
    }

    public override void WriteInputGradient(CodeWriter code, LayerStage stage, string gradient, string rows)
    {
        var weights = stage.WeightsOffset < 0 ? "" : $"{Code.Offset("parameters", stage.WeightsOffset)}, ";
        _ = code.Write($"LayerNormKernel.Backward(ref {stage.Input.Name}, ref {gradient}, {weights}{Sizes(stage, rows)});");
    }

    private static string Sizes(LayerStage stage, string rows) =>
        $"{Literals.Float(stage.Spec.Number(Norms.Epsilon))}, new RowShape({Literals.Int(stage.Spec.Width)}, {Literals.Int(stage.Output.Stride)}, {rows})";
}
