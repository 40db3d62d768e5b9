using Compiled.Generator.Blocks;
using Compiled.Generator.Planning;

namespace Compiled.Generator.Emission;

/// <summary>The training pass: forward that keeps its values, the loss, and backward, chunk of rows after chunk of rows.</summary>
internal static class TrainingTemplate
{
    public static void Write(CodeWriter code, NetworkPlan plan)
    {
        var training = plan.Training!;
        var stages = training.Stages;
        var last = training.StagesBeforeLoss;
        var loss = BlockTable.Loss(plan.Spec.Loss!.Kind);
        var output = training.LossInput;
        _ = code
            .Write($"/// <summary>The training pass of {plan.Spec.Type.Name}: {Code.Count(training.ChunkRows, "row")} at a time, gradients added chunk after chunk.</summary>")
            .Open($"file static class {NetworkEmitter.TrainingName(plan.Spec)}");

        _ = code
            .Write("/// <summary>Gradients of the loss over a shard, joined with those of shards before; returns the sum of the rows' losses.</summary>")
            .OpenHot("internal static double Accumulate(ref float parameters, ref float transposed, ref float memory, ref float gradients, ref float inputs, ref float targets, int count, float scale, int joins)")
            .Write("var loss = 0.0;");
        WriteChunks(code, plan, "targets", () =>
        {
            InferenceTemplate.WriteStages(code, stages.Take(last), NetworkEmitter.InferenceName(plan.Spec) + ".");
            _ = code
                .Write($"loss += {loss.Kernel}.ValueAndGradient(ref {output.Name}, ref target, ref gradient, rows, {output.Width}, {output.Stride}, scale);")
                .Write("Backward(ref parameters, ref transposed, ref memory, ref gradients, ref input, rows, start == 0, start + rows == count ? joins : 0);");
        });
        _ = code.Write("return loss;").Close().BlankLine();

        _ = code
            .Write("/// <summary>Gradients from the caller's own at the outputs.</summary>")
            .OpenHot("internal static void AccumulateFromGradient(ref float parameters, ref float transposed, ref float memory, ref float gradients, ref float inputs, ref float targets, int count, int joins)");
        WriteChunks(code, plan, "targets", () =>
        {
            InferenceTemplate.WriteStages(code, stages, NetworkEmitter.InferenceName(plan.Spec) + ".");
            _ = code.Write($"RowKernel.Pad(ref target, ref gradient, {output.Width}, {output.Stride}, rows);");
            foreach (var stage in stages.Skip(last).Cast<ActivationStage>())
                BlockTable.Activation(stage.Spec.Kind).WriteBackward(code, stage.Spec, stage.Input, stage.Output, "gradient", "rows");
            _ = code.Write("Backward(ref parameters, ref transposed, ref memory, ref gradients, ref input, rows, start == 0, start + rows == count ? joins : 0);");
        });
        _ = code.Close().BlankLine();

        _ = code
            .Write("/// <summary>The sum of the rows' losses, without gradients.</summary>")
            .OpenHot("internal static double SumLoss(ref float parameters, ref float memory, ref float inputs, ref float targets, int count)")
            .Write("var loss = 0.0;");
        WriteChunks(code, plan, "targets", () =>
        {
            InferenceTemplate.WriteStages(code, stages.Take(last), NetworkEmitter.InferenceName(plan.Spec) + ".");
            _ = code.Write($"loss += {loss.Kernel}.Value(ref {output.Name}, ref target, rows, {output.Width}, {output.Stride});");
        }, withGradient: false);
        _ = code.Write("return loss;").Close().BlankLine();

        WriteBackward(code, plan, last);
        foreach (var stage in plan.DenseStages)
        {
            _ = code.BlankLine();
            DenseTemplate.WriteBackward(code, stage.Plan, plan.ParameterLength);
        }

        foreach (var tile in DenseTileSet.InputGradientRows(plan))
        {
            _ = code.BlankLine();
            DenseRowsTemplate.WriteInputGradient(code, tile);
        }

        foreach (var tile in DenseTileSet.InputGradient(plan))
        {
            _ = code.BlankLine();
            DenseTileTemplate.WriteInputGradient(code, tile);
        }

        foreach (var tile in DenseTileSet.WeightGradient(plan))
        {
            _ = code.BlankLine();
            DenseTileTemplate.WriteWeightGradient(code, tile, plan.ParameterLength);
        }

        _ = code.Close();
    }

    private static void WriteChunks(CodeWriter code, NetworkPlan plan, string targets, Action body, bool withGradient = true)
    {
        var training = plan.Training!;
        _ = code
            .Open($"for (var start = 0; start < count; start += {training.ChunkRows})")
            .Write($"""
                var rows = Math.Min({training.ChunkRows}, count - start);
                ref var input = ref Unsafe.Add(ref inputs, (nint)start * {plan.Spec.Inputs});
                ref var target = ref Unsafe.Add(ref {targets}, (nint)start * {plan.Spec.Outputs});
                """);
        WriteBuffers(code, plan);
        if (withGradient)
            _ = code.Write($"ref var gradient = {Code.Offset("memory", training.GradientOffset(0))};");
        body();
        _ = code.Close();
    }

    private static void WriteBuffers(CodeWriter code, NetworkPlan plan)
    {
        foreach (var buffer in plan.Training!.Activations.Buffers)
            _ = code.Write($"ref var {buffer.Value.Name} = {Code.Offset("memory", buffer.Offset)};");
    }

    /// <summary>From the last block to the first; two buffers take turns to carry the gradient.</summary>
    private static void WriteBackward(CodeWriter code, NetworkPlan plan, int last)
    {
        var training = plan.Training!;
        _ = code
            .Write("/// <summary>Gradients of one chunk, from those at its outputs.</summary>")
            .OpenHot("private static void Backward(ref float parameters, ref float transposed, ref float memory, ref float gradients, ref float input, int rows, bool first, int joins)");
        WriteBuffers(code, plan);
        _ = code.Write($"""
            ref var gradient = {Code.Offset("memory", training.GradientOffset(0))};
            ref var inputGradient = {Code.Offset("memory", training.GradientOffset(1))};
            """);
        string gradient = "gradient", inputGradient = "inputGradient";
        for (var index = last - 1; index >= 0; index--)
        {
            var stage = training.Stages[index];
            if (stage is ActivationStage activation)
            {
                // Nothing before the first dense block learns.
                if (training.Stages.Take(index).Any(static earlier => earlier is DenseStage))
                    BlockTable.Activation(activation.Spec.Kind).WriteBackward(code, activation.Spec, stage.Input, stage.Output, gradient, "rows");
                continue;
            }

            var dense = ((DenseStage)stage).Plan;
            _ = code.BlankLine().Write($"// {DenseTemplate.Title(dense)}.");
            if (dense.Epilogue is not null)
                BlockTable.Activation(dense.Epilogue.Kind).WriteBackward(code, dense.Epilogue, stage.Output, stage.Output, gradient, "rows");
            _ = code.Write($"{DenseTemplate.Name(dense)}ParameterGradients(ref {stage.Input.Name}, ref {gradient}, ref gradients, rows, first, joins);");
            if (!dense.NeedsInputGradient)
                continue;
            _ = code.Write($"{DenseTemplate.Name(dense)}InputGradients(ref {(dense.IsDot ? "parameters" : "transposed")}, ref {gradient}, ref {inputGradient}, rows);");
            (gradient, inputGradient) = (inputGradient, gradient);
        }

        _ = code.Close();
    }
}
