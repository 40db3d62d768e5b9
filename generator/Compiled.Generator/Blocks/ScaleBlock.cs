using Compiled.Generator.Model;
using Compiled.Generator.Planning;
using Compiled.Generator.Text;

namespace Compiled.Generator.Blocks;

/// <summary>x · γ, with a learned factor for each value.</summary>
internal sealed class ScaleBlock() : LayerBlock(Norms.Scale)
{
    public override bool HasInputGradient => true;

    public override BlockSpec Read(BlockFacts facts, ReadContext context) =>
        Spec(facts, context) with { Name = ReadName(facts, context), Weights = context.Width };

    public override void WriteForward(CodeWriter code, LayerStage stage, string rows) =>
        _ = code.Write($"ScaleKernel.Forward(ref {stage.Input.Name}, ref {stage.Output.Name}, {Factors("parameters", stage)}, {Rows(stage, stage.Input.Stride, rows)});");

    public override void WriteBackward(CodeWriter code, LayerStage stage, BackwardScope scope) => _ = code.Write(
        $"ScaleKernel.Backward(ref {stage.Input.Name}, ref {scope.Gradient}, {Factors(scope.Parameters, stage)}, {Rows(stage, stage.Input.Stride, scope.Rows)}, "
        + $"new GradientTarget({Factors(scope.Gradients, stage)}, {scope.First}, {scope.Joins}, {Literals.Int(stage.ParameterLength)}));");

    public override void WriteInputGradient(CodeWriter code, LayerStage stage, string gradient, string rows) => _ = code.Write(
        $"ScaleKernel.Backward(ref {gradient}, {Factors("parameters", stage)}, {Rows(stage, stage.Output.Stride, rows)});");

    private static string Factors(string memory, LayerStage stage) => Code.Offset(memory, stage.WeightsOffset);

    private static string Rows(LayerStage stage, int inputStride, string rows) =>
        $"new RowShape({Literals.Int(stage.Spec.Width)}, {Literals.Int(inputStride)}, {Literals.Int(stage.Output.Stride)}, {rows})";
}
