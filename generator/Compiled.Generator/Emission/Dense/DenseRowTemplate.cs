using Compiled.Generator.Blocks;
using Compiled.Generator.Emission.Tiles;
using Compiled.Generator.Model;
using Compiled.Generator.Planning;
using Compiled.Generator.Planning.Dense;
using Compiled.Generator.Text;
using static Compiled.Generator.Text.Literals;

namespace Compiled.Generator.Emission.Dense;

/// <summary>One row of a dense block: written out where it is short, else in loops over tiles.</summary>
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
        var tiers = plan.RowTiers;
        RowSink sink = isExact ? new ExactSink(output, plan.Spec.Outputs) : new PaddedSink(output);
        for (var index = 0; index < tiers.Count; index++)
        {
            OpenTier(code, tiers[index].Width, index, tiers.Count);
            WriteTier(code, plan, tiers[index], memory, input, sink, output);
            if (plan.IsUnrolled && !tiers[index].Activates)
                WriteActivation(code, plan, output, isCheapDone: tiers[index].IsUnrolled);
            CloseTier(code, tiers.Count);
        }

        if (!plan.IsUnrolled)
            WriteActivation(code, plan, output);
    }

    /// <summary>One row through memory with vectors of one width, and the activation where it is applied over memory.</summary>
    public static void WriteThroughMemory(CodeWriter code, DensePlan plan, RowTier tier, string memory, string input, string output)
    {
        WriteTier(code, plan, tier, memory, input, new PaddedSink(output), output);
        if (!tier.Activates)
            WriteActivation(code, plan, output, isCheapDone: tier.IsUnrolled);
    }

    /// <summary>The biases from a column on; the weights, which nothing reads as biases, where there are none.</summary>
    public static string Biases(DensePlan plan, string memory, int column) =>
        plan.Spec.HasBias ? Code.Offset(memory, plan.BiasesOffset + column) : $"ref {memory}";

    public static void OpenTier(CodeWriter code, VectorWidth width, int index, int count)
    {
        if (count > 1)
            _ = code.Open(TileText.Tier(index, count, width));
    }

    public static void CloseTier(CodeWriter code, int count)
    {
        if (count > 1)
            _ = code.Close();
    }

    private static void WriteTier(CodeWriter code, DensePlan plan, RowTier tier, string memory, string input, RowSink sink, string output)
    {
        if (tier.IsUnrolled)
            UnrolledRowTemplate.Write(code, plan, tier, memory, new MemorySource(input), sink);
        else
            WritePanels(code, plan, tier, memory, input, output);
        if (!sink.TakesPadding)
            return;
        var lanes = (int)tier.Width / 32;
        for (var column = tier.Columns; column < plan.Stride; column += lanes)
            _ = code.Write($"Vector{Int((int)tier.Width)}<float>.Zero.StoreUnsafe({RowSink.Place(output, column)});");
    }

    /// <summary>The activation that the sums' tiles have not applied: unrolled rows apply all that are cheap, loops those that training allows.</summary>
    private static void WriteActivation(CodeWriter code, DensePlan plan, string output, bool isCheapDone = false)
    {
        if (plan.RowActivation is not { } activation)
            return;
        var kind = BlockTable.Activation(activation.Kind);
        if (isCheapDone ? !kind.IsCheap : activation != plan.Epilogue)
            kind.WriteForward(code, activation, new Value(output, plan.Spec.Outputs, plan.Stride), "1");
    }

    private static void WritePanels(CodeWriter code, DensePlan plan, RowTier tier, string memory, string input, string output)
    {
        foreach (var panel in tier.Panels)
        {
            if (panel.Count == 1)
            {
                _ = code.Write($"DenseForward.Tile{panel.Tile.Name}<{plan.ShapeName}>(ref {input}, {Code.Offset(memory, plan.WeightOffset(0, panel.Column))}, {Biases(plan, memory, panel.Column)}, {Code.Offset(output, panel.Column)});");
                continue;
            }

            // Whole panels of weights lie one after the other.
            var isWhole = panel.Column % plan.Memory.PanelWidth == 0 && panel.Tile.PanelWidth % plan.Memory.PanelWidth == 0;
            var offset = isWhole ? $"column * {Int(plan.Spec.Inputs)}" : $"PanelOffset.Of(column, {Int(plan.Memory.PanelWidth)}, {Int(plan.Spec.Inputs)})";
            var weights = $"{(plan.WeightsOffset == 0 ? "" : Int(plan.WeightsOffset) + " + ")}{offset}";
            var biases = plan.Spec.HasBias ? $"ref Unsafe.Add(ref {memory}, {Int(plan.BiasesOffset)} + column)" : $"ref {memory}";
            _ = code
                .Open($"for (nuint column = {Int(panel.Column)}; column < {Int(panel.End)}; column += {Int(panel.Tile.PanelWidth)})")
                .Write($"DenseForward.Tile{panel.Tile.Name}<{plan.ShapeName}>(ref {input}, ref Unsafe.Add(ref {memory}, {weights}), {biases}, ref Unsafe.Add(ref {output}, column));")
                .Close();
        }
    }
}
