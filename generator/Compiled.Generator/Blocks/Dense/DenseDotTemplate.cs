using Compiled.Generator.Emission;

namespace Compiled.Generator.Blocks;

/// <summary>A dense block with few outputs: calls of the runtime's dot products, compiled for the block's sizes.</summary>
internal static class DenseDotTemplate
{
    public static void WriteForward(CodeWriter code, DensePlan plan, string input, string output, string rows) => _ = code.Write($"""
        // Few outputs: a vector holds {Planning.Lanes.Widest} inputs of one output, and its lanes are joined at the end.
        DotKernel.Forward<{DenseTemplate.Name(plan)}Shape>(ref {input}, {Weights("parameters", plan)}, {DenseTemplate.Biases(plan, 0)}, ref {output}, {rows});
        """);

    public static void WriteWeightGradient(CodeWriter code, DensePlan plan, int parameterLength) =>
        _ = code.Write($"DotKernel.WeightGradient<{DenseTemplate.Name(plan)}Shape>(ref input, ref gradient, {Weights("parameterGradients", plan)}, rows, first, joins, {Literals.Int(parameterLength)});");

    public static void WriteInputGradients(CodeWriter code, DensePlan plan) => _ = code
        .Write($"/// <summary>{DenseTemplate.Title(plan)}: the gradients at its inputs, from the weights as they are.</summary>")
        .OpenHot($"private static void {DenseTemplate.Name(plan)}InputGradients(ref float parameters, ref float gradient, ref float inputGradient, int rows)")
        .Write($"DotKernel.InputGradient<{DenseTemplate.Name(plan)}Shape>({Weights("parameters", plan)}, ref gradient, ref inputGradient, rows);")
        .Close();

    private static string Weights(string memory, DensePlan plan) => Code.Offset(memory, plan.WeightsOffset);
}
