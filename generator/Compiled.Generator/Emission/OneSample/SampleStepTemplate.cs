using Compiled.Generator.Blocks;
using Compiled.Generator.Planning;
using Compiled.Generator.Text;
using static Compiled.Generator.Emission.OneSample.SampleText;
using static Compiled.Generator.Text.Literals;

namespace Compiled.Generator.Emission.OneSample;

/// <summary>The gradients of one sample, in one method for each width of vector: no call from block to block, no pass over memory.</summary>
internal static class SampleStepTemplate
{
    private const string Parameters = "ref float parameters, ref float memory, ref float gradients, ref float input, ref float target";

    public static void Write(CodeWriter code, NetworkPlan plan, SampleLanesPlan lanes, SampleStepPlan step)
    {
        _ = code.Write("/// <summary>The gradients of one sample, with the bits of the pass above; returns its loss, summed over the outputs.</summary>").OpenHot($"internal static double OfSample({Parameters})");
        for (var index = 0; index < step.Tiers.Count; index++)
        {
            var tier = step.Tiers[index];
            if (index < step.Tiers.Count - 1)
                _ = code.Write($"if ({Vector(tier.Lanes)}.IsHardwareAccelerated)\n    return {Name(tier)}(ref parameters, ref memory, ref gradients, ref input, ref target);");
            else
                _ = code.Write($"return {Name(tier)}(ref parameters, ref memory, ref gradients, ref input, ref target);");
        }

        _ = code.Close().BlankLine();
        foreach (var tier in step.Tiers)
            WriteTier(code, new SampleScope(plan, lanes, tier));
    }

    private static string Name(SampleStepTier tier) => "OfSample" + Int((int)tier.Width);

    private static void WriteTier(CodeWriter code, SampleScope scope)
    {
        var stages = scope.Stages;
        _ = code
            .Write($"/// <summary>The same in vectors of {Int(scope.Tier.Lanes)}: one value after the other, then their gradients from the last to the first.</summary>")
            .OpenHot($"private static double {Name(scope.Tier)}({Parameters})");
        foreach (var value in stages.Select(static stage => stage.Output).Distinct())
            _ = code.Write($"ref var {value.Name} = {Memory(scope.Lanes, value)};");
        _ = code.Write($"ref var gradient = {Code.Offset("memory", SampleStepPlan.Column * scope.Lanes.GradientColumn)};");
        for (var index = 0; index < stages.Count; index++)
            SampleForwardTemplate.Write(code, scope, index);
        WriteLoss(code, scope);
        for (var index = stages.Count - 1; index >= 0; index--)
            SampleBackwardTemplate.Write(code, scope, index);
        _ = code.Write("return loss;").Close().BlankLine();
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
            _ = code.Write($"var loss = {kernel}.ValueAndGradient(ref {output.Name}, ref target, ref {output.Name}, 1, {Int(width)}, {Int(scope.Lanes.RowStride)}, new LossTerms({scale}));");
            foreach (var column in scope.Tier.Vectors(width))
                _ = code.Write($"var {Gradient(output.Name, column)} = {Vector(lanes)}.LoadUnsafe({Place(output.Name, column)});");
            return;
        }

        _ = code.BlankLine().Write("// The loss and its gradient.");
        foreach (var column in scope.Tier.Vectors(width))
        {
            var target = width - column >= lanes
                ? $"{Vector(lanes)}.LoadUnsafe({Place("target", column)})"
                : width <= column ? $"{Vector(lanes)}<float>.Zero" : $"{LaneType(lanes)}.LoadPartial(ref target, {Int(column)}, {Int(width - column)}).Value";
            _ = code.Write($"""
                var (loss{Int(column)}, slope{Int(column)}) = {kernel}.Evaluate<{LaneType(lanes)}>({Part(output.Name, column)}, {target});
                loss{Int(column)}.Value.StoreUnsafe({Place("gradient", column)});
                var {Gradient(output.Name, column)} = slope{Int(column)}.Value * {Vector(lanes)}.Create({scale}){Masked(lanes, width - column)};
                """);
        }

        _ = code.Write($"var loss = SampleRows.SumOfLosses(ref gradient, {Int(width)});");
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

    /// <summary>By what the gradient of the loss is multiplied.</summary>
    public float LossScale => Plan.LossScale;
}
