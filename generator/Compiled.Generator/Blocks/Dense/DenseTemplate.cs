using Compiled.Generator.Emission;
using Compiled.Generator.Planning;

namespace Compiled.Generator.Blocks;

/// <summary>The methods of one dense block: its shape, one row, a batch of rows, and the two gradients.</summary>
internal static class DenseTemplate
{
    /// <summary>The block's sizes as a type, for the tiles.</summary>
    public static void WriteShape(CodeWriter code, DensePlan plan)
    {
        var spec = plan.Spec;
        var activation = plan.Epilogue is null ? null : BlockTable.Activation(plan.Epilogue.Kind).Kernel(plan.Epilogue);
        _ = code
            .Write($"/// <summary>{Title(plan)}: the sizes that its tiles are compiled for.</summary>")
            .Open($"file readonly struct {Name(plan)}Shape : IDenseShape")
            .Write($$"""
                public static nuint Inputs => {{spec.Inputs}};

                public static nuint InputStride => {{plan.InputStride}};

                public static nuint Outputs => {{spec.Outputs}};

                public static nuint OutputStride => {{plan.Stride}};

                public static nuint PanelWidth => {{plan.PanelWidth}};

                public static nuint TransposedStride => {{plan.TransposedStride}};

                public static nuint TransposedPanelWidth => {{plan.TransposedPanelWidth}};

                public static nuint TransposedRows => {{plan.TransposedRows}};

                public static bool HasBias => {{(spec.HasBias ? "true" : "false")}};
                """);
        foreach (var width in new[] { VectorWidth.Bits128, VectorWidth.Bits256, VectorWidth.Bits512 })
        {
            var vector = $"{Code.Vector(width)}<float>";
            var value = activation is null ? "sum" : $"{activation}.Value<global::Compiled.Numerics.Lanes{(int)width / 32}>(sum)";
            _ = code.BlankLine().Write($"""
                [MethodImpl(MethodImplOptions.AggressiveInlining)]
                public static {vector} Activate({vector} sum) => {value};
                """);
        }

        _ = code.Close();
    }

    /// <summary>One row as a method of its own.</summary>
    public static void WriteRow(CodeWriter code, DensePlan plan)
    {
        _ = code
            .Write($"""
                /// <summary>{RowTitle(plan)}, one row.</summary>
                """)
            .OpenHot($"private static void {Name(plan)}Row(ref float parameters, ref float input, ref float output)");
        WriteRowBody(code, plan, "input", "output");
        _ = code.Close();
    }

    /// <summary>One row: unrolled where the plan says so, else in panels as wide as the registers; the activation included.</summary>
    public static void WriteRowBody(CodeWriter code, DensePlan plan, string input, string output, bool isExact = false)
    {
        if (plan.IsDot)
        {
            DenseDotTemplate.WriteForward(code, plan, input, output, "1");
            return;
        }

        for (var index = 0; index < plan.Widths.Length; index++)
        {
            var width = plan.Widths[index];
            OpenTier(code, plan.Widths, index);
            if (plan.IsUnrolled && index == 0)
            {
                DenseRowTemplate.WriteUnrolled(code, plan, width, input, output, isExact);
            }
            else
            {
                WriteRowPanels(code, plan, width, input, output);
                if (plan.RowActivation is { } activation && activation != plan.Epilogue)
                    BlockTable.Activation(activation.Kind).WriteForward(code, activation, new Value(output, plan.Spec.Outputs, plan.Stride), "1");
            }

            CloseTier(code, plan.Widths);
        }
    }

    /// <summary>Any number of rows, panel after panel, so that a panel of weights stays in the first-level cache.</summary>
    public static void WriteForward(CodeWriter code, DensePlan plan)
    {
        _ = code
            .Write($"/// <summary>{Title(plan)}, any number of rows.</summary>")
            .OpenHot($"internal static void {Name(plan)}Forward(ref float parameters, ref float input, ref float output, int rows)");
        if (plan.IsDot)
        {
            DenseDotTemplate.WriteForward(code, plan, "input", "output", "rows");
            _ = code.Close();
            return;
        }

        WriteTiers(code, plan.Widths, width =>
        {
            foreach (var panel in plan.ForwardPanels(width))
            {
                _ = code.Write($"""
                    // Outputs {panel.Column} to {panel.End - 1}: {Code.Count(panel.Count, "panel")} of {Code.Count(panel.Tile.Vectors, "vector")}.
                    ForwardRows{panel.Tile}<{Name(plan)}Shape>(
                        ref input, {Code.Offset("parameters", plan.WeightOffset(0, panel.Column))}, {Biases(plan, panel.Column)}, {Code.Offset("output", panel.Column)}, rows, {panel.Count});
                    """);
            }
        });
        _ = code.Close();
    }

    /// <summary>Both gradients of a chunk of rows: of the parameters, and of the inputs where a block before needs it.</summary>
    public static void WriteBackward(CodeWriter code, DensePlan plan, int parameterLength)
    {
        _ = code
            .Write($"/// <summary>{Title(plan)}: its parameters' gradients from those of a chunk's outputs; <paramref name=\"first\"/> starts the sums anew, joins end them.</summary>")
            .OpenHot($"private static void {Name(plan)}ParameterGradients(ref float input, ref float gradient, ref float parameterGradients, int rows, bool first, int joins)");
        if (plan.IsDot)
        {
            DenseDotTemplate.WriteWeightGradient(code, plan, parameterLength);
        }
        else
        {
            WriteTiers(code, plan.Widths, width =>
            {
                foreach (var panel in plan.WeightGradientPanels(width))
                    WriteWeightGradientPanel(code, plan, panel);
            });
        }

        if (plan.Spec.HasBias)
            _ = code.Write($"ColumnSum.Accumulate(ref gradient, {Code.Offset("parameterGradients", plan.BiasesOffset)}, {plan.Stride}, rows, first, joins, {Literals.Int(parameterLength)});");
        _ = code.Close();

        if (!plan.NeedsInputGradient)
            return;
        if (plan.IsDot)
        {
            _ = code.BlankLine();
            DenseDotTemplate.WriteInputGradients(code, plan);
            return;
        }

        _ = code
            .BlankLine()
            .Write($"/// <summary>{Title(plan)}: the gradients at its inputs, from the transposed weights.</summary>")
            .OpenHot($"private static void {Name(plan)}InputGradients(ref float transposed, ref float gradient, ref float inputGradient, int rows)");
        WriteTiers(code, plan.InputGradientWidths, width =>
        {
            foreach (var panel in plan.InputGradientPanels(width))
            {
                _ = code.Write($"""
                    // Inputs {panel.Column} to {panel.End - 1}.
                    InputGradientRows{panel.Tile}<{Name(plan)}Shape>(
                        {Code.Offset("transposed", plan.TransposedColumnOffset(panel.Column))}, ref gradient, {Code.Offset("inputGradient", panel.Column)}, rows, {panel.Count});
                    """);
            }
        });
        _ = code.Close();
    }

    public static string Name(DensePlan plan) => $"Dense{plan.Spec.Index}";

    /// <summary>"Dense0, 64 -> 32, relu": how comments name the block.</summary>
    public static string Title(DensePlan plan) =>
        $"{Name(plan)}, {plan.Spec.Inputs} to {plan.Spec.Outputs}{(plan.Epilogue is null ? "" : $", {plan.Epilogue.Kind}")}";

    public static string RowTitle(DensePlan plan) =>
        $"{Name(plan)}, {plan.Spec.Inputs} to {plan.Spec.Outputs}{(plan.RowActivation is null ? "" : $", {plan.RowActivation.Kind}")}";

    private static void WriteRowPanels(CodeWriter code, DensePlan plan, VectorWidth width, string input, string output)
    {
        foreach (var panel in plan.RowPanels(width))
        {
            if (panel.Count == 1)
            {
                _ = code.Write($"Forward{panel.Tile}<{Name(plan)}Shape>(ref {input}, {Code.Offset("parameters", plan.WeightOffset(0, panel.Column))}, {Biases(plan, panel.Column)}, {Code.Offset(output, panel.Column)});");
                continue;
            }

            _ = code
                .Open($"for (nuint column = {panel.Column}; column < {panel.End}; column += {panel.Tile.PanelWidth})")
                .Write($"Forward{panel.Tile}<{Name(plan)}Shape>(ref {input}, ref Unsafe.Add(ref parameters, {plan.WeightsOffset} + PanelOffset.Of(column, {plan.PanelWidth}, {plan.Spec.Inputs})), {Biases(plan, "column")}, ref Unsafe.Add(ref {output}, column));")
                .Close();
        }
    }

    private static void WriteWeightGradientPanel(CodeWriter code, DensePlan plan, Panel panel)
    {
        var rows = panel.Tile.Rows;
        var whole = plan.Spec.Inputs / rows;
        var rest = plan.Spec.Inputs % rows;
        _ = code
            .Write($"// Outputs {panel.Column} to {panel.End - 1}, {Code.Count(rows, "input")} at a time.")
            .Open($"for (nuint column = {panel.Column}; column < {panel.End}; column += {panel.Tile.PanelWidth})")
            .Write($"ref var weights = ref Unsafe.Add(ref parameterGradients, {plan.WeightsOffset} + PanelOffset.Of(column, {plan.PanelWidth}, {plan.Spec.Inputs}));");
        if (whole > 0)
        {
            _ = code
                .Open($"for (nuint i = 0; i < {whole * rows}; i += {rows})")
                .Write($"WeightGradient{panel.Tile}<{Name(plan)}Shape>(ref Unsafe.Add(ref input, i), ref Unsafe.Add(ref gradient, column), ref Unsafe.Add(ref weights, i * {plan.PanelWidth}), rows, first, joins);")
                .Close();
        }

        if (rest > 0)
            _ = code.Write($"WeightGradient{panel.Tile with { Rows = rest }}<{Name(plan)}Shape>({Code.Offset("input", whole * rows)}, ref Unsafe.Add(ref gradient, column), {Code.Offset("weights", whole * rows * plan.PanelWidth)}, rows, first, joins);");
        _ = code.Close();
    }

    public static string Biases(DensePlan plan, int column) =>
        plan.Spec.HasBias ? Code.Offset("parameters", plan.BiasesOffset + column) : "ref parameters";

    private static string Biases(DensePlan plan, string column) =>
        plan.Spec.HasBias ? $"ref Unsafe.Add(ref parameters, {plan.BiasesOffset} + {column})" : "ref parameters";

    /// <summary>One body a vector width; which one runs is a constant to the JIT.</summary>
    private static void WriteTiers(CodeWriter code, VectorWidth[] widths, Action<VectorWidth> body)
    {
        for (var index = 0; index < widths.Length; index++)
        {
            OpenTier(code, widths, index);
            body(widths[index]);
            CloseTier(code, widths);
        }
    }

    private static void OpenTier(CodeWriter code, VectorWidth[] widths, int index)
    {
        if (widths.Length > 1)
            _ = code.Open(index == 0 ? "if (Vector512.IsHardwareAccelerated)" : "else");
    }

    private static void CloseTier(CodeWriter code, VectorWidth[] widths)
    {
        if (widths.Length > 1)
            _ = code.Close();
    }
}
