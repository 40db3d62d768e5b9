using Compiled.Generator.Blocks;
using Compiled.Generator.Planning;
using Compiled.Generator.Planning.Dense;
using Compiled.Generator.Text;

namespace Compiled.Generator.Emission.Dense;

/// <summary>What blocks of one shape have of their own: their sizes, and one row where it is unrolled.</summary>
internal static class DenseTemplate
{
    /// <summary>The block's sizes as a type, for the tiles.</summary>
    public static void WriteShape(CodeWriter code, DensePlan plan, bool hasSampleLanes)
    {
        var spec = plan.Spec;
        var activation = plan.Epilogue is null ? null : BlockTable.Activation(plan.Epilogue.Kind).Kernel(plan.Epilogue);
        var type = activation is null ? null : activation.Substring("new ".Length, activation.IndexOf('(') - "new ".Length);
        _ = code
            .Write($"/// <summary>{DenseRemarks.Shape(plan, hasSampleLanes)}</summary>")
            .Open($"file readonly struct {plan.ShapeName} : {(type is null ? "IDenseShape" : $"IActivatedDenseShape<{plan.ShapeName}, {type}>")}")
            .Write($$"""
                public static nuint Inputs => {{spec.Inputs}};
                public static nuint InputStride => {{plan.InputStride}};
                public static nuint Outputs => {{spec.Outputs}};
                public static nuint OutputStride => {{plan.Stride}};
                public static nuint PanelWidth => {{plan.PanelWidth}};
                public static nuint PanelRows => {{spec.Inputs}};
                public static nuint TransposedStride => {{plan.TransposedStride}};
                public static nuint TransposedPanelWidth => {{plan.TransposedPanelWidth}};
                public static nuint TransposedRows => {{plan.TransposedRows}};
                public static nuint BiasesOffset => {{plan.BiasesFromWeights}};
                public static bool HasBias => {{(spec.HasBias ? "true" : "false")}};
                """);
        // Where its default is not the activation itself, because it has settings.
        if (activation is not null && !activation.EndsWith("()", StringComparison.Ordinal))
            _ = code.Write($"public static {type} Activation => {activation};");
        _ = code.Close();
    }

    /// <summary>One unrolled row as a method of its own, for all blocks of the shape.</summary>
    public static void WriteUnrolledRow(CodeWriter code, DensePlan plan)
    {
        _ = code
            .Write($"""
                /// <summary>One row of {plan.ShapeName}, unrolled: {Code.Count(plan.VectorOperations, "vector multiply-add")}.</summary>
                """)
            .OpenHot($"private static void {plan.ShapeName}Row(ref float block, ref float input, ref float output)");
        WriteRowBody(code, plan.AtStart, "block", "input", "output");
        _ = code.Close();
    }

    /// <summary>One row of an unrolled block, the activation included: written out for the widest vectors, in loops for others.</summary>
    public static void WriteRowBody(CodeWriter code, DensePlan plan, string memory, string input, string output, bool isExact = false)
    {
        for (var index = 0; index < plan.Widths.Length; index++)
        {
            var width = plan.Widths[index];
            OpenTier(code, plan.Widths, index);
            if (index == 0)
            {
                DenseRowTemplate.WriteUnrolled(code, plan, width, memory, input, output, isExact);
            }
            else
            {
                WriteRowPanels(code, plan, width, memory, input, output);
                WriteRowActivation(code, plan, output);
            }

            CloseTier(code, plan.Widths);
        }
    }

    /// <summary>One row of the block in a method that others share: the call, and what the method leaves to do.</summary>
    public static void WriteRowCall(CodeWriter code, DensePlan plan, string input, string output)
    {
        if (plan.IsDot)
        {
            DenseDotTemplate.WriteForward(code, plan, input, output, "1");
            return;
        }

        var method = plan.IsUnrolled ? $"{plan.ShapeName}Row" : $"{DensePasses.RowName(plan)}<{plan.ShapeName}>";
        _ = code.Write($"{method}({Code.Offset("parameters", plan.WeightsOffset)}, ref {input}, ref {output});");
        if (!plan.IsUnrolled)
            WriteRowActivation(code, plan, output);
    }

    public static string Name(DensePlan plan) => $"Dense{plan.Spec.Index}";

    /// <summary>"Dense0, 64 -> 32, relu": how comments name the block.</summary>
    public static string Title(DensePlan plan) =>
        $"{Name(plan)}, {plan.Spec.Inputs} to {plan.Spec.Outputs}{(plan.Epilogue is null ? "" : $", {plan.Epilogue.Kind}")}";

    public static string RowTitle(DensePlan plan) =>
        $"{Name(plan)}, {plan.Spec.Inputs} to {plan.Spec.Outputs}{(plan.RowActivation is null ? "" : $", {plan.RowActivation.Kind}")}";

    private static void WriteRowActivation(CodeWriter code, DensePlan plan, string output)
    {
        if (plan.RowActivation is { } activation && activation != plan.Epilogue)
            BlockTable.Activation(activation.Kind).WriteForward(code, activation, new Value(output, plan.Spec.Outputs, plan.Stride), "1");
    }

    private static void WriteRowPanels(CodeWriter code, DensePlan plan, VectorWidth width, string memory, string input, string output)
    {
        foreach (var panel in plan.RowPanels(width))
        {
            if (panel.Count == 1)
            {
                _ = code.Write($"Forward{panel.Tile}<{plan.ShapeName}>(ref {input}, {Code.Offset(memory, plan.WeightOffset(0, panel.Column))}, {Biases(plan, memory, panel.Column)}, {Code.Offset(output, panel.Column)});");
                continue;
            }

            _ = code
                .Open($"for (nuint column = {panel.Column}; column < {panel.End}; column += {panel.Tile.PanelWidth})")
                .Write($"Forward{panel.Tile}<{plan.ShapeName}>(ref {input}, ref Unsafe.Add(ref {memory}, {(plan.WeightsOffset == 0 ? "" : $"{plan.WeightsOffset} + ")}PanelOffset.Of(column, {plan.PanelWidth}, {plan.Spec.Inputs})), {Biases(plan, memory)}, ref Unsafe.Add(ref {output}, column));")
                .Close();
        }
    }

    private static string Biases(DensePlan plan, string memory, int column) =>
        plan.Spec.HasBias ? Code.Offset(memory, plan.BiasesOffset + column) : $"ref {memory}";

    private static string Biases(DensePlan plan, string memory) =>
        plan.Spec.HasBias ? $"ref Unsafe.Add(ref {memory}, {plan.BiasesOffset} + column)" : $"ref {memory}";

    private static void OpenTier(CodeWriter code, VectorWidth[] widths, int index)
    {
        if (widths.Length > 1)
            _ = code.Open(index == 0 ? "if (Vector512.IsHardwareAccelerated)" : "else");
    }

    private static void CloseTier(CodeWriter code, VectorWidth[] widths)
    {
        if (widths.Length > 1)
            _ = code.Close();
    }
}
