using Compiled.Generator.Model;
using Compiled.Generator.Planning;
using Compiled.Generator.Planning.Dense;
using Compiled.Generator.Text;

namespace Compiled.Generator.Emission;

/// <summary>The user's class: constants, constructors, predictions, views, copies. Without a plan, the signatures alone.</summary>
internal static class ClassTemplate
{
    public static void Write(CodeWriter code, NetworkSpec spec, NetworkPlan? plan, PartGaps? gaps = null)
    {
        var self = spec.Type.Identifier;
        var network = spec.Loss is null ? "INetwork" : "ITrainableNetwork";
        if (plan is not null)
            WriteRemarks(code, plan);
        _ = code
            .Write(Marks.Part)
            .Open($"partial class {self} : global::Compiled.{network}<{self}>");
        WriteShape(code, spec, plan);
        if (plan is null)
            UnusableTemplate.WriteConstruction(code, spec, gaps ?? PartGaps.None);
        else
            WriteConstruction(code, spec, plan);
        PredictTemplate.Write(code, spec, plan);
        if (spec.IsDifferentiable)
            DerivativeMembersTemplate.Write(code, spec, plan);
        WriteParameters(code, spec, plan);
        WriteFreezing(code, plan);
        WarmTemplate.Write(code, spec, plan);
        if (spec.Weights is not null)
            PretrainedTemplate.WriteMembers(code, spec, plan);
        FilesTemplate.Write(code.BlankLine(), spec, plan);
        if (spec.Heads.Count > 0)
            HeadsTemplate.WriteMembers(code.BlankLine(), spec);
        if (spec.Loss is not null)
            TrainerTemplate.Write(code, spec, plan);
        _ = code.Close();
    }

    /// <summary>The type of the view of a block's parameters, or of their gradients.</summary>
    public static string ViewType(LearnedSpec block) => block is DenseSpec ? "DenseParameters" : "VectorParameters";

    /// <summary>The type of the network's own view of a block, statistics among it.</summary>
    public static string NetworkViewType(LearnedSpec block) => block switch
    {
        _ when block.Has(BlockTraits.ScalesInputs) => "StandardizeStatistics",
        _ when block.Has(BlockTraits.ScalesTargets) => "TargetStatistics",
        LayerSpec { HasStatistics: true } => block.Kind + "Parameters",
        _ => ViewType(block),
    };

    /// <summary>How the store calls the view, with its argument.</summary>
    private static string View(NetworkSpec spec, LearnedSpec block) => block switch
    {
        DenseSpec => $"View({Literals.Int(spec.SlotOf(block))})",
        LayerSpec { HasStatistics: true } => $"{block.Kind}View({Literals.Int(spec.StatisticsBlocks.TakeWhile(other => other.Name != block.Name).Count())})",
        _ => $"VectorView({Literals.Int(spec.SlotOf(block))})",
    };

    /// <summary>A member's body, or the exception of a network that does not compile.</summary>
    public static string Body(NetworkPlan? plan, string expression) =>
        plan is null ? """throw new global::System.InvalidOperationException("The declaration of this network has errors: see the build's messages.")""" : expression;

    private static void WriteRemarks(CodeWriter code, NetworkPlan plan)
    {
        var spec = plan.Spec;
        _ = code.Write($"""
            /// <remarks>
            /// {Code.Count(spec.Inputs, "input")}, {Code.Count(spec.Outputs, "output")}, {Cost.Parameters(spec, plan)}, padding included. One prediction takes{Cost.OfRow(plan)}.
            /// <list type="table">
            """);
        foreach (var stage in plan.Declared)
        {
            var text = stage switch
            {
                DenseStage { Plan: var dense } => $"<term>{dense.Spec.Name}</term><description>{DenseRemark(dense)}</description>",
                LayerStage { WeightsOffset: >= 0 } layer => $"<term>{layer.Spec.Name}</term><description>{LayerRemark(layer)}</description>",
                LayerStage layer => $"<term>{layer.Spec.Kind}</term><description>{Code.Count(stage.Output.Width, "value")} of {stage.Output.Name}.</description>",
                HeadEndStage head => $"<term>{Structure.Head.Name}</term><description>{Code.Count(head.Output.Width, "output")} from {Literals.Int(head.Offset)} on: {head.Output.Name}.</description>",
                EndResidualStage residual => $"<term>{Structure.EndResidual.Name}</term><description>{Code.Count(stage.Output.Width, "value")} of {stage.Output.Name}: {residual.Input.Name} + {residual.Skipped.Name}.</description>",
                _ => $"<term>{((ActivationStage)stage).Spec.Kind}</term><description>{Code.Count(stage.Output.Width, "value")} of {stage.Output.Name}.</description>",
            };
            _ = code.Write($"/// <item>{text}</item>");
        }

        _ = code.Write("""
            /// </list>
            /// Predictions are safe from any number of threads as long as no trainer steps and nothing writes the parameters.
            /// </remarks>
            """);
    }

    private static string LayerRemark(LayerStage stage) =>
        $"{stage.Spec.Kind} of {Code.Count(stage.Output.Width, "value")}: weights at {Literals.Int(stage.WeightsOffset)}; {(stage.BiasesOffset < 0 ? "no biases" : $"biases at {Literals.Int(stage.BiasesOffset)}")}.";

    private static string DenseRemark(DensePlan dense)
    {
        var activation = dense.Epilogue is null ? "" : $", {dense.Epilogue.Kind}";
        var biases = dense.BiasesOffset < 0 ? "no biases" : $"biases at {Literals.Int(dense.BiasesOffset)}";
        var rows = dense.IsDot ? "output after output" : $"rows of {Literals.Int(dense.Stride)}";
        return $"{Literals.Int(dense.Spec.Inputs)} to {Literals.Int(dense.Spec.Outputs)}{activation}: weights at {Literals.Int(dense.WeightsOffset)}, {rows}; {biases}.";
    }

    private static void WriteShape(CodeWriter code, NetworkSpec spec, NetworkPlan? plan)
    {
        var self = spec.Type.Identifier;
        var scratch = plan is null ? 0 : CallerScratch.Floats(plan);
        _ = code.Write($"""
            /// <summary>Floats in one input row: {Literals.Int(spec.Inputs)}.</summary>
            public const int InputSize = {Literals.Int(spec.Inputs)};

            /// <summary>Floats in one output row: {Literals.Int(spec.Outputs)}.</summary>
            public const int OutputSize = {Literals.Int(spec.Outputs)};

            /// <summary>Number of learned values: {Literals.Int(spec.ParameterCount)}.</summary>
            public const int ParameterCount = {Literals.Int(Math.Min(spec.ParameterCount, int.MaxValue))};

            /// <summary>Floats of scratch that the overloads with a scratch span need: {Literals.Int(scratch)}.</summary>
            public const int ScratchSize = {Literals.Int(scratch)};

            /// <summary>The shape as data; its <c>ToString()</c> is the summary table.</summary>
            {Marks.Member}
            public static global::Compiled.Topology Topology => {Body(plan, $"global::Compiled.Emitted.{NetworkEmitter.LayoutName(spec)}.Topology")};

            {OwnText(spec, plan)}{Marks.Member}
            static int global::Compiled.INetwork<{self}>.InputSize => InputSize;

            {Marks.Member}
            static int global::Compiled.INetwork<{self}>.OutputSize => OutputSize;

            {Marks.Member}
            static int global::Compiled.INetwork<{self}>.ParameterCount => ParameterCount;

            {Marks.Member}
            static {self} global::Compiled.INetwork<{self}>.Create(long seed) => {Body(plan, "new(seed)")};

            {Marks.Member}
            static {self} global::Compiled.INetwork<{self}>.CreateEmpty() => {Body(plan, $"new(new global::Compiled.Runtime.ParameterStore(global::Compiled.Emitted.{NetworkEmitter.LayoutName(spec)}.Parameters))")};

            {Marks.Member}
            global::Compiled.Runtime.ParameterStore global::Compiled.INetwork<{self}>.Parameters => _parameters;

            """);
    }

    /// <summary>What Console.WriteLine(network) prints; nothing where the user's class has a text of its own.</summary>
    private static string OwnText(NetworkSpec spec, NetworkPlan? plan) => spec.HasOwnText ? "" : $"""
        /// <summary>The summary table of <see cref="Topology"/>.</summary>
        {Marks.Member}
        public override string ToString() => {Body(plan, "Topology.ToString()")};


        """;

    private static void WriteConstruction(CodeWriter code, NetworkSpec spec, NetworkPlan plan)
    {
        var self = spec.Type.Identifier;
        _ = code
            .Write($$"""
                private readonly global::Compiled.Runtime.ParameterStore _parameters;

                /// <summary>A network of {{Cost.Parameters(spec, plan)}}, drawn by the blocks' initialisers from seed 0.</summary>
                {{Marks.Member}}
                public {{self}}()
                    : this(0L)
                {
                }

                /// <summary>A network of {{Cost.Parameters(spec, plan)}}, drawn by the blocks' initialisers; the same seed gives the same bits on every machine.</summary>
                {{Marks.Member}}
                public {{self}}(long seed)
                """);
        _ = code
            .Write($"    : this(new global::Compiled.Runtime.ParameterStore(global::Compiled.Emitted.{NetworkEmitter.LayoutName(spec)}.Parameters)) => _parameters.Initialize(seed);")
            .BlankLine();
        _ = code.Write(Marks.Member).Open($"private {self}(global::Compiled.Runtime.ParameterStore parameters)").Write("_parameters = parameters;");
        foreach (var block in spec.ViewedBlocks)
            _ = code.Write($"{Identifiers.Escape(block.Name)} = parameters.{View(spec, block)};");
        _ = code.Close().BlankLine();

        foreach (var block in spec.ViewedBlocks)
        {
            _ = code.Write($$"""
                /// <summary>The {{(block.Has(BlockTraits.ScalesInputs | BlockTraits.ScalesTargets) ? "figures" : block is LayerSpec { HasStatistics: true } ? "parameters and running statistics" : "parameters")}} of {{Cost.Title(block)}}: {{Cost.Shape(block)}}.</summary>
                {{Marks.Member}}
                public global::Compiled.{{NetworkViewType(block)}} {{Identifiers.Escape(block.Name)}} { get; }

                """);
        }
    }

    private static void WriteParameters(CodeWriter code, NetworkSpec spec, NetworkPlan? plan)
    {
        var self = spec.Type.Identifier;
        _ = code.Write($$"""
            /// <summary>Writes the {{Cost.Vector(spec)}} as the flat canonical vector: per block, weights [output][input] row-major, then biases.</summary>
            /// <exception cref="global::System.ArgumentException">The span does not hold exactly <see cref="ParameterCount"/> floats.</exception>
            {{Marks.Member}}
            public void CopyParametersTo(global::System.Span<float> destination) => {{Body(plan, "_parameters.CopyTo(destination)")}};

            /// <summary>Reads the {{Cost.Vector(spec)}} from the flat canonical vector; the next prediction and the next step see them.</summary>
            /// <exception cref="global::System.ArgumentException">The span does not hold exactly <see cref="ParameterCount"/> floats; nothing is changed.</exception>
            /// <exception cref="global::System.InvalidOperationException">The network is frozen; nothing is changed.</exception>
            {{Marks.Member}}
            public void CopyParametersFrom(global::System.ReadOnlySpan<float> source) => {{Body(plan, "_parameters.CopyFrom(source)")}};

            """);
        _ = code.Write($$"""
            /// <summary>Replaces the {{Cost.Vector(spec)}}{{(spec.StatisticsBlocks.Any() ? " and the statistics" : "")}} by those of another network while other threads go on predicting with this one: each prediction or batch sees the old ones or the new ones, and takes no lock. Allocates a new copy each time.</summary>
            /// <remarks>Several threads may publish. Nothing may write the other network meanwhile, and no trainer may step on this one, nor may it be frozen.</remarks>
            {{Marks.Member}}
            public void Publish({{self}} from)
            {
                global::System.ArgumentNullException.ThrowIfNull(from);
                {{Body(plan, "_parameters.Publish(from._parameters)")}};
            }

            """);
        StatisticsTemplate.Write(code, spec, plan);
        _ = code.Write($$"""
            /// <summary>A network of its own with the same {{Cost.Parameters(spec, plan)}}; never frozen.</summary>
            {{Marks.Member}}
            """);
        if (plan is null)
        {
            _ = code.Write($"public {self} Clone() => {Body(plan, "")};");
            return;
        }

        _ = code
            .Open($"public {self} Clone()")
            .Write($"""
                var parameters = new global::Compiled.Runtime.ParameterStore(global::Compiled.Emitted.{NetworkEmitter.LayoutName(spec)}.Parameters);
                parameters.CopyFrom(_parameters);
                return new {self}(parameters);
                """)
            .Close();
    }

    private static void WriteFreezing(CodeWriter code, NetworkPlan? plan) => _ = code.Write($$"""

        /// <summary>Whether <see cref="Freeze"/> was called: parameters and statistics can be read, and every write is refused.</summary>
        {{Marks.Member}}
        public bool IsFrozen => {{Body(plan, "_parameters.IsFrozen")}};

        /// <summary>Refuses every write from now on, by whatever route, and the steps of trainers. There is no way back; <see cref="Clone"/> gives a network that can be written. Not while a trainer steps.</summary>
        {{Marks.Member}}
        public void Freeze() => {{Body(plan, "_parameters.Freeze(Topology.Name)")}};
        """);
}
