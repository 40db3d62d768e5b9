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
            .Write($"internal static readonly ParameterLayout Parameters = new({Literals.Int(plan.ParameterLength)}" + string.Concat(plan.LearnedStages.Select(static stage => ",\n    " + Layout(stage))) + ");")
            .BlankLine();
        if (plan.HasShards)
            WriteTraining(code, plan);
        WriteTopology(code, spec);
        _ = code.Close();
    }

    private static string Layout(Stage stage) => stage is LayerStage layer ? Layout(layer) : Layout((DenseStage)stage);

    private static string Layout(LayerStage stage) =>
        $"DenseLayout.OfVectors({Literals.String(stage.Spec.Name)}, Length: {Literals.Int(stage.Spec.Weights)}, WeightsOffset: {Literals.Int(stage.WeightsOffset)}, BiasesOffset: {Literals.Int(stage.BiasesOffset)}, WeightsStart: {Literals.Float(stage.Spec.WeightsStart)})";

    private static string Layout(DenseStage stage)
    {
        var (plan, dense) = (stage.Plan, stage.Plan.Spec);
        return $"new DenseLayout({Literals.String(dense.Name)}, Inputs: {Literals.Int(dense.Inputs)}, Outputs: {Literals.Int(dense.Outputs)}, Stride: {Literals.Int(plan.Stride)}, PanelWidth: {Literals.Int(plan.PanelWidth)}, WeightsOffset: {Literals.Int(plan.WeightsOffset)}, "
            + $"BiasesOffset: {Literals.Int(plan.BiasesOffset)}, global::Compiled.Initializer.{dense.Initializer}, {Literals.Float(dense.InitializerConstant)})";
    }

    private static void WriteTraining(CodeWriter code, NetworkPlan plan)
    {
        var (spec, sharing, training) = (plan.Spec, plan.Sharing, plan.Training!);
        var transposed = plan.DenseStages.Where(static stage => stage.Plan.TransposedOffset >= 0).Select(static stage => stage.Plan).Select(dense =>
            $",\n    new TransposedLayout(Block: {Literals.Int(spec.SlotOf(dense.Spec))}, Offset: {Literals.Int(dense.TransposedOffset)}, PanelWidth: {Literals.Int(dense.TransposedPanelWidth)})");
        _ = code
            .Write($"// A step of {Literals.Int(2 * sharing.ShardRows)} rows or more is cut into 2 to {Literals.Int(sharing.MostShards)} shards, whose gradients are added pair by pair on any number of threads.")
            .Write($"internal static readonly TrainingLayout Training = new({Literals.Int(sharing.ShardRows)}, {Literals.Int(sharing.MostShards)}, {Literals.Int(training.MemoryLength)}, {Literals.Int(plan.TransposedLength)}" + string.Concat(transposed) + ");")
            .BlankLine();
    }

    private static string Heads(NetworkSpec spec) => spec.Heads.Count == 0
        ? ""
        : $", new global::Compiled.TopologyHead[] {{ {string.Join(", ", spec.Heads.Select(static part => $"new({Literals.String(part.Spec.Name)}, {Literals.Int(part.Offset)}, {Literals.Int(part.Outputs)}, {Literals.String(part.Spec.Loss.Title)}, {Literals.Float(part.Spec.Weight)})"))} }}";

    private static void WriteTopology(CodeWriter code, NetworkSpec spec)
    {
        var classes = spec.Classes is null ? "null" : $"new string[] {{ {string.Join(", ", spec.Classes.Members.Select(Literals.String))} }}";
        _ = code.Write($$"""
            internal static readonly global::Compiled.Topology Topology = new({{Literals.String(spec.Type.Name)}}, {{Literals.Int(spec.Inputs)}}, new global::Compiled.TopologyBlock[]
            {
            """);
        foreach (var block in spec.Blocks)
        {
            var learned = block as LearnedSpec;
            _ = code.Write($"    new({Literals.String(block.Kind)}, {Literals.String(learned?.Name ?? (block as HeadSpec)?.Name ?? "")}, {Literals.Int(block.Inputs)}, {Literals.Int(block.Outputs)}, {Literals.Int(learned?.ParameterCount ?? 0)}, {(block is DenseSpec { HasBias: true } or LayerSpec { HasBias: true } ? "true" : "false")}),");
        }

        _ = code.Write($"}}, {(spec.LossTitle is { } loss ? Literals.String(loss) : "null")}, {classes}{Heads(spec)});");
    }
}
