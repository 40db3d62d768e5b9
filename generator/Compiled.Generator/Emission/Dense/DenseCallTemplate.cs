using Compiled.Generator.Emission.Tiles;
using Compiled.Generator.Planning;
using Compiled.Generator.Planning.Dense;
using Compiled.Generator.Text;
using static Compiled.Generator.Text.Literals;

namespace Compiled.Generator.Emission.Dense;

/// <summary>The calls of a dense block's passes, where its parameters and values are in scope.</summary>
internal static class DenseCallTemplate
{
    public static string Row(DensePlan plan, string input, string output) => plan.IsDot
        ? $"DotKernel.ForwardRow<{plan.ShapeName}>(ref {input}, {Parameters(plan)}, {DenseRowTemplate.Biases(plan, "parameters", 0)}, ref {output});"
        : $"{plan.ShapeName}.Row({Parameters(plan)}, ref {input}, ref {output});";

    /// <summary>A row of dot products into the caller's memory, which has no padding.</summary>
    public static string LastRow(DensePlan plan, string input, string padded, string output) =>
        $"DotKernel.ForwardLastRow<{plan.ShapeName}>(ref {input}, {Parameters(plan)}, {DenseRowTemplate.Biases(plan, "parameters", 0)}, ref {padded}, ref {output});";

    public static string Forward(DensePlan plan, string input, string output) => plan.IsDot
        ? Dot(plan, input, output, "rows")
        : $"DensePasses.{RowPassTemplate.Forward(plan.Tiles.Forward)}<{plan.ShapeName}>({Parameters(plan)}, ref {input}, ref {output}, rows);";

    /// <summary>Its kept values for the derivatives of one row.</summary>
    public static string ForwardOfDerivatives(DensePlan plan, string input, string output) => plan.IsDot
        ? Dot(plan, input, output, "1")
        : $"DerivativeKernel.Forward<{plan.ShapeName}>({Parameters(plan)}, ref {input}, ref {output});";

    public static string InputGradientOfDerivatives(DensePlan plan, string gradient, string inputGradient) => plan.IsDot
        ? $"DotKernel.InputGradient<{plan.ShapeName}>({Parameters(plan)}, ref {gradient}, ref {inputGradient}, 1);"
        : $"DerivativeKernel.InputGradient<{plan.ShapeName}>({Parameters(plan)}, ref {gradient}, ref {inputGradient});";

    public static void WriteParameterGradients(CodeWriter code, DensePlan plan, string input, BackwardScope scope, int parameterLength)
    {
        if (!plan.IsDot)
        {
            _ = code.Write($"DensePasses.{RowPassTemplate.ParameterGradients(plan.Tiles.WeightGradient)}<{plan.ShapeName}>(ref {input}, ref {scope.Gradient}, {Code.Offset(scope.Gradients, plan.WeightsOffset)}, {scope.Rows}, {scope.First}, {scope.Joins});");
            return;
        }

        _ = code.Write($"DotKernel.WeightGradient<{plan.ShapeName}>(ref {input}, ref {scope.Gradient}, {Code.Offset(scope.Gradients, plan.WeightsOffset)}, {scope.Rows}, {scope.First}, {scope.Joins}, {Int(parameterLength)});");
        if (plan.Spec.HasBias)
            _ = code.Write($"ColumnSum.Accumulate(ref {scope.Gradient}, {Code.Offset(scope.Gradients, plan.BiasesOffset)}, {Int(plan.Stride)}, {scope.Rows}, {scope.First}, {scope.Joins}, {Int(parameterLength)});");
    }

    /// <summary>The update of a block as soon as its gradients are known.</summary>
    public static void WriteUpdate(CodeWriter code, DensePlan plan, int slot, string input, BackwardScope scope, int parameterLength)
    {
        if (!plan.IsDot)
        {
            _ = code.Write($"DensePasses.{UpdatePassTemplate.Name(plan.Tiles.WeightGradient)}<{plan.ShapeName}, TOptimizer>(update, {Int(slot)}, ref {input}, ref {scope.Gradient}, {scope.Rows});");
            return;
        }

        var gradients = $"gradients{Int(slot)}";
        _ = code
            .Write($"ref var {gradients} = ref update.Gradients({Int(slot)});")
            .Write($"DotKernel.WeightGradient<{plan.ShapeName}>(ref {input}, ref {scope.Gradient}, ref {gradients}, {scope.Rows}, true, 0, {Int(parameterLength)});");
        if (plan.Spec.HasBias)
            _ = code.Write($"ColumnSum.Accumulate(ref {scope.Gradient}, {Code.Offset(gradients, plan.BiasesOffset - plan.WeightsOffset)}, {Int(plan.Stride)}, {scope.Rows}, true, 0, {Int(parameterLength)});");
        _ = code.Write($"update.Whole({Int(slot)});");
    }

    public static string InputGradients(DensePlan plan, string gradient, string inputGradient) => plan.IsDot
        ? $"DotKernel.InputGradient<{plan.ShapeName}>({Parameters(plan)}, ref {gradient}, ref {inputGradient}, rows);"
        : $"DensePasses.{RowPassTemplate.InputGradients(plan.Tiles.InputGradient)}<{plan.ShapeName}>({Parameters(plan)}, {Code.Offset("transposed", plan.Memory.TransposedOffset)}, ref {gradient}, ref {inputGradient}, rows);";

    public static string ForwardColumns(DensePlan plan, string input, string output) =>
        $"DenseColumns.{ColumnPassTemplate.Forward(plan.Spec.Outputs % ColumnTiles.MostRows, plan.Partials)}<{plan.ShapeName}>({Parameters(plan)}, ref {input}, ref {output}, (nuint)stride);";

    public static string ParameterGradientsOfColumns(DensePlan plan, string input, string gradient, int sums) =>
        $"DenseColumns.{ColumnPassTemplate.ParameterGradients(plan.Spec.Inputs % ColumnTiles.MostRows, plan.Spec.Outputs % ColumnTiles.MostRows)}<{plan.ShapeName}>(ref {input}, ref {gradient}, {Code.Offset("sums", sums)}, {Code.Offset("gradients", plan.WeightsOffset)}, (nuint)stride, first, last);";

    public static string InputGradientsOfColumns(DensePlan plan, string gradient, string inputGradient) =>
        $"DenseColumns.{ColumnPassTemplate.InputGradients(plan.Spec.Inputs % ColumnTiles.MostRows)}<{plan.ShapeName}>({Parameters(plan)}, ref {gradient}, ref {inputGradient}, (nuint)stride);";

    /// <summary>Few outputs: a vector holds sixteen inputs of one output, and its lanes are joined at the end.</summary>
    private static string Dot(DensePlan plan, string input, string output, string rows) =>
        $"DotKernel.Forward<{plan.ShapeName}>(ref {input}, {Parameters(plan)}, {DenseRowTemplate.Biases(plan, "parameters", 0)}, ref {output}, {rows});";

    private static string Parameters(DensePlan plan) => Code.Offset("parameters", plan.WeightsOffset);
}
