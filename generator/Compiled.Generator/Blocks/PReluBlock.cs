using Compiled.Generator.Model;
using Compiled.Generator.Planning;
using Compiled.Generator.Text;

namespace Compiled.Generator.Blocks;

/// <summary>x, or a · x for negative x, with a learned: one for each output or one for all.</summary>
internal sealed class PReluBlock() : LayerBlock(Rectifiers.PRelu), INonlinearBlock
{
    public override bool HasInputGradient => true;

    public Initializer PreferredInitializer => Initializer.HeUniform;

    public double? SaturatingSlope => null;

    public bool PassesHalf => true;

    public bool IsIdempotent => false;

    public override BlockSpec Read(BlockFacts facts, ReadContext context)
    {
        var spec = Spec(facts, context);
        return spec with { Name = ReadName(facts, context), Weights = spec.Flag("Shared") ? 1 : context.Width, WeightsStart = spec.Number("init") };
    }

    public override void WriteForward(CodeWriter code, LayerStage stage, string rows) =>
        _ = code.Write($"PReluKernel.Forward{Suffix(stage)}(ref {stage.Input.Name}, ref {stage.Output.Name}, {Slopes("parameters", stage)}, {Rows(stage, rows)});");

    public override void WriteBackward(CodeWriter code, LayerStage stage, BackwardScope scope) => _ = code.Write(
        $"PReluKernel.Backward{Suffix(stage)}(ref {stage.Input.Name}, ref {scope.Gradient}, {Slopes(scope.Parameters, stage)}, {Rows(stage, scope.Rows)}, "
        + $"new GradientTarget({Slopes(scope.Gradients, stage)}, {scope.First}, {scope.Joins}, {Literals.Int(stage.ParameterLength)}));");

    public override void WriteInputGradient(CodeWriter code, LayerStage stage, string gradient, string rows) => _ = code.Write(
        $"PReluKernel.Backward{Suffix(stage)}(ref {stage.Input.Name}, ref {gradient}, {Slopes("parameters", stage)}, {Rows(stage, rows)});");

    private static string Slopes(string memory, LayerStage stage) => Code.Offset(memory, stage.WeightsOffset);

    private static string Suffix(LayerStage stage) => stage.Spec.Flag("Shared") ? "Shared" : "";

    private static string Rows(LayerStage stage, string rows) =>
        $"new RowShape({Literals.Int(stage.Spec.Width)}, {Literals.Int(stage.Input.Stride)}, {Literals.Int(stage.Output.Stride)}, {rows})";
}
