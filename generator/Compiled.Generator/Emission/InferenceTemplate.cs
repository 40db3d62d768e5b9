using Compiled.Generator.Blocks;
using Compiled.Generator.Emission.Dense;
using Compiled.Generator.Model;
using Compiled.Generator.Planning;
using Compiled.Generator.Text;

namespace Compiled.Generator.Emission;

/// <summary>The forward pass: one row, and any number of rows.</summary>
internal static class InferenceTemplate
{
    public static void Write(CodeWriter code, NetworkPlan plan)
    {
        foreach (var shape in plan.Shapes)
        {
            DenseShapeTemplate.Write(code, plan, [.. shape]);
            _ = code.BlankLine();
        }

        var name = NetworkEmitter.InferenceName(plan.Spec);
        _ = code
            .Write($"/// <summary>The forward pass of {plan.Spec.Type.Name}.</summary>")
            .Open($"file readonly struct {name} : IInferenceKernel")
            .Write($"""
                public static int RowScratch => {Literals.Int(plan.RowScratch)};

                public static int BatchScratch => {Literals.Int(plan.BatchScratch)};

                """);
        WritePredictRow(code, plan);
        _ = code.BlankLine();
        if (plan.SampleLanes is { } lanes)
            ColumnInferenceTemplate.WritePredictRows(code, plan, lanes);
        else
            WritePredictRows(code, plan);
        _ = code.Close();
    }

    /// <summary>The stages on a batch of rows; the training pass uses them too, without the spec, since heads write no outputs there.</summary>
    public static void WriteStages(CodeWriter code, IEnumerable<Stage> stages, Pass pass = Pass.Prediction, NetworkSpec? spec = null)
    {
        foreach (var stage in stages)
        {
            if (stage is DenseStage dense)
                _ = code.BlankLine().Write($"// {DenseRemarks.Title(dense.Plan)}.").Write(DenseCallTemplate.Forward(dense.Plan, stage.Input.Name, stage.Output.Name));
            else if (stage is LayerStage layer)
                WriteLayer(code, layer, pass);
            else if (stage is EndResidualStage residual)
                ResidualTemplate.WriteForward(code, residual, "rows");
            else if (stage is HeadEndStage head && spec is not null)
                HeadsTemplate.WriteOutputs(code, spec, head, "rows");
            else if (stage is ActivationStage activation)
                WriteActivation(code, activation, "rows");
        }
    }

    private static void WriteLayer(CodeWriter code, LayerStage stage, Pass pass)
    {
        var kind = BlockTable.Layer(stage.Spec.Kind);
        _ = code.BlankLine().Write($"// {stage.Spec.Kind}.");
        if (pass == Pass.Step)
            kind.WriteTrainingForward(code, stage, "rows");
        else if (kind.IsForTrainingOnly)
            WriteCopy(code, stage.Input, stage.Output, "rows");
        else if (pass == Pass.Evaluation)
            kind.WriteEvaluation(code, stage, "rows");
        else
            kind.WriteForward(code, stage, "rows");
    }

    /// <summary>Rows of one value into another, whose padding becomes zero.</summary>
    public static void WriteCopy(CodeWriter code, Value input, Value output, string rows) => _ = input.Stride == output.Stride
        ? code.Write($"RowKernel.Copy(ref {input.Name}, {Literals.Int(input.Stride)}, ref {output.Name}, {Literals.Int(output.Stride)}, {Literals.Int(output.Stride)}, {rows});")
        : code.Write($"RowKernel.Pad(ref {input.Name}, ref {output.Name}, {Literals.Int(input.Width)}, {Literals.Int(output.Stride)}, {rows});");

    public static void WriteActivation(CodeWriter code, ActivationStage stage, string rows)
    {
        if (!stage.IsInPlace)
            WriteCopy(code, stage.Input, stage.Output, rows);
        BlockTable.Activation(stage.Spec.Kind).WriteForward(code, stage.Spec, stage.Output, rows);
    }

    private static void WritePredictRow(CodeWriter code, NetworkPlan plan)
    {
        const string Header = "public static void PredictRow(ref float parameters, ref float input, ref float output, ref float scratch)";
        // Optimised from its first call on where it is not inlined after all: a batch of a few rows calls it, and so may the JIT when its budget is spent.
        _ = plan.InlinesRow
            ? code.Write("[MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]").Open(Header)
            : plan.IsRowInRegisters
            ? code.Write("[MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]").Open(Header)
            : code.OpenHot(Header);
        if (plan.IsRowInRegisters)
        {
            RegisterRowTemplate.Write(code, plan);
            _ = code.Close();
            return;
        }

        WriteBuffers(code, plan, plan.Row, plan.WritesDirectly || plan.EndsInRegisters);
        Stage? previous = null;
        foreach (var stage in plan.Stages)
        {
            if (stage is ActivationStage activation)
            {
                // Where the dense block before has applied it, nothing is left to do.
                if (!activation.IsInPlace || previous is not DenseStage dense || dense.Plan.RowActivation != activation.Spec)
                    WriteActivation(code, activation, "1");
            }
            else if (stage is LayerStage layer)
            {
                BlockTable.Layer(layer.Spec.Kind).WriteForward(code.BlankLine().Write($"// {layer.Spec.Kind}."), layer, "1");
            }
            else if (stage is EndResidualStage residual)
            {
                ResidualTemplate.WriteForward(code, residual, "1");
            }
            else if (stage is HeadEndStage head)
            {
                HeadsTemplate.WriteOutputs(code, plan.Spec, head, "1");
            }
            else
            {
                WriteDenseRow(code, plan, (DenseStage)stage);
            }

            previous = stage;
        }

        if (!plan.WritesDirectly && !plan.EndsInRegisters && !plan.EndsInDot && !plan.HasHeads)
            WriteOutputs(code, plan);
        _ = code.Close();
    }

    public static void WriteOutputs(CodeWriter code, NetworkPlan plan) => _ = code
        .BlankLine()
        .Write("// The outputs without their padding.")
        .Write($"RowKernel.CopyOne(ref {plan.Output.Name}, ref output, {Literals.Int(plan.Output.Width)});");

    private static void WriteDenseRow(CodeWriter code, NetworkPlan plan, DenseStage stage)
    {
        var isLast = stage.Output == plan.Output;
        _ = code.BlankLine().Write($"// {DenseRemarks.RowTitle(stage.Plan)}.");
        if (plan.IsSingleMethod)
            DenseRowTemplate.WriteBody(code, stage.Plan, "parameters", stage.Input.Name, stage.Output.Name, plan.EndsInRegisters && isLast);
        else if (plan.EndsInDot && isLast)
            _ = code.Write(DenseCallTemplate.LastRow(stage.Plan, stage.Input.Name, stage.Output.Name, "output"));
        else
            _ = code.Write(DenseCallTemplate.Row(stage.Plan, stage.Input.Name, stage.Output.Name));
    }

    private static void WritePredictRows(CodeWriter code, NetworkPlan plan)
    {
        _ = code
            .OpenHot("public static void PredictRows(ref float parameters, ref float inputs, ref float outputs, int count, ref float scratch)")
            .Write($"// {Code.Count(plan.Batch.Rows, "row")} at a time: their activations stay in the first-level cache.")
            .Open($"for (var start = 0; start < count; start += {Literals.Int(plan.Batch.Rows)})")
            .Write($"""
                var rows = Math.Min({Literals.Int(plan.Batch.Rows)}, count - start);
                ref var input = ref Unsafe.Add(ref inputs, {Code.Product("(nint)start", plan.Spec.Inputs)});
                ref var output = ref Unsafe.Add(ref outputs, {Code.Product("(nint)start", plan.Spec.Outputs)});
                """);
        WriteBuffers(code, plan, plan.Batch, plan.WritesDirectly);
        WriteStages(code, plan.Stages, spec: plan.Spec);
        if (!plan.WritesDirectly && !plan.HasHeads)
            _ = code.BlankLine().Write("// The outputs without their padding.").Write($"RowKernel.Copy(ref {plan.Output.Name}, {Literals.Int(plan.Output.Stride)}, ref output, {Literals.Int(plan.Output.Width)}, {Literals.Int(plan.Output.Width)}, rows);");
        _ = code.Close().Close();
    }

    public static void WriteBuffers(CodeWriter code, NetworkPlan plan, BufferPlan buffers, bool writesOutput, string memory = "scratch")
    {
        foreach (var buffer in buffers.Buffers)
            _ = code.Write($"ref var {buffer.Value.Name} = {Code.Offset(memory, buffer.Offset)};");
        if (writesOutput)
            _ = code.Write($"ref var {plan.Output.Name} = ref output;");
    }
}
