using Compiled.Generator.Blocks;
using Compiled.Generator.Emission.Dense;
using Compiled.Generator.Planning;
using Compiled.Generator.Text;
using Buffer = Compiled.Generator.Planning.Buffer;

namespace Compiled.Generator.Emission;

/// <summary>The forward pass of a batch with samples in the lanes, for narrow networks.</summary>
internal static class ColumnInferenceTemplate
{
    public static void WritePredictRows(CodeWriter code, NetworkPlan plan, SampleLanesPlan lanes)
    {
        _ = code
            .OpenHot("public static void PredictRows(ref float parameters, ref float inputs, ref float outputs, int count, ref float scratch)")
            .Open($"if (count < {Literals.Int(SampleLanesPlan.FewestRows)})")
            .Open("for (var row = 0; row < count; row++)")
            .Write($"PredictRow(ref parameters, ref Unsafe.Add(ref inputs, {Code.Product("row", plan.Spec.Inputs)}), ref Unsafe.Add(ref outputs, {Code.Product("row", plan.Spec.Outputs)}), ref scratch);")
            .Close()
            .Write("return;")
            .Close()
            .BlankLine()
            .Write($"// {Literals.Int(lanes.PredictRows)} samples at a time, side by side in the vectors; a value's columns follow each other.")
            .Open($"for (var start = 0; start < count; start += {Literals.Int(lanes.PredictRows)})")
            .Write($"""
                var rows = Math.Min({Literals.Int(lanes.PredictRows)}, count - start);
                var stride = (rows + {Literals.Int(SampleLanesPlan.Group - 1)}) & -{Literals.Int(SampleLanesPlan.Group)};
                """);
        WriteValues(code, lanes.Values, "scratch");
        _ = code.BlankLine().Write("// Rows become columns.").Write($"SampleLanes.ToColumns(ref Unsafe.Add(ref inputs, {Code.Product("(nint)start", plan.Spec.Inputs)}), {Literals.Int(plan.Spec.Inputs)}, ref input, {Literals.Int(plan.Spec.Inputs)}, rows, stride);");
        WriteStages(code, plan.Stages.Take(plan.Stages.Count - (lanes.EndsInRows ? 1 : 0)));
        WriteResult(code, plan, lanes);
        _ = code.Close().Close();
    }

    /// <summary>Where each value's columns begin; the stride is that of the chunk.</summary>
    public static void WriteValues(CodeWriter code, IEnumerable<Buffer> values, string memory)
    {
        foreach (var value in values)
            _ = code.Write($"ref var {value.Value.Name} = {Columns(memory, value.Offset)};");
    }

    /// <summary>A place so many columns into a memory.</summary>
    public static string Columns(string memory, int columns) =>
        columns == 0 ? $"ref {memory}" : $"ref Unsafe.Add(ref {memory}, {(columns == 1 ? "" : $"{Literals.Int(columns)} * ")}stride)";

    public static void WriteStages(CodeWriter code, IEnumerable<Stage> stages)
    {
        foreach (var stage in stages)
        {
            if (stage is DenseStage dense)
            {
                _ = code.BlankLine().Write($"// {DenseRemarks.Title(dense.Plan)}.").Write(DenseCallTemplate.ForwardColumns(dense.Plan, stage.Input.Name, stage.Output.Name));
                continue;
            }

            if (stage is LayerStage layer)
            {
                BlockTable.Layer(layer.Spec.Kind).WriteColumns(code.BlankLine().Write($"// {layer.Spec.Kind}."), layer);
                continue;
            }

            var activation = (ActivationStage)stage;
            if (!activation.IsInPlace)
                _ = code.Write($"RowKernel.Copy(ref {stage.Input.Name}, stride, ref {stage.Output.Name}, stride, stride, {Literals.Int(stage.Input.Width)});");
            BlockTable.Activation(activation.Spec.Kind).WriteForward(code, activation.Spec, Contiguous(stage.Output), "stride");
        }
    }

    /// <summary>A value's columns are one run of floats: so many times the stride.</summary>
    public static Value Contiguous(Value value) => new(value.Name, value.Width, value.Width);

    private static void WriteResult(CodeWriter code, NetworkPlan plan, SampleLanesPlan lanes)
    {
        var (width, output) = (plan.Spec.Outputs, $"ref Unsafe.Add(ref outputs, {Code.Product("(nint)start", plan.Spec.Outputs)})");
        if (!lanes.EndsInRows)
        {
            _ = code.BlankLine().Write("// Columns become rows.").Write($"SampleLanes.ToRows(ref {plan.Output.Name}, stride, {output}, {Literals.Int(width)}, {Literals.Int(width)}, rows);");
            return;
        }

        var last = (ActivationStage)plan.Stages[plan.Stages.Count - 1];
        var rows = new Value("resultRows", width, lanes.RowStride);
        _ = code
            .BlankLine().Write($"// Columns become rows, as {last.Spec.Kind} needs them.")
            .Write($"ref var resultRows = {Columns("scratch", lanes.Columns)};")
            .Write($"SampleLanes.ToRows(ref {last.Input.Name}, stride, ref resultRows, {Literals.Int(lanes.RowStride)}, {Literals.Int(width)}, rows);");
        BlockTable.Activation(last.Spec.Kind).WriteForward(code, last.Spec, rows, "rows");
        _ = code.Write($"RowKernel.Copy(ref resultRows, {Literals.Int(lanes.RowStride)}, {output}, {Literals.Int(width)}, {Literals.Int(width)}, rows);");
    }
}
