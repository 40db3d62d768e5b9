using Compiled.Generator.Blocks;
using Compiled.Generator.Emission.Dense;
using Compiled.Generator.Planning;
using Compiled.Generator.Text;

namespace Compiled.Generator.Emission;

/// <summary>The training pass: forward that keeps its values, the loss, and backward, chunk of rows after chunk of rows.</summary>
internal static class TrainingTemplate
{
    public static void Write(CodeWriter code, NetworkPlan plan)
    {
        var training = plan.Training!;
        var hasHeads = training.Heads.Count > 0;
        var loss = hasHeads ? null : BlockTable.Loss(plan.Spec.Loss!.Kind).Kernel(plan.Spec.Loss);
        var output = training.LossInput;
        _ = code
            .Write($"/// <summary>The training pass of {plan.Spec.Type.Name}: {(training.IsWholeBatch ? "all rows of a batch, block by block" : $"{Code.Count(training.ChunkRows, "row")} at a time, gradients added chunk after chunk")}.</summary>")
            .Open($"file static class {NetworkEmitter.TrainingName(plan.Spec)}");

        _ = code
            .Write("/// <summary>Gradients of the loss over a shard, joined with those of shards before; returns the sum of the rows' losses.</summary>")
            .OpenHot("internal static double Accumulate(ref float parameters, ref float transposed, ref float memory, ref float gradients, ref float inputs, ref float targets, int count, LossTerms terms, int joins)")
            .Write("var loss = 0.0;");
        WriteChunks(code, plan, "targets", () =>
        {
            if (training.FusesUpdates)
                _ = code.Write("loss += ForwardAndLoss(ref parameters, ref memory, ref input, ref target, rows, terms.From(start));");
            else
                WriteForwardAndLoss(code, plan, "start");
            _ = code
                .BlankLine().Write("// From the last block back to the first.")
                .Write($"Backward(ref parameters, ref transposed, ref memory, ref gradients, ref input, rows, start == 0, start + rows == count ? joins : 0{NoiseArgument(plan)});");
        }, withBuffers: !training.FusesUpdates);
        _ = code.Write("return loss;").Close().BlankLine();
        if (training.FusesUpdates)
            WriteFusedStep(code, plan);

        _ = code
            .Write("/// <summary>Gradients from the caller's own at the outputs.</summary>")
            .OpenHot("internal static void AccumulateFromGradient(ref float parameters, ref float transposed, ref float memory, ref float gradients, ref float inputs, ref float targets, int count, LossTerms terms, int joins)");
        WriteChunks(code, plan, "targets", () =>
        {
            WriteForwardStages(code, plan, Pass.Step, withFused: true);
            if (hasHeads)
                HeadsTemplate.WriteOutputGradients(code, plan, training);
            else
                WriteOutputGradient(code, plan, training);
            _ = code.BlankLine().Write("// From the last block back to the first.").Write($"Backward(ref parameters, ref transposed, ref memory, ref gradients, ref input, rows, start == 0, start + rows == count ? joins : 0{NoiseArgument(plan)});");
        });
        _ = code.Close().BlankLine();

        _ = code
            .Write("/// <summary>The sum of the rows' losses, without gradients.</summary>")
            .OpenHot("internal static double SumLoss(ref float parameters, ref float memory, ref float inputs, ref float targets, int count, LossTerms terms)")
            .Write("var loss = 0.0;");
        WriteChunks(code, plan, "targets", () =>
        {
            WriteForwardStages(code, plan, Pass.Evaluation);
            if (hasHeads)
            {
                HeadsTemplate.WriteLosses(code, plan, training, withGradient: false);
            }
            else
            {
                TargetsTemplate.WriteStandardized(code, plan, training.Gradient(1));
                _ = code.BlankLine().Write("// The loss.").Write($"loss += {loss}.Value(ref {output.Name}, ref target, rows, {Literals.Int(output.Width)}, {Literals.Int(output.Stride)}, terms.From(start));");
            }
        }, withGradient: false);
        _ = code.Write("return loss;").Close().BlankLine();

        if (plan.SharesTrainingForward)
        {
            WriteSharedForward(code, plan, Pass.Step);
            if (training.HasLayers)
                WriteSharedForward(code, plan, Pass.Evaluation);
        }

        WriteBackward(code, plan);
        _ = code.Close();
    }

    /// <summary>The two halves of a step of one chunk, between which its loss is looked at.</summary>
    private static void WriteFusedStep(CodeWriter code, NetworkPlan plan)
    {
        var training = plan.Training!;
        _ = code
            .Write("/// <summary>Forward and loss of one chunk, whose values and output gradients are kept; returns the sum of the rows' losses.</summary>")
            .OpenHot("internal static double ForwardAndLoss(ref float parameters, ref float memory, ref float input, ref float target, int rows, LossTerms terms)")
            .Write("var loss = 0.0;");
        WriteBuffers(code, plan, plan.SharesTrainingForward);
        _ = code.Write($"ref var gradient = {training.Gradient(0)};");
        WriteForwardAndLoss(code, plan, "0");
        _ = code
            .Write("return loss;").Close().BlankLine()
            .Write("/// <summary>From the last block of a chunk back to the first; each is updated as soon as its gradients are known, after the block before it has its own.</summary>")
            .OpenHot("internal static void Update<TOptimizer>(RowUpdate<TOptimizer> update, ref float parameters, ref float transposed, ref float memory, ref float input, int rows)\n    where TOptimizer : struct, global::Compiled.IOptimizer");
        WriteBuffers(code, plan);
        _ = code.Write($"""
            ref var gradient = {training.Gradient(0)};
            ref var inputGradient = {training.Gradient(1)};
            """);
        ResidualTemplate.WriteBuffers(code, training.ResidualLevels, training.Gradient);
        _ = WriteBackward(code, plan, training.FirstLearned, training.StagesBeforeLoss, "gradient", updates: true);
        _ = code.Close().BlankLine();
    }

    /// <summary>The forward pass of one chunk, its loss, and the gradient that the backward pass begins with.</summary>
    private static void WriteForwardAndLoss(CodeWriter code, NetworkPlan plan, string start)
    {
        var training = plan.Training!;
        WriteForwardStages(code, plan, Pass.Step);
        if (training.Heads.Count > 0)
        {
            HeadsTemplate.WriteLosses(code, plan, training, withGradient: true);
            return;
        }

        var output = training.LossInput;
        TargetsTemplate.WriteStandardized(code, plan, training.Gradient(1));
        _ = code
            .BlankLine().Write("// The loss and its gradient.")
            .Write($"loss += {BlockTable.Loss(plan.Spec.Loss!.Kind).Kernel(plan.Spec.Loss)}.ValueAndGradient(ref {output.Name}, ref target, ref gradient, rows, {Literals.Int(output.Width)}, {Literals.Int(output.Stride)}, {(start == "0" ? "terms" : $"terms.From({start})")});");
    }

    private static void WriteChunks(CodeWriter code, NetworkPlan plan, string targets, Action body, bool withGradient = true, bool withBuffers = true)
    {
        var training = plan.Training!;
        var chunk = training.IsWholeBatch && withGradient ? "count" : Literals.Int(training.ChunkRows);
        _ = code
            .BlankLine()
            .Write(chunk == "count" ? "// BatchNorm needs all rows at once." : $"// {Code.Count(training.ChunkRows, "row")} at a time.")
            .Open($"for (var start = 0; start < count; start += {chunk})")
            .Write($"""
                var rows = Math.Min({chunk}, count - start);
                ref var input = ref Unsafe.Add(ref inputs, {Code.Product("(nint)start", plan.Spec.Inputs)});
                ref var target = ref Unsafe.Add(ref {targets}, {Code.Product("(nint)start", plan.Spec.Outputs)});
                """);
        if (withBuffers)
            WriteBuffers(code, plan, plan.SharesTrainingForward);
        if (withGradient && training.Heads.Count > 0)
            HeadsTemplate.WriteBuffers(code, training);
        else if (withGradient && withBuffers)
            _ = code.Write($"ref var gradient = {training.Gradient(0)};");
        if (withGradient && training.DrawsNoise)
            _ = code.Write("var noise = terms.NoiseFrom(start);");
        body();
        _ = code.Close();
    }

    /// <summary>The forward pass up to a stage: written here, or called where training passes share it.</summary>
    private static void WriteForwardStages(CodeWriter code, NetworkPlan plan, Pass pass, bool withFused = false)
    {
        if (plan.SharesTrainingForward)
            _ = code.Write($"{ForwardName(plan, pass)}(ref parameters, ref memory, ref input, rows{(pass == Pass.Step ? NoiseArgument(plan) : "")});");
        WriteStages(code, plan, pass, (training, stage) => training.IsFused(stage) ? withFused : !plan.SharesTrainingForward);
    }

    private static void WriteStages(CodeWriter code, NetworkPlan plan, Pass pass, Func<TrainingPlan, int, bool> isWritten) => InferenceTemplate.WriteStages(
        code, plan.Training!.Stages.Where((_, stage) => isWritten(plan.Training, stage)), pass);

    /// <summary>The caller's gradient at what the loss looks at.</summary>
    private static void WriteOutputGradient(CodeWriter code, NetworkPlan plan, TrainingPlan training)
    {
        var output = training.LossInput;
        TargetsTemplate.WriteScaledGradient(code, plan, training.Gradient(1));
        _ = code.BlankLine().Write("// The caller's gradient at the outputs.").Write($"RowKernel.Pad(ref target, ref gradient, {Literals.Int(output.Width)}, {Literals.Int(output.Stride)}, rows);");
        foreach (var stage in training.Stages.Skip(training.StagesBeforeLoss).Cast<ActivationStage>())
            BlockTable.Activation(stage.Spec.Kind).WriteBackward(code, stage.Spec, stage.Input, stage.Output, "gradient", "rows");
    }

    /// <summary>Layers may do in a step what they do not in an evaluation; without layers the two are one.</summary>
    private static string ForwardName(NetworkPlan plan, Pass pass) => plan.Training!.HasLayers && pass == Pass.Evaluation ? "Evaluate" : "Forward";

    /// <summary>What the training passes of a deep network share: it is written once, for a call per chunk.</summary>
    private static void WriteSharedForward(CodeWriter code, NetworkPlan plan, Pass pass)
    {
        _ = code
            .Write("/// <summary>The forward pass of one chunk, whose values are kept.</summary>")
            .OpenHot($"private static void {ForwardName(plan, pass)}(ref float parameters, ref float memory, ref float input, int rows{(pass == Pass.Step ? NoiseParameter(plan) : "")})");
        WriteBuffers(code, plan);
        WriteStages(code, plan, pass, static (training, stage) => !training.IsFused(stage));
        _ = code.Close().BlankLine();
    }

    private static string NoiseArgument(NetworkPlan plan) => plan.Training!.DrawsNoise ? ", noise" : "";

    private static string NoiseParameter(NetworkPlan plan) => plan.Training!.DrawsNoise ? ", StepNoise noise" : "";

    private static void WriteBuffers(CodeWriter code, NetworkPlan plan, bool onlyOutput = false)
    {
        var training = plan.Training!;
        if (training.IsWholeBatch)
            _ = code.Write($"var capacity = (nint)((rows + {Literals.Int(Lanes.Widest - 1)}) & -{Literals.Int(Lanes.Widest)});");
        for (var index = 0; index < training.Activations.Buffers.Count; index++)
        {
            var buffer = training.Activations.Buffers[index];
            if (!onlyOutput || IsEnd(training, buffer.Value))
                _ = code.Write($"ref var {buffer.Value.Name} = {(training.IsWholeBatch ? TrainingMemory.OfWholeBatch(training, training.PerRow(index)) : Code.Offset("memory", buffer.Offset))};");
        }
    }

    /// <summary>What passes that share their forward pass see of it: outputs, and what losses look at.</summary>
    private static bool IsEnd(TrainingPlan training, Value value) => training.Heads.Count == 0
        ? value == training.Output || value == training.LossInput
        : training.Heads.Any(head => value == head.LossInput || value == training.Stages[head.End].Output);

    /// <summary>From the last block to the first; two buffers take turns to carry the gradient.</summary>
    private static void WriteBackward(CodeWriter code, NetworkPlan plan)
    {
        var training = plan.Training!;
        _ = code
            .Write("/// <summary>Gradients of one chunk, from those at its outputs.</summary>")
            .OpenHot($"private static void Backward(ref float parameters, ref float transposed, ref float memory, ref float gradients, ref float input, int rows, bool first, int joins{NoiseParameter(plan)})");
        WriteBuffers(code, plan);
        _ = code.Write($"""
            ref var gradient = {training.Gradient(0)};
            ref var inputGradient = {training.Gradient(1)};
            """);
        ResidualTemplate.WriteBuffers(code, training.ResidualLevels, training.Gradient);
        if (training.Heads.Count == 0)
        {
            _ = WriteBackward(code, plan, training.FirstLearned, training.StagesBeforeLoss, "gradient");
            _ = code.Close();
            return;
        }

        HeadsTemplate.WriteBuffers(code, training);
        foreach (var head in training.Heads)
        {
            _ = code.BlankLine().Write($"// Head {head.Part.Spec.Name}.");
            var atTrunk = WriteBackward(code, plan, training.FirstOf(head), head.BackwardEnd, HeadsTemplate.Gradient(head));
            if (training.TrunkLearns)
                HeadsTemplate.WriteMeeting(code, head.Index == 0, training.Stages[head.Begin].Output, atTrunk, "rows");
        }

        if (training.TrunkLearns)
            _ = WriteBackward(code, plan, training.FirstLearned, training.Heads[0].Begin, HeadsTemplate.TrunkGradient);
        _ = code.Close();
    }

    /// <summary>Some of the stages, from the last to the first; returns the name of the gradient at what the first reads.</summary>
    private static string WriteBackward(CodeWriter code, NetworkPlan plan, int begin, int end, string gradient, bool updates = false)
    {
        var training = plan.Training!;
        var inputGradient = "inputGradient";
        for (var index = end - 1; index >= begin; index--)
        {
            var stage = training.Stages[index];
            if (stage is ActivationStage activation)
            {
                BlockTable.Activation(activation.Spec.Kind).WriteBackward(code, activation.Spec, stage.Input, stage.Output, gradient, "rows");
                continue;
            }

            if (stage is LayerStage layer)
            {
                BlockTable.Layer(layer.Spec.Kind).WriteBackward(code.BlankLine().Write($"// {layer.Spec.Kind}."), layer, new BackwardScope(gradient));
                continue;
            }

            if (stage is EndResidualStage residual)
            {
                if (training.Keeps(index))
                    ResidualTemplate.WriteBackward(code, residual, gradient, "rows");
                continue;
            }

            if (stage is BeginResidualStage beginning)
            {
                ResidualTemplate.WriteBackward(code, beginning, gradient, "rows");
                continue;
            }

            var dense = ((DenseStage)stage).Plan;
            _ = code.BlankLine().Write($"// {DenseRemarks.Title(dense)}.");
            if (dense.Epilogue is not null)
                BlockTable.Activation(dense.Epilogue.Kind).WriteBackward(code, dense.Epilogue, stage.Output, stage.Output, gradient, "rows");
            // An update would change the weights that the input gradients are computed with: it comes after them.
            if (!updates)
                DenseCallTemplate.WriteParameterGradients(code, dense, stage.Input.Name, new BackwardScope(gradient), plan.ParameterLength);
            if (dense.NeedsInputGradient)
                _ = code.Write(DenseCallTemplate.InputGradients(dense, gradient, inputGradient));
            if (updates)
                DenseCallTemplate.WriteUpdate(code, dense, plan.Spec.SlotOf(dense.Spec), stage.Input.Name, new BackwardScope(gradient), plan.ParameterLength);
            if (!dense.NeedsInputGradient)
                continue;
            (gradient, inputGradient) = (inputGradient, gradient);
        }

        return gradient;
    }
}
