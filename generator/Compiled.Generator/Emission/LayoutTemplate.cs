using Compiled.Generator.Model;
using Compiled.Generator.Planning;

namespace Compiled.Generator.Emission;

/// <summary>The parameter layout and the topology, as data.</summary>
internal static class LayoutTemplate
{
    public static void Write(CodeWriter code, NetworkPlan plan)
    {
        var spec = plan.Spec;
        _ = code
            .Write($"/// <summary>Where the parameters of {spec.Type.Name} lie, and its shape as data.</summary>")
            .Open($"file static class {NetworkEmitter.LayoutName(spec)}")
            .Write($"internal static readonly ParameterLayout Parameters = new({plan.ParameterLength}" + string.Concat(plan.DenseStages.Select(static stage => ",\n    " + Layout(stage))) + ");")
            .BlankLine();
        WriteTopology(code, spec);
        _ = code.Close();
    }

    private static string Layout(DenseStage stage)
    {
        var (plan, dense) = (stage.Plan, stage.Plan.Spec);
        return $"new DenseLayout({Literals.String(dense.Name)}, Inputs: {dense.Inputs}, Outputs: {dense.Outputs}, Stride: {plan.Stride}, PanelWidth: {plan.PanelWidth}, WeightsOffset: {plan.WeightsOffset}, "
            + $"BiasesOffset: {plan.BiasesOffset}, global::Compiled.Initializer.{dense.Initializer}, {Literals.Float(dense.InitializerConstant)})";
    }

    private static void WriteTopology(CodeWriter code, NetworkSpec spec)
    {
        var classes = spec.Classes is null ? "null" : $"new string[] {{ {string.Join(", ", spec.Classes.Members.Select(Literals.String))} }}";
        _ = code.Write($$"""
            internal static readonly global::Compiled.Topology Topology = new({{Literals.String(spec.Type.Name)}}, {{spec.Inputs}}, new global::Compiled.TopologyBlock[]
            {
            """);
        foreach (var block in spec.Blocks)
        {
            var dense = block as DenseSpec;
            _ = code.Write($"    new({Literals.String(block.Kind)}, {Literals.String(dense?.Name ?? "")}, {block.Inputs}, {block.Outputs}, {dense?.ParameterCount ?? 0}, {(dense?.HasBias == true ? "true" : "false")}),");
        }

        _ = code.Write($"}}, {(spec.Loss is null ? "null" : Literals.String(spec.Loss.Kind))}, {classes});");
    }
}
