using Compiled.Generator.Blocks;
using Compiled.Generator.Planning;
using Compiled.Generator.Planning.Dense;
using Compiled.Generator.Text;
using static Compiled.Generator.Text.Literals;

namespace Compiled.Generator.Emission.Dense;

/// <summary>What blocks of one shape have of their own: their sizes as a type for the runtime's passes and tiles, and one row.</summary>
internal static class DenseShapeTemplate
{
    /// <param name="code">Where the type goes.</param>
    /// <param name="network">The network.</param>
    /// <param name="blocks">The blocks that share the type; the first gives its name.</param>
    public static void Write(CodeWriter code, NetworkPlan network, IReadOnlyList<DensePlan> blocks)
    {
        var plan = blocks[0];
        var kernel = plan.Epilogue is null ? null : BlockTable.Activation(plan.Epilogue.Kind).Kernel(plan.Epilogue);
        _ = code
            .Write($"/// <summary>{DenseRemarks.Shape(blocks, network.SampleLanes is not null)}</summary>")
            .Open($"file readonly struct {plan.ShapeName} : {(kernel is null ? "IDenseShape" : $"IActivatedDenseShape<{plan.ShapeName}, {kernel.Type}>")}");
        WriteSizes(code, network, plan);
        if (plan.HasPaddedInputs)
            _ = code.Write("public static bool HasPaddedInputs => true;");
        // Where its default is not the activation itself, because it has settings.
        if (kernel is { Arguments.Length: > 0 })
            _ = code.Write($"public static {kernel.Type} Activation => {kernel.New};");
        if (!plan.IsDot && !network.IsSingleMethod && network.DenseBlocks.Any(block => block.ShapeName == plan.ShapeName))
            DenseRowTemplate.WriteMethod(code.BlankLine(), plan);
        _ = code.Close();
    }

    private static void WriteSizes(CodeWriter code, NetworkPlan network, DensePlan plan) => _ = code.Write($"""
        public static nuint Inputs => {Int(plan.Spec.Inputs)};
        public static nuint InputStride => {Int(plan.Memory.InputStride)};
        public static nuint Outputs => {Int(plan.Spec.Outputs)};
        public static nuint OutputStride => {Int(plan.Stride)};
        public static nuint PanelWidth => {Int(plan.Memory.PanelWidth)};
        public static nuint PanelRows => {Int(plan.Spec.Inputs)};
        public static nuint TransposedStride => {Int(plan.Memory.TransposedStride)};
        public static nuint TransposedPanelWidth => {Int(plan.Memory.TransposedPanelWidth)};
        public static nuint TransposedRows => {Int(plan.Memory.TransposedRows(plan.Spec.Outputs))};
        public static nuint BiasesOffset => {Int(plan.BiasesFromWeights)};
        public static bool HasBias => {Bool(plan.Spec.HasBias)};
        public static nuint ParameterLength => {Int(network.ParameterLength)};
        """);
}
