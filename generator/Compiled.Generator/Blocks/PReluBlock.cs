using Compiled.Generator.Model;
using Compiled.Generator.Planning;
using Compiled.Generator.Text;

namespace Compiled.Generator.Blocks;

/// <summary>x, or a · x for negative x, with a learned: one for each output or one for all.</summary>
internal sealed class PReluBlock : LayerBlock, INonlinearBlock
{
    private const float StandardInit = 0.25f;

    public override string Kind => "PRelu";

    public bool StandsAlone => true;

    public override bool HasInputGradient => true;

    public Initializer PreferredInitializer => Initializer.HeUniform;

    public double? SaturatingSlope => null;

    public bool PassesHalf => true;

    public override string Arguments(BlockSpec spec) => $"init: {Literals.Number(((LayerSpec)spec).WeightsStart)}{(((LayerSpec)spec).First == 0 ? ", Shared = false" : "")}";

    public override BlockSpec Read(BlockFacts facts, ReadContext context)
    {
        var init = context.Float(facts, "init", StandardInit, static value => value is >= float.MinValue and <= float.MaxValue, "finite");
        var isShared = facts.Argument("shared") as bool? ?? true;
        return new LayerSpec(
            Kind, ReadName(facts, context), context.IndexOf(Kind), context.Width, isShared ? 1 : context.Width, WeightsStart: init, First: isShared ? 1 : 0);
    }

    public override void WriteForward(CodeWriter code, LayerStage stage, string rows) =>
        _ = code.Write($"PReluKernel.Forward{Suffix(stage)}(ref {stage.Input.Name}, ref {stage.Output.Name}, {Slopes("parameters", stage)}, {Rows(stage, rows)});");

    public override void WriteBackward(CodeWriter code, LayerStage stage, string gradient, string rows) => _ = code.Write(
        $"PReluKernel.Backward{Suffix(stage)}(ref {stage.Input.Name}, ref {gradient}, {Slopes("parameters", stage)}, {Rows(stage, rows)}, "
        + $"new GradientTarget({Slopes("gradients", stage)}, first, joins, {Literals.Int(stage.ParameterLength)}));");

    public override void WriteInputGradient(CodeWriter code, LayerStage stage, string gradient, string rows) => _ = code.Write(
        $"PReluKernel.Backward{Suffix(stage)}(ref {stage.Input.Name}, ref {gradient}, {Slopes("parameters", stage)}, {Rows(stage, rows)});");

    private static string Slopes(string memory, LayerStage stage) => Code.Offset(memory, stage.WeightsOffset);

    private static string Suffix(LayerStage stage) => stage.Spec.First == 0 ? "" : "Shared";

    private static string Rows(LayerStage stage, string rows) =>
        $"new RowShape({Literals.Int(stage.Spec.Width)}, {Literals.Int(stage.Input.Stride)}, {Literals.Int(stage.Output.Stride)}, {rows})";
}
