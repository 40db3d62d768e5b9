using Compiled.Generator.Blocks;
using Compiled.Generator.Model;
using Compiled.Generator.Planning;
using Compiled.Generator.Text;

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
            .Write($"internal static readonly ParameterLayout Parameters = new({Literals.Int(plan.ParameterLength)}" + string.Concat(plan.LearnedStages.Select(stage => ",\n    " + Layout(spec, stage))) + ")" + Statistics(plan) + ";")
            .BlankLine();
        if (plan.HasShards)
            WriteTraining(code, plan);
        if (plan.Training is not null)
            WriteObserved(code, plan, plan.Training);
        WriteTopology(code, spec);
        _ = code.Close();
    }

    /// <summary>What lies behind the parameters, and what predictions make of it.</summary>
    private static string Statistics(NetworkPlan plan)
    {
        var stages = plan.Declared.OfType<LayerStage>().Where(static stage => stage.Spec.HasStatistics).ToList();
        if (stages.Count == 0)
            return "";
        var text = "\n{\n    Statistics = new StatisticsLayout[]\n    {"
            + string.Concat(stages.Select(stage => $"\n        new({Literals.String(stage.Spec.Name)}, Length: {Literals.Int(stage.Spec.Width)}, Offset: {Literals.Int(stage.StatisticsOffset)}){Norm(plan, stage)},"))
            + "\n    },";
        if (plan.Deployment is { } deployment)
        {
            text += "\n    Folds = new FoldLayout[]\n    {"
                + string.Concat(deployment.Folds.Select(static fold => $"\n        new(Statistics: {Literals.Int(fold.Statistics)}, FoldTarget.{fold.Target}, Block: {Literals.Int(fold.Slot)}, BiasesOffset: {Literals.Int(fold.BiasesOffset)}),"))
                + $"\n    }},\n    DeployedLength = {Literals.Int(deployment.Length)},";
        }

        return text + "\n}";
    }

    private static string Norm(NetworkPlan plan, LayerStage stage) => stage.Spec.IsForTargets
        ? $" {{ TargetsOffset = {Literals.Int(plan.Spec.TargetBlocks.First(block => block.Block.Name == stage.Spec.Name).Offset)} }}"
        : !stage.Spec.Has(BlockTraits.BatchStatistics)
        ? ""
        : $" {{ {(stage.WeightsOffset < 0 ? "" : $"Norm = {Literals.Int(plan.Spec.SlotOf(stage.Spec))}, ")}Momentum = {Literals.Float(stage.Spec.Number(Norms.Momentum))}, Epsilon = {Literals.Float(stage.Spec.Number(Norms.Epsilon))} }}";

    private static string Layout(NetworkSpec spec, Stage stage) => stage is LayerStage layer ? Layout(layer) : Layout((DenseStage)stage) + Settings(spec, ((DenseStage)stage).Plan.Spec);

    /// <summary>The constant that weights begin with, and penalties: what the block's own arguments say, or else the network's attributes; nothing where all are 0.</summary>
    private static string Settings(NetworkSpec spec, DenseSpec dense)
    {
        var settings = new (string Name, float Value)[]
        {
            ("InitializerConstant", dense.InitializerConstant), ("L1", dense.L1 ?? spec.L1), ("L2", dense.L2 ?? spec.L2),
        };
        var given = settings.Where(static setting => setting.Value != 0).Select(static setting => $"{setting.Name} = {Literals.Float(setting.Value)}").ToList();
        return given.Count == 0 ? "" : $" {{ {string.Join(", ", given)} }}";
    }

    private static string Layout(LayerStage stage) =>
        $"DenseLayout.OfVectors({Literals.String(stage.Spec.Name)}, Length: {Literals.Int(stage.Spec.Weights)}, WeightsOffset: {Literals.Int(stage.WeightsOffset)}, BiasesOffset: {Literals.Int(stage.BiasesOffset)}, WeightsStart: {Literals.Float(stage.Spec.WeightsStart)})";

    private static string Layout(DenseStage stage)
    {
        var (plan, dense) = (stage.Plan, stage.Plan.Spec);
        return $"new DenseLayout({Literals.String(dense.Name)}, Inputs: {Literals.Int(dense.Inputs)}, Outputs: {Literals.Int(dense.Outputs)}, Stride: {Literals.Int(plan.Stride)}, PanelWidth: {Literals.Int(plan.Memory.PanelWidth)}, WeightsOffset: {Literals.Int(plan.WeightsOffset)}, "
            + $"BiasesOffset: {Literals.Int(plan.BiasesOffset)}, Initializer.{dense.Initializer})";
    }

    private static void WriteTraining(CodeWriter code, NetworkPlan plan)
    {
        var (spec, sharing, training) = (plan.Spec, plan.Sharing, plan.Training!);
        var transposed = plan.DenseStages.Where(static stage => stage.Plan.Memory.TransposedOffset >= 0).Select(static stage => stage.Plan).Select(dense =>
            $",\n    new TransposedLayout(Block: {Literals.Int(spec.SlotOf(dense.Spec))}, Offset: {Literals.Int(dense.Memory.TransposedOffset)}, PanelWidth: {Literals.Int(dense.Memory.TransposedPanelWidth)})");
        if (training.IsWholeBatch)
        {
            var norms = plan.Declared.OfType<LayerStage>().Where(static stage => stage.BatchOffset >= 0).Select(stage =>
                $"\n        new(Statistics: {Literals.Int(plan.Declared.OfType<LayerStage>().Where(static other => other.Spec.HasStatistics).TakeWhile(other => other != stage).Count())}, Offset: {Literals.Int(stage.BatchOffset)}, Stride: {Literals.Int(stage.Output.Stride)}),");
            _ = code
                .Write("// A step is one shard: BatchNorm sees all of its rows, which the trainer's memory holds at once.")
                .Write($"internal static readonly TrainingLayout Training = new(int.MaxValue, 1, {Literals.Int(training.BatchLength)}, {Literals.Int(plan.TransposedLength)}" + string.Concat(transposed) + ")"
                    + $"\n{{\n    BatchFloats = {Literals.Int(training.FloatsPerRow)},\n    BatchStatistics = new BatchStatisticsLayout[]\n    {{{string.Concat(norms)}\n    }},\n}};")
                .BlankLine();
            return;
        }

        _ = code
            .Write($"// A step of {Literals.Int(2 * sharing.ShardRows)} rows or more is cut into 2 to {Literals.Int(sharing.MostShards)} shards, whose gradients are added pair by pair on any number of threads.")
            .Write($"internal static readonly TrainingLayout Training = new({Literals.Int(sharing.ShardRows)}, {Literals.Int(sharing.MostShards)}, {Literals.Int(training.MemoryLength)}, {Literals.Int(plan.TransposedLength)}" + string.Concat(transposed) + ");")
            .BlankLine();
    }

    private static string Heads(NetworkSpec spec) => spec.Heads.Count == 0
        ? ""
        : $", new global::Compiled.TopologyHead[] {{ {string.Join(", ", spec.Heads.Select(static part => $"new({Literals.String(part.Spec.Name)}, {Literals.Int(part.Offset)}, {Literals.Int(part.Outputs)}, {Literals.String(part.Spec.Loss.Title)}, {Literals.Float(part.Spec.Weight)}){LossArguments(part.Spec.Loss)}"))} }}";

    /// <summary>Where the forward pass of training leaves what each block gives: rows, or columns with samples in the lanes.</summary>
    private static void WriteObserved(CodeWriter code, NetworkPlan plan, TrainingPlan training)
    {
        var lanes = plan.SampleLanes;
        var values = plan.Observed.Select(value =>
        {
            var offset = lanes is not null ? lanes.TrainValues.First(buffer => buffer.Value == value.Value).Offset
                : training.IsWholeBatch ? training.BatchLength
                : training.Activations.OffsetOf(value.Value);
            var perRow = training.IsWholeBatch ? $" {{ OffsetPerRow = {Literals.Int(training.PerRow(training.Activations.IndexOf(value.Value)))} }}" : "";
            return $",\n    new ObservedActivation(Block: {Literals.Int(value.Slot)}, Offset: {Literals.Int(offset)}, Width: {Literals.Int(value.Value.Width)}, Stride: {Literals.Int(lanes is null ? value.Value.Stride : 0)}, "
                + $"Low: {Literals.Float(value.Low)}, High: {Literals.Float(value.High)}, MayDie: {Literals.Bool(value.MayDie)}){perRow}";
        });
        _ = code
            .Write($"internal static readonly ActivationLayout Activations = new({Literals.Int(lanes?.TrainRows ?? training.ChunkRows)}" + string.Concat(values) + ");")
            .BlankLine();
    }

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
            _ = code.Write($"    new({Literals.String(block.Kind)}, {Literals.String(learned?.Name ?? (block as HeadSpec)?.Name ?? "")}, {Literals.Int(block.Inputs)}, {Literals.Int(block.Outputs)}, {Literals.Int(learned?.ParameterCount ?? 0)}, {(block is DenseSpec { HasBias: true } or LayerSpec { HasBias: true } ? "true" : "false")}){Settings(block)},");
        }

        _ = code.Write($"}}, {(spec.LossTitle is { } loss ? Literals.String(loss) : "null")}, {classes}{Heads(spec)}){Settings(spec)};");
    }

    /// <summary>What the constructor of a block of a topology does not take.</summary>
    private static string Settings(BlockSpec block)
    {
        var traits = string.Join(" | ", block.Traits.ToString().Split([", "], StringSplitOptions.None).Select(static trait => "BlockTraits." + trait));
        return $" {{ Traits = {traits}{(ArgumentText.Of(block) is { Length: > 0 } arguments ? $", Arguments = {Literals.String(arguments)}" : "")} }}";
    }

    /// <summary>What the constructor of a topology does not take.</summary>
    private static string Settings(NetworkSpec spec)
    {
        List<string> settings = [];
        if (spec.Heads.Count == 0 && spec.Loss is { } own && ArgumentText.Of(own) is { Length: > 0 } arguments)
            settings.Add($"LossArguments = {Literals.String(arguments)}");
        if (spec.Features.Count > 0)
            settings.Add($"Features = new string[] {{ {string.Join(", ", spec.Features.Select(Literals.String))} }}");
        return settings.Count == 0 ? "" : $" {{ {string.Join(", ", settings)} }}";
    }

    private static string LossArguments(LossSpec loss) =>
        ArgumentText.Of(loss) is { Length: > 0 } arguments ? $" {{ LossArguments = {Literals.String(arguments)} }}" : "";
}
