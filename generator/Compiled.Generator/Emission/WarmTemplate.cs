using Compiled.Generator.Model;
using Compiled.Generator.Planning;
using Compiled.Generator.Text;

namespace Compiled.Generator.Emission;

/// <summary>Warm: what predictions and steps need is compiled before a program needs it.</summary>
internal static class WarmTemplate
{
    public static void Write(CodeWriter code, NetworkSpec spec, NetworkPlan? plan)
    {
        var self = spec.Type.Identifier;
        _ = code
            .Write($"""

                /// <summary>Runs the predictions once on a network of zeros that is then thrown away, so that the JIT has compiled them and the first one takes no longer than those that follow. For programs that must not wait: call it at the start.</summary>
                /// <remarks>Takes some milliseconds once, and next to nothing afterwards or under NativeAOT. Safe from any thread. It does not start the threads of <c>PredictBatch</c> on several.</remarks>
                {Marks.Member}
                """)
            .Open("public static void Warm()");
        if (plan is null)
        {
            _ = code.Write(ClassTemplate.Body(plan, "") + ";").Close();
        }
        else
        {
            _ = code.Write($$"""
                var network = new {{self}}(new global::Compiled.Runtime.ParameterStore(global::Compiled.Emitted.{{NetworkEmitter.LayoutName(spec)}}.Parameters));
                global::Compiled.Runtime.WarmUp.Predict(network);
                var input = new float[InputSize];
                var output = new float[OutputSize];
                var scratch = new float[ScratchSize];
                network.Predict(input, output, scratch);
                network.PredictBatch(input, output, scratch);
                """);
            // No discards: a type of the user's may be named _.
            if (spec.Outputs == 1)
                _ = code.Write("network.Predict(input);").Write("network.Predict(input, out var result, scratch);");
            if (spec.EndsInSoftmax || spec.IsBinary)
            {
                _ = code.Write("""
                    network.Classify(input);
                    network.Classify(input, scratch);
                    network.TryClassify(input, out var label);
                    network.TryClassify(input, out label, scratch);
                    """);
            }

            _ = code.Close();
        }

        if (spec.Loss is null)
            return;
        _ = code
            .Write($"""

                /// <summary>The same for training: takes steps of <paramref name="batchSize"/> rows of zeros, with this optimiser and these options, on a network that is then thrown away.</summary>
                /// <param name="optimizer">The optimiser, of the type that the trainer will have.</param>
                /// <param name="batchSize">Rows of a step; at least 1, with a batch norm at least 2.</param>
                /// <param name="options">The options that the trainer will have; null takes the defaults.</param>
                /// <exception cref="global::System.ArgumentException">The batch is too small, the optimiser is <c>default</c>, or one of its settings is out of range.</exception>
                {Marks.Member}
                """)
            .Open("""
                public static void Warm<TOptimizer>(TOptimizer optimizer, int batchSize, global::Compiled.TrainerOptions? options = null)
                    where TOptimizer : struct, global::Compiled.IOptimizer
                """)
            .Write(ClassTemplate.Body(plan, $"global::Compiled.Runtime.TrainingWarmUp.Step<{self}, TOptimizer>(optimizer, batchSize, options)") + ";")
            .Close();
    }
}
