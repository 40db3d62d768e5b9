using Compiled.Generator.Blocks;
using Compiled.Generator.Emission.Dense;
using Compiled.Generator.Planning;
using Compiled.Generator.Text;

namespace Compiled.Generator.Emission;

/// <summary>The derivatives of one row with respect to its inputs: forward with every value kept, then backward, with no parameter's gradient.</summary>
internal static class DerivativeTemplate
{
    public static void Write(CodeWriter code, NetworkPlan plan, DerivativePlan derivatives)
    {
        var spec = plan.Spec;
        var hasHeads = derivatives.Heads.Count > 0;
        // Each head has its own of the gradients at the outputs.
        var seed = Code.Offset("scratch", hasHeads ? derivatives.RowOffset : derivatives.GradientOffset(0));
        var seeds = hasHeads ? spec.Outputs : derivatives.Output.Stride;
        _ = code
            .Write($"/// <summary>The derivatives of {spec.Type.Name} with respect to its inputs.</summary>")
            .Open($"file readonly struct {NetworkEmitter.DerivativesName(spec)} : IDerivativeKernel")
            .Write($"""
                public static int Scratch => {Literals.Int(derivatives.Scratch)};

                """)
            .OpenHot("public static void InputGradient(ref float parameters, ref float input, ref float outputGradient, ref float result, ref float scratch)")
            .Write("Forward(ref parameters, ref input, ref scratch);")
            .Write(hasHeads
                ? "Backward(ref parameters, ref outputGradient, ref result, ref scratch);"
                : $"""
                    RowKernel.Pad(ref outputGradient, {seed}, {Literals.Int(spec.Outputs)}, {Literals.Int(seeds)}, 1);
                    Backward(ref parameters, ref result, ref scratch);
                    """)
            .Close()
            .BlankLine()
            .OpenHot("public static void Jacobian(ref float parameters, ref float input, ref float result, ref float scratch)")
            .Write("Forward(ref parameters, ref input, ref scratch);")
            .Open($"for (var output = 0; output < {Literals.Int(spec.Outputs)}; output++)")
            .Write($"""
                DerivativeKernel.Select({seed}, output, {Literals.Int(seeds)});
                Backward(ref parameters, {(hasHeads ? $"{seed}, " : "")}ref Unsafe.Add(ref result, (nint)output * {Literals.Int(spec.Inputs)}), ref scratch);
                """)
            .Close()
            .Close()
            .BlankLine();
        WriteForward(code, derivatives);
        _ = code.BlankLine();
        WriteBackward(code, plan, derivatives);
        _ = code.Close();
    }

    private static void WriteForward(CodeWriter code, DerivativePlan derivatives)
    {
        _ = code
            .Write("/// <summary>One row, whose values are kept.</summary>")
            .OpenHot("private static void Forward(ref float parameters, ref float input, ref float scratch)");
        WriteBuffers(code, derivatives);
        if (derivatives.PaddedInput is { } padded)
            _ = code.Write($"RowKernel.Pad(ref input, ref {padded.Name}, {Literals.Int(padded.Width)}, {Literals.Int(padded.Stride)}, 1);");
        foreach (var stage in derivatives.Stages)
        {
            switch (stage)
            {
                case DenseStage { Plan: var dense }:
                    _ = code.BlankLine().Write($"// {DenseRemarks.Title(dense)}.").Write(DenseCallTemplate.ForwardOfDerivatives(dense, stage.Input.Name, stage.Output.Name));
                    break;
                case ActivationStage activation:
                    InferenceTemplate.WriteActivation(code, activation, "1");
                    break;
                case LayerStage layer:
                    BlockTable.Layer(layer.Spec.Kind).WriteForward(code.BlankLine().Write($"// {layer.Spec.Kind}."), layer, "1");
                    break;
                case EndResidualStage residual:
                    ResidualTemplate.WriteForward(code, residual, "1");
                    break;
                case BeginResidualStage or HeadBeginStage or HeadEndStage:
                    break;
                default:
                    throw new NotSupportedException($"Derivatives do not know {stage.GetType().Name}.");
            }
        }

        _ = code.Close();
    }

    /// <summary>From the last block to the inputs; two buffers take turns to carry the gradient.</summary>
    private static void WriteBackward(CodeWriter code, NetworkPlan plan, DerivativePlan derivatives)
    {
        _ = code
            .Write("/// <summary>The gradient at the inputs, from the one at the outputs.</summary>")
            .OpenHot($"private static void Backward(ref float parameters, {(derivatives.Heads.Count > 0 ? "ref float outputGradient, " : "")}ref float destination, ref float scratch)");
        WriteBuffers(code, derivatives);
        _ = code.Write($"""
            ref var gradient = {Code.Offset("scratch", derivatives.GradientOffset(0))};
            ref var inputGradient = {Code.Offset("scratch", derivatives.GradientOffset(1))};
            """);
        ResidualTemplate.WriteBuffers(code, derivatives.ResidualLevels, buffer => Code.Offset("scratch", derivatives.GradientOffset(buffer)));
        var trunk = derivatives.Stages.Count;
        var seed = "gradient";
        if (derivatives.Heads.Count > 0)
        {
            _ = code.Write($"ref var {HeadsTemplate.TrunkGradient} = {Code.Offset("scratch", derivatives.GradientOffset(derivatives.TrunkGradient))};");
            foreach (var head in derivatives.Heads)
            {
                var output = derivatives.Stages[head.End].Output;
                _ = code
                    .BlankLine().Write($"// Head {head.Part.Spec.Name}.")
                    .Write($"RowKernel.Pad({Code.Offset("outputGradient", head.Part.Offset)}, ref gradient, {Literals.Int(output.Width)}, {Literals.Int(output.Stride)}, 1);");
                var atTrunk = WriteBackward(code, derivatives, head.Begin + 1, head.End, "gradient");
                HeadsTemplate.WriteMeeting(code, head.Part.Offset == 0, derivatives.Stages[head.Begin].Output, atTrunk, "1");
            }

            (trunk, seed) = (derivatives.Heads[0].Begin, HeadsTemplate.TrunkGradient);
        }

        var gradient = WriteBackward(code, derivatives, 0, trunk, seed);
        _ = code
            .BlankLine().Write("// The gradient without its padding.")
            .Write($"RowKernel.CopyOne(ref {gradient}, ref destination, {Literals.Int(plan.Spec.Inputs)});")
            .Close();
    }

    /// <summary>Some of the stages, from the last to the first; returns the name of the gradient at what the first reads.</summary>
    private static string WriteBackward(CodeWriter code, DerivativePlan derivatives, int begin, int end, string gradient)
    {
        var inputGradient = "inputGradient";
        for (var index = end - 1; index >= begin; index--)
        {
            var stage = derivatives.Stages[index];
            switch (stage)
            {
                case ActivationStage activation:
                    BlockTable.Activation(activation.Spec.Kind).WriteBackward(code, activation.Spec, stage.Input, stage.Output, gradient, "1");
                    break;
                case LayerStage layer:
                    BlockTable.Layer(layer.Spec.Kind).WriteInputGradient(code.BlankLine().Write($"// {layer.Spec.Kind}."), layer, gradient, "1");
                    break;
                case EndResidualStage residual:
                    ResidualTemplate.WriteBackward(code, residual, gradient, "1");
                    break;
                case BeginResidualStage beginning:
                    ResidualTemplate.WriteBackward(code, beginning, gradient, "1");
                    break;
                case DenseStage { Plan: var dense }:
                    _ = code.BlankLine().Write($"// {DenseRemarks.Title(dense)}.");
                    if (dense.Epilogue is not null)
                        BlockTable.Activation(dense.Epilogue.Kind).WriteBackward(code, dense.Epilogue, stage.Output, stage.Output, gradient, "1");
                    _ = code.Write(DenseCallTemplate.InputGradientOfDerivatives(dense, gradient, inputGradient));
                    (gradient, inputGradient) = (inputGradient, gradient);
                    break;
                default:
                    throw new NotSupportedException($"Derivatives do not know {stage.GetType().Name}.");
            }
        }

        return gradient;
    }

    private static void WriteBuffers(CodeWriter code, DerivativePlan derivatives)
    {
        foreach (var buffer in derivatives.Values.Buffers)
            _ = code.Write($"ref var {buffer.Value.Name} = {Code.Offset("scratch", buffer.Offset)};");
    }
}
