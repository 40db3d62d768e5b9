using Compiled.Generator.Blocks;
using Compiled.Generator.Emission.Tiles;
using Compiled.Generator.Model;
using Compiled.Generator.Planning;
using Compiled.Generator.Planning.Dense;
using Compiled.Generator.Text;
using static Compiled.Generator.Text.Literals;

namespace Compiled.Generator.Emission.Dense;

/// <summary>One row of a dense block: written out for the widest vectors where it is short, else in tiles.</summary>
internal static class DenseRowTemplate
{
    /// <summary>One row as a method, for all blocks of the shape.</summary>
    public static void WriteMethod(CodeWriter code, DensePlan plan)
    {
        _ = code
            .Write(plan.IsUnrolled
                ? $"/// <summary>One row, written out: {Code.Count(plan.VectorOperations, "vector multiply-add")}.</summary>"
                : "/// <summary>One row, as many outputs at a time as registers allow.</summary>")
            .OpenHot("public static void Row(ref float block, ref float input, ref float output)");
        WriteBody(code, plan.AtStart, "block", "input", "output");
        _ = code.Close();
    }

    /// <summary>One row, the activation included.</summary>
    public static void WriteBody(CodeWriter code, DensePlan plan, string memory, string input, string output, bool isExact = false)
    {
        for (var index = 0; index < plan.Tiles.Row.Count; index++)
        {
            OpenTier(code, plan.Tiles.Row, index);
            if (plan.IsUnrolled && index == 0)
                UnrolledRowTemplate.Write(code, plan, plan.Tiles.Row[index], memory, input, output, isExact);
            else
                WritePanels(code, plan, plan.Tiles.Row[index], memory, input, output);
            if (plan.IsUnrolled && index > 0)
                WriteActivation(code, plan, output);
            CloseTier(code, plan.Tiles.Row);
        }

        if (!plan.IsUnrolled)
            WriteActivation(code, plan, output);
    }

    /// <summary>The biases from a column on; the weights, which nothing reads as biases, where there are none.</summary>
    public static string Biases(DensePlan plan, string memory, int column) =>
        plan.Spec.HasBias ? Code.Offset(memory, plan.BiasesOffset + column) : $"ref {memory}";

    public static void OpenTier(CodeWriter code, EquatableArray<TileTier> tiers, int index)
    {
        if (tiers.Count > 1)
            _ = code.Open(TileText.Tier(index, tiers.Count, tiers[index].Width));
    }

    public static void CloseTier(CodeWriter code, EquatableArray<TileTier> tiers)
    {
        if (tiers.Count > 1)
            _ = code.Close();
    }

    private static void WriteActivation(CodeWriter code, DensePlan plan, string output)
    {
        if (plan.RowActivation is { } activation && activation != plan.Epilogue)
            BlockTable.Activation(activation.Kind).WriteForward(code, activation, new Value(output, plan.Spec.Outputs, plan.Stride), "1");
    }

    private static void WritePanels(CodeWriter code, DensePlan plan, TileTier tier, string memory, string input, string output)
    {
        foreach (var panel in tier.Panels)
        {
            if (panel.Count == 1)
            {
                _ = code.Write($"DenseForward.Tile{panel.Tile.Name}<{plan.ShapeName}>(ref {input}, {Code.Offset(memory, plan.WeightOffset(0, panel.Column))}, {Biases(plan, memory, panel.Column)}, {Code.Offset(output, panel.Column)});");
                continue;
            }

            var weights = $"{(plan.WeightsOffset == 0 ? "" : Int(plan.WeightsOffset) + " + ")}PanelOffset.Of(column, {Int(plan.Memory.PanelWidth)}, {Int(plan.Spec.Inputs)})";
            var biases = plan.Spec.HasBias ? $"ref Unsafe.Add(ref {memory}, {Int(plan.BiasesOffset)} + column)" : $"ref {memory}";
            _ = code
                .Open($"for (nuint column = {Int(panel.Column)}; column < {Int(panel.End)}; column += {Int(panel.Tile.PanelWidth)})")
                .Write($"DenseForward.Tile{panel.Tile.Name}<{plan.ShapeName}>(ref {input}, ref Unsafe.Add(ref {memory}, {weights}), {biases}, ref Unsafe.Add(ref {output}, column));")
                .Close();
        }
    }
}
