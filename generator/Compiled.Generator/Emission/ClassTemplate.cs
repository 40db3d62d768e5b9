using Compiled.Generator.Model;
using Compiled.Generator.Planning;

namespace Compiled.Generator.Emission;

/// <summary>The user's class: constants, constructors, predictions, views, copies. Without a plan, the signatures alone.</summary>
internal static class ClassTemplate
{
    public static void Write(CodeWriter code, NetworkSpec spec, NetworkPlan? plan)
    {
        var self = spec.Type.Identifier;
        var network = spec.Loss is null ? "INetwork" : "ITrainableNetwork";
        if (plan is not null)
            WriteRemarks(code, plan);
        _ = code
            .Write("""[global::System.CodeDom.Compiler.GeneratedCode("Compiled.Generator", "0.1")]""")
            .Open($"partial class {self} : global::Compiled.{network}<{self}>");
        WriteShape(code, spec, plan);
        WriteConstruction(code, spec, plan);
        PredictTemplate.Write(code, spec, plan);
        WriteParameters(code, spec, plan);
        if (spec.Loss is not null)
            TrainerTemplate.Write(code, spec, plan);
        _ = code.Close();
    }

    /// <summary>A member's body, or the exception of a network that does not compile.</summary>
    public static string Body(NetworkPlan? plan, string expression) =>
        plan is null ? """throw new global::System.InvalidOperationException("The declaration of this network has errors: see the build's messages.")""" : expression;

    private static void WriteRemarks(CodeWriter code, NetworkPlan plan)
    {
        var spec = plan.Spec;
        _ = code.Write($"""
            /// <remarks>
            /// {spec.Inputs} inputs, {spec.Outputs} outputs, {Literals.Int(spec.ParameterCount)} parameters ({Literals.Int(plan.ParameterLength * 4L)} bytes with padding); one prediction
            /// takes {Literals.Int(plan.FlopsPerPrediction)} floating-point operations and {plan.Row.Length * 4} bytes of stack.
            /// <list type="table">
            """);
        foreach (var stage in plan.Stages)
        {
            var text = stage is DenseStage { Plan: var dense }
                ? $"<term>{dense.Spec.Name}</term><description>{Blocks.DenseTemplate.Title(dense)}: weights at {dense.WeightsOffset}, rows of {dense.Stride}; {(dense.BiasesOffset < 0 ? "no biases" : $"biases at {dense.BiasesOffset}")}; {Code.Count(dense.Partials, "partial sum")} an output; one row {(dense.IsUnrolled ? "unrolled" : "in loops")}.</description>"
                : $"<term>{((ActivationStage)stage).Spec.Kind}</term><description>{stage.Output.Width} values of {stage.Output.Name}.</description>";
            _ = code.Write($"/// <item>{text}</item>");
        }

        _ = code.Write("""
            /// </list>
            /// Predictions are safe from any number of threads as long as no trainer steps and nothing writes the parameters.
            /// </remarks>
            """);
    }

    private static void WriteShape(CodeWriter code, NetworkSpec spec, NetworkPlan? plan)
    {
        var self = spec.Type.Identifier;
        _ = code.Write($"""
            /// <summary>Floats in one input row: {spec.Inputs}.</summary>
            public const int InputSize = {spec.Inputs};

            /// <summary>Floats in one output row: {spec.Outputs}.</summary>
            public const int OutputSize = {spec.Outputs};

            /// <summary>Number of learned values: {Literals.Int(spec.ParameterCount)}.</summary>
            public const int ParameterCount = {Literals.Int(Math.Min(spec.ParameterCount, int.MaxValue))};

            /// <summary>Floats of scratch that the overloads with a scratch span need: {plan?.ScratchSize ?? 0}.</summary>
            public const int ScratchSize = {plan?.ScratchSize ?? 0};

            /// <summary>The shape as data; its <c>ToString()</c> is the summary table.</summary>
            public static global::Compiled.Topology Topology => {Body(plan, $"global::Compiled.Emitted.{NetworkEmitter.LayoutName(spec)}.Topology")};

            static int global::Compiled.INetwork<{self}>.InputSize => InputSize;

            static int global::Compiled.INetwork<{self}>.OutputSize => OutputSize;

            static int global::Compiled.INetwork<{self}>.ParameterCount => ParameterCount;

            static {self} global::Compiled.INetwork<{self}>.Create(long seed) => new(seed);

            """);
    }

    private static void WriteConstruction(CodeWriter code, NetworkSpec spec, NetworkPlan? plan)
    {
        var self = spec.Type.Identifier;
        _ = code
            .Write($$"""
                private readonly global::Compiled.Runtime.ParameterStore _parameters;

                /// <summary>A network whose parameters are drawn by the blocks' initialisers from seed 0.</summary>
                public {{self}}()
                    : this(0L)
                {
                }

                /// <summary>A network whose parameters are drawn by the blocks' initialisers; the same seed gives the same bits on every machine.</summary>
                public {{self}}(long seed)
                """);
        if (plan is null)
        {
            _ = code.Write($"    => {Body(plan, "")};").BlankLine();
        }
        else
        {
            _ = code
                .Write($"    : this(new global::Compiled.Runtime.ParameterStore(global::Compiled.Emitted.{NetworkEmitter.LayoutName(spec)}.Parameters)) => _parameters.Initialize(seed);")
                .BlankLine();
        }

        _ = code.Open($"private {self}(global::Compiled.Runtime.ParameterStore parameters)").Write("_parameters = parameters;");
        foreach (var dense in spec.DenseBlocks)
            _ = code.Write($"{Identifiers.Escape(dense.Name)} = parameters.View({dense.Index});");
        _ = code.Close().BlankLine();

        foreach (var dense in spec.DenseBlocks)
        {
            _ = code.Write($$"""
                /// <summary>The parameters of dense block {{dense.Index}}: weights [{{dense.Outputs}}, {{dense.Inputs}}]{{(dense.HasBias ? $" and {Code.Count(dense.Outputs, "bias").Replace("biass", "biases")}" : ", no biases")}}; readable and writable.</summary>
                public global::Compiled.DenseParameters {{Identifiers.Escape(dense.Name)}} { get; }

                """);
        }
    }

    private static void WriteParameters(CodeWriter code, NetworkSpec spec, NetworkPlan? plan)
    {
        var self = spec.Type.Identifier;
        _ = code.Write($$"""
            /// <summary>Writes the {{Literals.Int(spec.ParameterCount)}} parameters as the flat canonical vector: per block, weights [output][input] row-major, then biases.</summary>
            /// <exception cref="global::System.ArgumentException">The span does not hold exactly <see cref="ParameterCount"/> floats.</exception>
            public void CopyParametersTo(global::System.Span<float> destination) => {{Body(plan, "_parameters.CopyTo(destination)")}};

            /// <summary>Reads the {{Literals.Int(spec.ParameterCount)}} parameters from the flat canonical vector; the next prediction and the next step see them.</summary>
            /// <exception cref="global::System.ArgumentException">The span does not hold exactly <see cref="ParameterCount"/> floats; nothing is changed.</exception>
            public void CopyParametersFrom(global::System.ReadOnlySpan<float> source) => {{Body(plan, "_parameters.CopyFrom(source)")}};

            /// <summary>A network of its own with the same parameters.</summary>
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
}
