using Compiled.Generator.Blocks;
using Compiled.Generator.Emission.Dense;
using Compiled.Generator.Emission.OneSample;
using Compiled.Generator.Planning;
using Compiled.Generator.Text;

namespace Compiled.Generator.Emission;

/// <summary>The training pass with samples in the lanes: gradients keep sixteen lanes until the end of the step, which joins them.</summary>
internal static class ColumnTrainingTemplate
{
    public static void Write(CodeWriter code, NetworkPlan plan, SampleLanesPlan lanes)
    {
        var training = plan.Training!;
        var stages = training.Stages.Take(training.StagesBeforeLoss).ToList();
        var (width, output) = (plan.Spec.Outputs, training.LossInput.Name);
        var loss = BlockTable.Loss(plan.Spec.Loss!.Kind).Kernel(plan.Spec.Loss);
        _ = code
            .Write($"/// <summary>The training pass of {plan.Spec.Type.Name}, {Code.Count(lanes.TrainRows, "sample")} at a time, side by side in the vectors.</summary>")
            .Open($"file static class {NetworkEmitter.TrainingName(plan.Spec)}")
            .Write("/// <summary>Gradients of the loss; returns the sum of the rows' losses.</summary>")
            .OpenHot("internal static double Accumulate(ref float parameters, ref float sums, ref float memory, ref float gradients, ref float inputs, ref float targets, int count, LossTerms terms)")
            .Write("var loss = 0.0;");
        WriteChunks(code, plan, lanes, stages, () =>
        {
            TargetsTemplate.WriteStandardized(code, plan, SecondGradient(lanes));
            if (lanes.EndsInRows)
            {
                _ = code.Write($"""

                    // The loss and its gradient, row by row.
                    ref var resultRows = {ColumnInferenceTemplate.Columns("memory", lanes.ResultRowsColumn)};
                    SampleLanes.ToRows(ref {output}, stride, ref resultRows, {Literals.Int(lanes.RowStride)}, {Literals.Int(width)}, rows);
                    loss += {loss}.ValueAndGradient(ref resultRows, ref target, ref resultRows, rows, {Literals.Int(width)}, {Literals.Int(lanes.RowStride)}, terms.From(start));
                    SampleLanes.ToColumns(ref resultRows, {Literals.Int(lanes.RowStride)}, ref gradient, {Literals.Int(width)}, rows, stride);
                    """);
            }
            else
            {
                _ = code.Write($"""

                    // The loss and its gradient, column by column.
                    SampleLanes.ToColumns(ref target, {Literals.Int(width)}, ref targetColumns, {Literals.Int(width)}, rows, rows);
                    loss += {loss}.ValueAndGradient(ref {output}, ref targetColumns, ref gradient, {Literals.Int(width)}, rows, stride, terms.ColumnsFrom(start));
                    """);
            }

            _ = code.BlankLine().Write("// From the last block back to the first.").Write($"Backward(ref parameters, ref sums, ref memory, ref gradients, stride, start == 0, start + {Literals.Int(lanes.TrainRows)} >= count);");
        });
        _ = code.Write("return loss;").Close().BlankLine();

        WriteFromGradient(code, plan, lanes, stages);
        _ = code
            .Write("/// <summary>The sum of the rows' losses, without gradients.</summary>")
            .OpenHot("internal static double SumLoss(ref float parameters, ref float memory, ref float inputs, ref float targets, int count, LossTerms terms)")
            .Write("var loss = 0.0;");
        WriteChunks(code, plan, lanes, stages, () =>
        {
            TargetsTemplate.WriteStandardized(code, plan, SecondGradient(lanes));
            _ = lanes.EndsInRows
                ? code.Write($"""

                    // The loss, row by row.
                    ref var resultRows = {ColumnInferenceTemplate.Columns("memory", lanes.ResultRowsColumn)};
                    SampleLanes.ToRows(ref {output}, stride, ref resultRows, {Literals.Int(lanes.RowStride)}, {Literals.Int(width)}, rows);
                    loss += {loss}.Value(ref resultRows, ref target, rows, {Literals.Int(width)}, {Literals.Int(lanes.RowStride)}, terms.From(start));
                    """)
                : code.Write($"""

                    // The loss, column by column.
                    SampleLanes.ToColumns(ref target, {Literals.Int(width)}, ref targetColumns, {Literals.Int(width)}, rows, rows);
                    loss += {loss}.Value(ref {output}, ref targetColumns, {Literals.Int(width)}, rows, stride, terms.ColumnsFrom(start));
                    """);
        });
        _ = code.Write("return loss;").Close().BlankLine();
        if (plan.SharesTrainingForward)
            WriteSharedForward(code, plan, lanes, stages);
        WriteBackward(code, plan, lanes, stages);
        if (plan.SampleStep is { } step)
            SampleStepTemplate.Write(code, plan, lanes, step);
        _ = code.Close();
    }

    private static void WriteFromGradient(CodeWriter code, NetworkPlan plan, SampleLanesPlan lanes, List<Stage> stages)
    {
        var (width, output) = (plan.Spec.Outputs, plan.Training!.LossInput);
        _ = code
            .Write("/// <summary>Gradients from the caller's own at the outputs.</summary>")
            .OpenHot("internal static void AccumulateFromGradient(ref float parameters, ref float sums, ref float memory, ref float gradients, ref float inputs, ref float targets, int count)");
        WriteChunks(code, plan, lanes, stages, () =>
        {
            TargetsTemplate.WriteScaledGradient(code, plan, SecondGradient(lanes));
            var partner = plan.Training.Stages.Skip(stages.Count).Cast<ActivationStage>().FirstOrDefault();
            if (partner is not null && lanes.EndsInRows)
            {
                var rows = new Value("resultRows", width, lanes.RowStride);
                _ = code.Write($"""

                    // The caller's gradient at the outputs, row by row.
                    ref var resultRows = {ColumnInferenceTemplate.Columns("memory", lanes.ResultRowsColumn)};
                    ref var gradientRows = {ColumnInferenceTemplate.Columns("memory", lanes.GradientColumn)};
                    SampleLanes.ToRows(ref {output.Name}, stride, ref resultRows, {Literals.Int(lanes.RowStride)}, {Literals.Int(width)}, rows);
                    """);
                BlockTable.Activation(partner.Spec.Kind).WriteForward(code, partner.Spec, rows, "rows");
                _ = code.Write($"RowKernel.Pad(ref target, ref gradientRows, {Literals.Int(width)}, {Literals.Int(lanes.RowStride)}, rows);");
                BlockTable.Activation(partner.Spec.Kind).WriteBackward(code, partner.Spec, rows, rows, "gradientRows", "rows");
                _ = code.Write($"""
                    RowKernel.Copy(ref gradientRows, {Literals.Int(lanes.RowStride)}, ref resultRows, {Literals.Int(lanes.RowStride)}, {Literals.Int(width)}, rows);
                    SampleLanes.ToColumns(ref resultRows, {Literals.Int(lanes.RowStride)}, ref gradient, {Literals.Int(width)}, rows, stride);
                    """);
            }
            else
            {
                _ = code.BlankLine().Write("// The caller's gradient at the outputs.").Write($"SampleLanes.ToColumns(ref target, {Literals.Int(width)}, ref gradient, {Literals.Int(width)}, rows, stride);");
                if (partner is not null)
                {
                    ColumnInferenceTemplate.WriteStages(code, [partner]);
                    WriteActivationBackward(code, partner, "gradient");
                }
            }

            _ = code.BlankLine().Write("// From the last block back to the first.").Write($"Backward(ref parameters, ref sums, ref memory, ref gradients, stride, start == 0, start + {Literals.Int(lanes.TrainRows)} >= count);");
        });
        _ = code.Close().BlankLine();
    }

    /// <summary>The second of the two buffers that carry gradients, which nothing needs before the backward pass.</summary>
    private static string SecondGradient(SampleLanesPlan lanes) => ColumnInferenceTemplate.Columns("memory", lanes.SecondGradientColumn);

    private static void WriteChunks(CodeWriter code, NetworkPlan plan, SampleLanesPlan lanes, List<Stage> stages, Action body)
    {
        _ = code
            .Open($"for (var start = 0; start < count; start += {Literals.Int(lanes.TrainRows)})")
            .Write($"""
                var rows = Math.Min({Literals.Int(lanes.TrainRows)}, count - start);
                var stride = (rows + {Literals.Int(SampleLanesPlan.Group - 1)}) & -{Literals.Int(SampleLanesPlan.Group)};
                ref var target = ref Unsafe.Add(ref targets, {Code.Product("(nint)start", plan.Spec.Outputs)});
                """);
        ColumnInferenceTemplate.WriteValues(code, lanes.TrainValues.Where((_, index) => !plan.SharesTrainingForward || lanes.IsEnd(index)), "memory");
        _ = code.Write($"""
            ref var targetColumns = {ColumnInferenceTemplate.Columns("memory", lanes.TargetColumn)};
            ref var gradient = {ColumnInferenceTemplate.Columns("memory", lanes.GradientColumn)};

            // Rows become columns.
            SampleLanes.ToColumns(ref Unsafe.Add(ref inputs, {Code.Product("(nint)start", plan.Spec.Inputs)}), {Literals.Int(plan.Spec.Inputs)}, ref input, {Literals.Int(plan.Spec.Inputs)}, rows, stride);
            """);
        if (plan.SharesTrainingForward)
            _ = code.Write("Forward(ref parameters, ref memory, stride);");
        else
            ColumnInferenceTemplate.WriteStages(code, stages);
        body();
        _ = code.Close();
    }

    /// <summary>What the training passes of a deep network share: it is written once, for a call per chunk.</summary>
    private static void WriteSharedForward(CodeWriter code, NetworkPlan plan, SampleLanesPlan lanes, List<Stage> stages)
    {
        _ = code
            .Write("/// <summary>The forward pass of one chunk, whose values are kept.</summary>")
            .OpenHot("private static void Forward(ref float parameters, ref float memory, int stride)");
        ColumnInferenceTemplate.WriteValues(code, lanes.TrainValues, "memory");
        ColumnInferenceTemplate.WriteStages(code, stages);
        _ = code.Close().BlankLine();
    }

    private static void WriteBackward(CodeWriter code, NetworkPlan plan, SampleLanesPlan lanes, List<Stage> stages)
    {
        _ = code
            .Write("/// <summary>Gradients of one chunk, from those at its outputs: from the last block to the first, two buffers take turns.</summary>")
            .OpenHot("private static void Backward(ref float parameters, ref float sums, ref float memory, ref float gradients, int stride, bool first, bool last)");
        ColumnInferenceTemplate.WriteValues(code, lanes.TrainValues, "memory");
        _ = code.Write($"""
            ref var gradient = {ColumnInferenceTemplate.Columns("memory", lanes.GradientColumn)};
            ref var inputGradient = {SecondGradient(lanes)};
            """);
        string gradient = "gradient", inputGradient = "inputGradient";
        for (var index = stages.Count - 1; index >= plan.Training!.FirstLearned; index--)
        {
            if (stages[index] is ActivationStage activation)
            {
                WriteActivationBackward(code, activation, gradient);
                continue;
            }

            var dense = ((DenseStage)stages[index]).Plan;
            _ = code.BlankLine().Write($"// {DenseRemarks.Title(dense)}.");
            if (dense.Epilogue is not null)
                WriteActivationBackward(code, new ActivationStage(dense.Epilogue, stages[index].Output, stages[index].Output), gradient);
            _ = code.Write(DenseCallTemplate.ParameterGradientsOfColumns(dense, stages[index].Input.Name, gradient, lanes.SumOffsets[dense.Spec.Index]));
            if (!dense.NeedsInputGradient)
                continue;
            _ = code.Write(DenseCallTemplate.InputGradientsOfColumns(dense, gradient, inputGradient));
            (gradient, inputGradient) = (inputGradient, gradient);
        }

        _ = code.Close().BlankLine();
    }

    private static void WriteActivationBackward(CodeWriter code, ActivationStage stage, string gradient)
    {
        var (input, output) = (ColumnInferenceTemplate.Contiguous(stage.Input), ColumnInferenceTemplate.Contiguous(stage.Output));
        BlockTable.Activation(stage.Spec.Kind).WriteBackward(code, stage.Spec, input, output, gradient, "stride");
    }
}
