using Compiled.Generator.Planning.Dense;
using Compiled.Generator.Text;

namespace Compiled.Generator.Emission.Dense;

/// <summary>A dense block with few outputs: calls of the runtime's dot products, compiled for the block's sizes.</summary>
internal static class DenseDotTemplate
{
    public static void WriteForward(CodeWriter code, DensePlan plan, string input, string output, string rows) => _ = code.Write($"""
        // Few outputs: a vector holds {Planning.Lanes.Widest} inputs of one output, and its lanes are joined at the end.
        DotKernel.Forward<{plan.ShapeName}>(ref {input}, {Weights("parameters", plan)}, {Biases(plan)}, ref {output}, {rows});
        """);

    public static void WriteParameterGradients(CodeWriter code, DensePlan plan, string input, string gradient, int parameterLength)
    {
        var distance = Literals.Int(parameterLength);
        _ = code.Write($"DotKernel.WeightGradient<{plan.ShapeName}>(ref {input}, ref {gradient}, {Weights("gradients", plan)}, rows, first, joins, {distance});");
        if (plan.Spec.HasBias)
            _ = code.Write($"ColumnSum.Accumulate(ref {gradient}, {Code.Offset("gradients", plan.BiasesOffset)}, {plan.Stride}, rows, first, joins, {distance});");
    }

    public static void WriteInputGradients(CodeWriter code, DensePlan plan, string gradient, string inputGradient, string rows = "rows") =>
        _ = code.Write($"DotKernel.InputGradient<{plan.ShapeName}>({Weights("parameters", plan)}, ref {gradient}, ref {inputGradient}, {rows});");

    private static string Weights(string memory, DensePlan plan) => Code.Offset(memory, plan.WeightsOffset);

    private static string Biases(DensePlan plan) => plan.Spec.HasBias ? Code.Offset("parameters", plan.BiasesOffset) : "ref parameters";
}
