using Compiled.Generator.Blocks;
using Compiled.Generator.Model;
using Compiled.Generator.Planning;
using Compiled.Generator.Text;

namespace Compiled.Generator.Emission;

/// <summary>CreateTrainer, ResumeTrainer, the nested trainer and its gradient views.</summary>
internal static class TrainerTemplate
{
    public static void Write(CodeWriter code, NetworkSpec spec, NetworkPlan? plan)
    {
        var self = spec.Type.Identifier;
        _ = code.BlankLine().Write($$"""
            /// <summary>A trainer of this network: gradients, the optimiser's memory and activations live there, not here.{{Cost.Trainer(plan)}}</summary>
            /// <exception cref="global::System.ArgumentException">The optimiser is <c>default</c>, or one of its settings is out of range.</exception>
            /// <exception cref="global::System.InvalidOperationException">The network is frozen.</exception>
            {{Marks.Member}}
            public Trainer<TOptimizer> CreateTrainer<TOptimizer>(TOptimizer optimizer, global::Compiled.TrainerOptions? options = null)
                where TOptimizer : struct, global::Compiled.IOptimizer => {{ClassTemplate.Body(plan, "new(this, optimizer, options)")}};

            /// <summary>A trainer that continues from a checkpoint, as does the network: the next steps are bit for bit those of an uninterrupted run.</summary>
            /// <exception cref="global::Compiled.ModelFileException">The file is not a checkpoint of such a trainer; nothing is changed.</exception>
            /// <exception cref="global::System.IO.IOException">The file cannot be read; nothing is changed.</exception>
            {{Marks.Member}}
            public Trainer<TOptimizer> ResumeTrainer<TOptimizer>(TOptimizer optimizer, string path, global::Compiled.TrainerOptions? options = null)
                where TOptimizer : struct, global::Compiled.IOptimizer
            {
                {{ClassTemplate.Body(plan, "var trainer = CreateTrainer(optimizer, options)")}};{{(plan is null ? "" : "\n    trainer.Resume(path);\n    return trainer;")}}
            }

            {{Marks.Member}}
            global::Compiled.Trainer global::Compiled.ITrainableNetwork<{{self}}>.CreateTrainer<TOptimizer>(TOptimizer optimizer, global::Compiled.TrainerOptions? options) => CreateTrainer(optimizer, options);

            """);
        WriteTrainer(code, spec, plan);
        _ = code.BlankLine();
        WriteGradients(code, spec, plan);
    }

    private static void WriteTrainer(CodeWriter code, NetworkSpec spec, NetworkPlan? plan)
    {
        var self = spec.Type.Identifier;
        var kernel = $"global::Compiled.Emitted.{NetworkEmitter.TrainingName(spec)}";
        _ = code
            .Write($"/// <summary>Trains a <see cref=\"{self}\"/>, compiled for its optimiser: {Cost.Parameters(spec, plan)}. Not thread-safe.</summary>");
        if (plan is not null)
            _ = code.Write($"/// <remarks>{SampleSteps(plan)}</remarks>");
        _ = code
            .Write(Marks.Type)
            .Open($"""
                public sealed class Trainer<TOptimizer> : global::Compiled.Runtime.{(plan?.HasShards == true ? "RowTrainer" : "NetworkTrainer")}<TOptimizer>
                    where TOptimizer : struct, global::Compiled.IOptimizer
                """);
        _ = code.Write("private readonly ParameterGradients _gradients;");
        if (plan is not null)
        {
            _ = code.Write($"private readonly {self} _network;");
            if (!plan.HasShards)
            {
                _ = code.Write($"""
                    private readonly global::Compiled.Runtime.AlignedMemory _memory = new({Literals.Int(plan.TrainingMemory)});
                    private readonly global::Compiled.Runtime.AlignedMemory _sums = new({Literals.Int(plan.TrainingSideMemory)});
                    """);
            }

            _ = code.BlankLine();
        }

        _ = code
            .Open($"""
                internal Trainer({self} network, TOptimizer optimizer, global::Compiled.TrainerOptions? options)
                    : base({(plan is null ? "null!, null!" : $"network._parameters, global::Compiled.Emitted.{NetworkEmitter.LayoutName(spec)}.Topology")}, {(plan?.HasShards == true ? $"global::Compiled.Emitted.{NetworkEmitter.LayoutName(spec)}.Training, " : "")}optimizer, options)
                """)
            .Write(plan is null ? "_gradients = new(GradientMemory);" : "_network = network;\n_gradients = new(GradientMemory);")
            .Close()
            .Write($$"""

                /// <summary>The last step's gradients, by block, in the layout of the parameter views.</summary>
                /// <exception cref="global::System.InvalidOperationException">The trainer was created without <see cref="global::Compiled.TrainerOptions.KeepGradients"/>.</exception>
                public ParameterGradients Gradients
                {
                    get
                    {
                        ThrowUnlessGradientsAreKept();
                        return _gradients;
                    }
                }

                /// <inheritdoc/>
                protected override bool AveragesOverOutputs => {{(spec.Heads.Count == 0 && BlockTable.Loss(spec.Loss!.Kind).AveragesOverOutputs ? "true" : "false")}};
                """).BlankLine();
        if (plan?.HasShards == true)
        {
            WriteShard(code, kernel);
            if (plan.Training!.FusesUpdates)
                WriteFusedStep(code, plan, kernel);
        }
        else
            WritePass(code, plan, kernel);
        if (plan is not null)
            WriteObserved(code, spec, plan);
        if (plan?.SampleStep is not null)
            WriteSampleStep(code, kernel);
        _ = code
            .BlankLine()
            .Write($"""
                /// <inheritdoc/>
                protected override void PredictRows(global::System.ReadOnlySpan<float> inputs, global::System.Span<float> outputs) =>
                    {ClassTemplate.Body(plan, "_network.PredictBatch(inputs, outputs, Threads)")};
                """)
            .Close();
    }

    /// <summary>What the base trainer reads of the forward pass for a report of health.</summary>
    private static void WriteObserved(CodeWriter code, NetworkSpec spec, NetworkPlan plan)
    {
        _ = code.Write($"""

            /// <inheritdoc/>
            protected override global::Compiled.Runtime.ActivationLayout Activations => global::Compiled.Emitted.{NetworkEmitter.LayoutName(spec)}.Activations;
            """);
        if (!plan.HasShards)
        {
            _ = code.Write("""

                /// <inheritdoc/>
                protected override ref float ActivationOrigin => ref _memory.Origin;
                """);
        }
    }

    /// <summary>Whether a step of one sample is written out, and if not, why.</summary>
    private static string SampleSteps(NetworkPlan plan) => plan.SampleStep is null
        ? $"A step of one sample is a batch of one: {plan.SampleStepObstacle}."
        : "A step of one sample is written out: one method from the forward pass to the update.";

    /// <summary>A step of one sample, in a method of its own.</summary>
    private static void WriteSampleStep(CodeWriter code, string kernel)
    {
        _ = code.Write($$"""

            /// <inheritdoc/>
            protected override bool StepsOneSample => true;

            /// <inheritdoc/>
            {{Marks.Hot}}
            protected override float StepSample(ref readonly TOptimizer optimizer, ref readonly float input, ref readonly float target, bool onlyIfFinite) =>
                {{kernel}}.Step(in optimizer, ref _network._parameters.Origin, ref _memory.Origin, ref GradientMemory.Origin, ref StateOrigin, {{Mutable("input")}}, {{Mutable("target")}}, onlyIfFinite);
            """);
    }

    /// <summary>What the base trainer asks for a shard.</summary>
    private static void WriteShard(CodeWriter code, string kernel) => _ = code.Write($$"""
        /// <inheritdoc/>
        {{Marks.Hot}}
        protected override double AccumulateShard(ref float memory, ref float gradients, ref readonly float inputs, ref readonly float targets, int rows, scoped in global::Compiled.Runtime.LossTerms terms, int joins) =>
            {{kernel}}.Accumulate(ref _network._parameters.Origin, ref TransposedOrigin, ref memory, ref gradients, {{Mutable("inputs")}}, {{Mutable("targets")}}, rows, terms, joins);

        /// <inheritdoc/>
        {{Marks.Hot}}
        protected override void AccumulateShardFromGradient(ref float memory, ref float gradients, ref readonly float inputs, ref readonly float outputGradients, int rows, scoped in global::Compiled.Runtime.LossTerms terms, int joins) =>
            {{kernel}}.AccumulateFromGradient(ref _network._parameters.Origin, ref TransposedOrigin, ref memory, ref gradients, {{Mutable("inputs")}}, {{Mutable("outputGradients")}}, rows, terms, joins);

        /// <inheritdoc/>
        {{Marks.Hot}}
        protected override double SumShardLoss(ref float memory, ref readonly float inputs, ref readonly float targets, int rows, scoped in global::Compiled.Runtime.LossTerms terms) =>
            {{kernel}}.SumLoss(ref _network._parameters.Origin, ref memory, {{Mutable("inputs")}}, {{Mutable("targets")}}, rows, terms);
        """);

    /// <summary>What the base trainer asks for a batch of one chunk, if nothing but the rule needs its gradients.</summary>
    private static void WriteFusedStep(CodeWriter code, NetworkPlan plan, string kernel) => _ = code.Write($$"""

        /// <inheritdoc/>
        protected override int MostFusedRows => {{Literals.Int(plan.Training!.ChunkRows)}};

        /// <inheritdoc/>
        protected override bool ReadsWeightsForOneRow => true;

        /// <inheritdoc/>
        {{Marks.Hot}}
        protected override double ForwardChunk(ref float memory, ref readonly float inputs, ref readonly float targets, int rows, scoped in global::Compiled.Runtime.LossTerms terms) =>
            {{kernel}}.ForwardAndLoss(ref _network._parameters.Origin, ref memory, {{Mutable("inputs")}}, {{Mutable("targets")}}, rows, terms);

        /// <inheritdoc/>
        {{Marks.Hot}}
        protected override void UpdateChunk(global::Compiled.Runtime.RowUpdate<TOptimizer> update, ref float memory, ref readonly float inputs, int rows) =>
            {{kernel}}.Update(update, ref _network._parameters.Origin, ref TransposedOrigin, ref memory, {{Mutable("inputs")}}, rows);
        """);

    /// <summary>What the base trainer asks for a batch; without a plan, the exception of a network that does not compile.</summary>
    private static void WritePass(CodeWriter code, NetworkPlan? plan, string kernel) => _ = code.Write($$"""
        /// <inheritdoc/>
        {{Marks.Hot}}
        protected override double Accumulate(ref readonly float inputs, ref readonly float targets, int rows, scoped in global::Compiled.Runtime.LossTerms terms) =>
            {{ClassTemplate.Body(plan, $"{kernel}.Accumulate(ref _network._parameters.Origin, ref _sums.Origin, ref _memory.Origin, ref GradientMemory.Origin, {Mutable("inputs")}, {Mutable("targets")}, rows, terms)")}};

        /// <inheritdoc/>
        {{Marks.Hot}}
        protected override void AccumulateFromGradient(ref readonly float inputs, ref readonly float outputGradients, int rows) =>
            {{ClassTemplate.Body(plan, $"{kernel}.AccumulateFromGradient(ref _network._parameters.Origin, ref _sums.Origin, ref _memory.Origin, ref GradientMemory.Origin, {Mutable("inputs")}, {Mutable("outputGradients")}, rows)")}};

        /// <inheritdoc/>
        {{Marks.Hot}}
        protected override double SumLoss(ref readonly float inputs, ref readonly float targets, int rows, scoped in global::Compiled.Runtime.LossTerms terms) =>
            {{ClassTemplate.Body(plan, $"{kernel}.SumLoss(ref _network._parameters.Origin, ref _memory.Origin, {Mutable("inputs")}, {Mutable("targets")}, rows, terms)")}};
        """);

    private static void WriteGradients(CodeWriter code, NetworkSpec spec, NetworkPlan? plan)
    {
        _ = code
            .Write("/// <summary>Gradients by block: ∂L/∂parameter, averaged as the loss averages.</summary>")
            .Write(Marks.Type)
            .Open("public sealed class ParameterGradients")
            .Open("internal ParameterGradients(global::Compiled.Runtime.AlignedMemory memory)");
        foreach (var block in spec.LearnedBlocks)
        {
            var view = plan is null ? "null!" : $"new(memory, global::Compiled.Emitted.{NetworkEmitter.LayoutName(spec)}.Parameters.Blocks[{Literals.Int(spec.SlotOf(block))}], null)";
            _ = code.Write($"{Identifiers.Escape(block.Name)} = {view};");
        }

        _ = code.Close();
        foreach (var block in spec.LearnedBlocks)
        {
            _ = code.BlankLine().Write($$"""
                /// <summary>Gradients of {{Cost.Title(block)}}: {{Cost.Shape(block)}}.</summary>
                public global::Compiled.{{ClassTemplate.ViewType(block)}} {{Identifiers.Escape(block.Name)}} { get; }
                """);
        }

        _ = code.Close();
    }

    private static string Mutable(string name) => $"ref global::System.Runtime.CompilerServices.Unsafe.AsRef(in {name})";
}
