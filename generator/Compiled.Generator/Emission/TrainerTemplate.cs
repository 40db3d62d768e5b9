using Compiled.Generator.Blocks;
using Compiled.Generator.Model;
using Compiled.Generator.Planning;

namespace Compiled.Generator.Emission;

/// <summary>CreateTrainer, the nested trainer and its gradient views.</summary>
internal static class TrainerTemplate
{
    public static void Write(CodeWriter code, NetworkSpec spec, NetworkPlan? plan)
    {
        var self = spec.Type.Identifier;
        _ = code.BlankLine().Write($"""
            /// <summary>A trainer of this network: gradients, the optimiser's memory and activations live there, not here.</summary>
            /// <exception cref="global::System.ArgumentException">The optimiser is <c>default</c>, or one of its settings is out of range.</exception>
            public Trainer<TOptimizer> CreateTrainer<TOptimizer>(TOptimizer optimizer, global::Compiled.TrainerOptions? options = null)
                where TOptimizer : struct, global::Compiled.IOptimizer => {ClassTemplate.Body(plan, "new(this, optimizer, options)")};

            global::Compiled.Trainer global::Compiled.ITrainableNetwork<{self}>.CreateTrainer<TOptimizer>(TOptimizer optimizer, global::Compiled.TrainerOptions? options) => CreateTrainer(optimizer, options);

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
            .Write($"/// <summary>Trains a <see cref=\"{self}\"/>, compiled for its optimiser. Not thread-safe.</summary>")
            .Open($"""
                public sealed class Trainer<TOptimizer> : global::Compiled.Runtime.NetworkTrainer<TOptimizer>
                    where TOptimizer : struct, global::Compiled.IOptimizer
                """);
        if (plan is not null)
        {
            _ = code.Write($"""
                private readonly {self} _network;
                private readonly global::Compiled.Runtime.AlignedMemory _memory = new({plan.TrainingMemory});
                private readonly global::Compiled.Runtime.AlignedMemory {SideMemory(plan)} = new({plan.TrainingSideMemory});

                """);
        }

        _ = code
            .Open($"""
                internal Trainer({self} network, TOptimizer optimizer, global::Compiled.TrainerOptions? options)
                    : base(network._parameters, {self}.Topology, optimizer, options)
                """)
            .Write(plan is null ? "Gradients = new(GradientMemory);" : "_network = network;\nGradients = new(GradientMemory);")
            .Close()
            .Write($$"""

                /// <summary>The last step's gradients, by block, in the layout of the parameter views.</summary>
                public ParameterGradients Gradients { get; }

                /// <inheritdoc/>
                protected override bool AveragesOverOutputs => {{(BlockTable.Loss(spec.Loss!.Kind).AveragesOverOutputs ? "true" : "false")}};

                /// <inheritdoc/>
                [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
                protected override double Accumulate(ref readonly float inputs, ref readonly float targets, int rows, float scale) =>
                    {{ClassTemplate.Body(plan, $"{kernel}.Accumulate(ref _network._parameters.Origin, ref {SideMemory(plan)}.Origin, ref _memory.Origin, ref GradientMemory.Origin, {Mutable("inputs")}, {Mutable("targets")}, rows, scale)")}};

                /// <inheritdoc/>
                [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
                protected override void AccumulateFromGradient(ref readonly float inputs, ref readonly float outputGradients, int rows) =>
                    {{ClassTemplate.Body(plan, $"{kernel}.AccumulateFromGradient(ref _network._parameters.Origin, ref {SideMemory(plan)}.Origin, ref _memory.Origin, ref GradientMemory.Origin, {Mutable("inputs")}, {Mutable("outputGradients")}, rows)")}};

                /// <inheritdoc/>
                [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
                protected override double SumLoss(ref readonly float inputs, ref readonly float targets, int rows) =>
                    {{ClassTemplate.Body(plan, $"{kernel}.SumLoss(ref _network._parameters.Origin, ref _memory.Origin, {Mutable("inputs")}, {Mutable("targets")}, rows)")}};

                /// <inheritdoc/>
                [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
                protected override void RefreshDerivedParameters()
                {
                    {{(plan?.SampleLanes is null ? ClassTemplate.Body(plan, $"{kernel}.Transpose(ref _network._parameters.Origin, ref _transposed.Origin)") + ";" : "// Weights are broadcast from where they lie: nothing is derived from them.")}}
                }

                /// <inheritdoc/>
                protected override void PredictRows(global::System.ReadOnlySpan<float> inputs, global::System.Span<float> outputs) =>
                    {{ClassTemplate.Body(plan, "_network.PredictBatch(inputs, outputs)")}};
                """)
            .Close();
    }

    private static void WriteGradients(CodeWriter code, NetworkSpec spec, NetworkPlan? plan)
    {
        _ = code
            .Write("/// <summary>Gradients by block: ∂L/∂parameter, averaged as the loss averages.</summary>")
            .Open("public sealed class ParameterGradients")
            .Open("internal ParameterGradients(global::Compiled.Runtime.AlignedMemory memory)");
        foreach (var dense in spec.DenseBlocks)
        {
            var view = plan is null ? "null!" : $"new(memory, global::Compiled.Emitted.{NetworkEmitter.LayoutName(spec)}.Parameters.Blocks[{dense.Index}], null)";
            _ = code.Write($"{Identifiers.Escape(dense.Name)} = {view};");
        }

        _ = code.Close();
        foreach (var dense in spec.DenseBlocks)
        {
            _ = code.BlankLine().Write($$"""
                /// <summary>Gradients of dense block {{dense.Index}}.</summary>
                public global::Compiled.DenseParameters {{Identifiers.Escape(dense.Name)}} { get; }
                """);
        }

        _ = code.Close();
    }

    /// <summary>What the trainer keeps beside the activations, by name.</summary>
    private static string SideMemory(NetworkPlan? plan) => plan?.SampleLanes is null ? "_transposed" : "_sums";

    private static string Mutable(string name) => $"ref global::System.Runtime.CompilerServices.Unsafe.AsRef(in {name})";
}
