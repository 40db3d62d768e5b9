using Compiled.Generator.Planning;
using Compiled.Generator.Text;

namespace Compiled.Generator.Emission;

/// <summary>What [StandardizeTargets] adds to training: the loss sees standardised targets, and a gradient at the outputs of predictions becomes one at what training computes.</summary>
internal static class TargetsTemplate
{
    /// <summary>Standardised rows of targets in place of the user's, in a buffer that is free until the backward pass; nothing without the block.</summary>
    public static void WriteStandardized(CodeWriter code, NetworkPlan plan, string buffer) => Write(code, plan.TargetsFrom(0), buffer, isGradient: false);

    /// <summary>The same of the user's gradient at the outputs: ∂L/∂z = s · ∂L/∂y.</summary>
    public static void WriteScaledGradient(CodeWriter code, NetworkPlan plan, string buffer) => Write(code, plan.TargetsFrom(0), buffer, isGradient: true);

    /// <summary>A head's targets, which are rows of their own already, in place; nothing without the block.</summary>
    public static void WriteStandardized(CodeWriter code, NetworkPlan plan, int offset, string columns)
    {
        if (plan.TargetsFrom(offset) is { } stage)
            _ = code.Write($"TargetKernel.Standardize(ref {columns}, {Means(stage)}, {Scales(stage)}, ref {columns}, {Literals.Int(stage.Spec.Width)}, rows);");
    }

    /// <summary>A head's gradient in padded rows, in place; nothing without the block.</summary>
    public static void WriteScaledGradient(CodeWriter code, NetworkPlan plan, int offset, string gradient, int stride)
    {
        if (plan.TargetsFrom(offset) is { } stage)
            _ = code.Write($"DerivativeKernel.Scale(ref {gradient}, {Scales(stage)}, {Literals.Int(stride)}, rows);");
    }

    private static void Write(CodeWriter code, LayerStage? stage, string buffer, bool isGradient)
    {
        if (stage is null)
            return;
        _ = code.Write(isGradient ? "// From the unit of the outputs to that of training." : "// The loss sees standardised targets.").Write($"ref var standardized = {buffer};");
        _ = isGradient
            ? code.Write($"TargetKernel.ScaleGradient(ref target, {Scales(stage)}, ref standardized, {Literals.Int(stage.Spec.Width)}, rows);")
            : code.Write($"TargetKernel.Standardize(ref target, {Means(stage)}, {Scales(stage)}, ref standardized, {Literals.Int(stage.Spec.Width)}, rows);");
        _ = code.Write("target = ref standardized;");
    }

    private static string Means(LayerStage stage) => Code.Offset("parameters", stage.StatisticsOffset);

    private static string Scales(LayerStage stage) => Code.Offset("parameters", stage.ScalesOffset);
}
