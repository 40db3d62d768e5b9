using Compiled.Generator.Blocks;
using Compiled.Generator.Planning;
using Compiled.Generator.Text;
using static Compiled.Generator.Emission.OneSample.SampleText;
using static Compiled.Generator.Text.Literals;

namespace Compiled.Generator.Emission.OneSample;

/// <summary>A step of one sample, in one method for each width of vector: values and gradients in registers, and a call to the rule for each block.</summary>
internal static class SampleStepTemplate
{
    private const string Parameters =
        "ref readonly TOptimizer optimizer, ref float parameters, ref float memory, ref float gradients, ref float state, ref float input, ref float target, bool onlyIfFinite";

    private const string Arguments = "in optimizer, ref parameters, ref memory, ref gradients, ref state, ref input, ref target, onlyIfFinite";

    private const string Constraint = "\n    where TOptimizer : struct, global::Compiled.IOptimizer";

    public static void Write(CodeWriter code, NetworkPlan plan, SampleLanesPlan lanes, SampleStepPlan step)
    {
        _ = code.Write("/// <summary>One step of one sample, with the bits of the passes above; returns its mean loss.</summary>").OpenHot($"internal static float Step<TOptimizer>({Parameters}){Constraint}");
        for (var index = 0; index < step.Tiers.Count; index++)
        {
            var tier = step.Tiers[index];
            if (index < step.Tiers.Count - 1)
                _ = code.Write($"if ({Vector(tier.Lanes)}.IsHardwareAccelerated)\n    return {Name(tier)}({Arguments});");
            else
                _ = code.Write($"return {Name(tier)}({Arguments});");
        }

        _ = code.Close().BlankLine();
        foreach (var tier in step.Tiers)
            WriteTier(code, new SampleScope(plan, lanes, tier));
    }

    private static string Name(SampleStepTier tier) => "Step" + Int((int)tier.Width);

    private static void WriteTier(CodeWriter code, SampleScope scope)
    {
        var stages = scope.Stages;
        _ = code
            .Write($"/// <summary>The same in vectors of {Int(scope.Tier.Lanes)}: one value after the other, then the gradients from the last block to the first, then the rule.</summary>")
            .OpenHot($"private static float {Name(scope.Tier)}<TOptimizer>({Parameters}){Constraint}");
        foreach (var value in stages.Select(static stage => stage.Output).Distinct())
            _ = code.Write($"ref var {value.Name} = {Memory(scope.Lanes, value)};");
        _ = code.Write($"ref var gradient = {Code.Offset("memory", SampleStepPlan.Column * scope.Lanes.GradientColumn)};");
        if (stages.OfType<DenseStage>().Any(scope.IsColumn))
            _ = code.Write($"ref var column = {Code.Offset("memory", SampleStepPlan.Column * scope.Lanes.SecondGradientColumn)};");
        for (var index = 0; index < stages.Count; index++)
            SampleForwardTemplate.Write(code, scope, index);
        WriteLoss(code, scope);
        _ = code.Write($"""
            var mean = (float){(scope.LossScale == 1 ? "sum" : $"(sum / {Int(scope.Plan.Spec.Outputs)})")};
            if (onlyIfFinite && !float.IsFinite(mean))
                return mean;
            """);
        for (var index = stages.Count - 1; index >= 0; index--)
            SampleBackwardTemplate.Write(code, scope, index);

        WriteUpdate(code, scope);
        _ = code.Write("return mean;").Close().BlankLine();
    }

    /// <summary>The rule, from the first block on: its parameters are what the next step begins with.</summary>
    private static void WriteUpdate(CodeWriter code, SampleScope scope)
    {
        var blocks = scope.Stages.OfType<DenseStage>().ToList();
        var column = blocks.FindIndex(scope.IsColumn);
        var end = column < 0 ? scope.Plan.ParameterLength : blocks[column].Plan.WeightsOffset;
        _ = code.BlankLine().Write("// The rule: in one loop where it is one in two stages, else block by block.");
        if (end > 0)
        {
            _ = code.Open($"if (!SampleUpdate.Blocks(in optimizer, ref parameters, in gradients, ref state, {Int(scope.Plan.ParameterLength)}, {Int(end)}))");
            foreach (var stage in blocks.Where(stage => !scope.IsColumn(stage)))
                SampleGradientTemplate.WriteUpdate(code, scope, stage);
            _ = code.Close();
        }

        if (column >= 0)
            SampleGradientTemplate.WriteUpdate(code, scope, blocks[column]);
    }

    private static void WriteLoss(CodeWriter code, SampleScope scope)
    {
        var (output, width) = (scope.Stages[scope.Stages.Count - 1].Output, scope.Plan.Spec.Outputs);
        var loss = scope.Plan.Spec.Loss!;
        var (kernel, lanes) = (BlockTable.Loss(loss.Kind).Kernel(loss), scope.Tier.LanesOf(width));
        var scale = Float(scope.LossScale);
        if (scope.Lanes.EndsInRows)
        {
            _ = code.BlankLine().Write("// The loss and its gradient, as of one row.");
            foreach (var column in scope.Tier.Vectors(width))
                _ = code.Write($"{Part(output.Name, column)}.StoreUnsafe({Place(output.Name, column)});");
            foreach (var column in scope.Tier.Padding(width))
                _ = code.Write($"{Vector(lanes)}<float>.Zero.StoreUnsafe({Place(output.Name, column)});");
            _ = code.Write($"var sum = {kernel}.ValueAndGradient(ref {output.Name}, ref target, ref {output.Name}, 1, {Int(width)}, {Int(scope.Lanes.RowStride)}, new LossTerms({scale}));");
            foreach (var column in scope.Tier.Vectors(width))
                _ = code.Write($"var {Gradient(output.Name, column)} = {Vector(lanes)}.LoadUnsafe({Place(output.Name, column)});");
            return;
        }

        _ = code.BlankLine().Write("// The loss and its gradient.");
        foreach (var column in scope.Tier.Vectors(width))
        {
            var target = width - column >= lanes
                ? $"{Vector(lanes)}.LoadUnsafe({Place("target", column)})"
                : $"{LaneType(lanes)}.LoadPartial(ref target, {Int(column)}, {Int(width - column)}).Value";
            _ = code.Write($"""
                var (loss{Int(column)}, slope{Int(column)}) = {kernel}.Evaluate<{LaneType(lanes)}>({Part(output.Name, column)}, {target});
                loss{Int(column)}.Value.StoreUnsafe({Place("gradient", column)});
                var {Gradient(output.Name, column)} = slope{Int(column)}.Value * {Vector(lanes)}.Create({scale}){Masked(lanes, width - column)};
                """);
        }

        _ = code.Write($"var sum = SampleRows.SumOfLosses(ref gradient, {Int(width)});");
    }
}

/// <summary>What the parts of one method share.</summary>
/// <param name="Plan">The network.</param>
/// <param name="Lanes">Where values lie.</param>
/// <param name="Tier">The width of vector.</param>
internal sealed record SampleScope(NetworkPlan Plan, SampleLanesPlan Lanes, SampleStepTier Tier)
{
    /// <summary>The stages before the loss.</summary>
    public IReadOnlyList<Stage> Stages { get; } = [.. Plan.Training!.Stages.Take(Plan.Training.StagesBeforeLoss)];

    /// <summary>Whether the gradients of a block stand weight after weight: the last block's may.</summary>
    public bool IsColumn(DenseStage stage) => SampleStepPlan.IsColumn(stage.Plan) && Stages.OfType<DenseStage>().Last() == stage;

    /// <summary>By what the gradient of the loss is multiplied.</summary>
    public float LossScale => Plan.LossScale;
}
