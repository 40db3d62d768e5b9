using Compiled.Generator.Planning;
using Compiled.Generator.Planning.Dense;
using Compiled.Generator.Text;
using static Compiled.Generator.Text.Literals;

namespace Compiled.Generator.Emission.Dense;

/// <summary>One row of a small network, from the caller's inputs to the caller's outputs: written out once for each width of vectors.</summary>
internal static class RegisterRowTemplate
{
    public static void Write(CodeWriter code, NetworkPlan plan)
    {
        for (var index = 0; index < plan.RegisterTiers.Count; index++)
        {
            var tier = plan.RegisterTiers[index];
            DenseRowTemplate.OpenTier(code, tier.Width, index, plan.RegisterTiers.Count);
            if (tier.IsInRegisters)
                WriteInRegisters(code, plan, tier.Width);
            else
                WriteThroughMemory(code, plan, tier.Width);
            DenseRowTemplate.CloseTier(code, plan.RegisterTiers.Count);
        }
    }

    /// <summary>Hidden values go from block to block in registers.</summary>
    private static void WriteInRegisters(CodeWriter code, NetworkPlan plan, VectorWidth widest)
    {
        var isPortable = widest == VectorWidth.Bits128;
        RowSource source = new MemorySource("input", isPortable);
        foreach (var stage in plan.DenseStages)
        {
            var width = RowTier.Narrowed(stage.Plan.Stride, widest);
            var isLast = stage.Output == plan.Output;
            var value = new RegisterSource(stage.Output, width, isPortable);
            WriteTitle(code, plan, stage);
            if (!isLast)
                _ = code.Write(value.Declaration);
            RowSink sink = isLast ? new ExactSink("output", stage.Plan.Spec.Outputs) : new RegisterSink(value);
            UnrolledRowTemplate.Write(code, stage.Plan, RowTier.Unrolled(stage.Plan, width), "parameters", source, sink);
            source = value;
        }
    }

    /// <summary>Where the activations are more than the JIT inlines into one method, or rows too long to be written out: hidden values go through a block of stack.</summary>
    private static void WriteThroughMemory(CodeWriter code, NetworkPlan plan, VectorWidth widest)
    {
        if (plan.Row.Length > 0)
        {
            var block = $"StackBlock{Int(plan.RowBlock)}";
            _ = code.Write($"""
                Unsafe.SkipInit(out {block} block);
                ref var memory = ref Unsafe.As<{block}, float>(ref block);
                """);
        }

        InferenceTemplate.WriteBuffers(code, plan, plan.Row, plan.WritesDirectly, "memory");
        foreach (var stage in plan.DenseStages)
        {
            WriteTitle(code, plan, stage);
            var width = RowTier.Narrowed(stage.Plan.Stride, widest);
            var tiers = stage.Plan.RowTiers;
            var tier = tiers.FirstOrDefault(tier => tier.Width == width) ?? tiers[tiers.Count - 1];
            DenseRowTemplate.WriteThroughMemory(code, stage.Plan, tier with { Activates = false }, "parameters", stage.Input.Name, stage.Output.Name);
        }

        if (!plan.WritesDirectly)
            InferenceTemplate.WriteOutputs(code, plan);
    }

    private static void WriteTitle(CodeWriter code, NetworkPlan plan, DenseStage stage)
    {
        if (stage != plan.DenseStages.First())
            _ = code.BlankLine();
        _ = code.Write($"// {DenseRemarks.RowTitle(stage.Plan)}.");
    }
}
