using Compiled.Generator.Blocks;
using Compiled.Generator.Emission.Dense;
using Compiled.Generator.Planning;
using Compiled.Generator.Planning.Dense;
using Compiled.Generator.Text;
using static Compiled.Generator.Emission.OneSample.SampleText;
using static Compiled.Generator.Text.Literals;

namespace Compiled.Generator.Emission.OneSample;

/// <summary>One stage of the backward pass of one sample: from the gradient at its output to that at its input, in registers.</summary>
internal static class SampleBackwardTemplate
{
    /// <summary>Columns that are loaded together.</summary>
    private const int Columns = 4;

    public static void Write(CodeWriter code, SampleScope scope, int index)
    {
        if (scope.Stages[index] is ActivationStage activation)
        {
            WriteActivation(code, scope, activation, scope.Tier.Called[index]);
            return;
        }

        var stage = (DenseStage)scope.Stages[index];
        _ = code.BlankLine().Write($"// {DenseRemarks.Title(stage.Plan)}.");
        if (stage.Plan.Epilogue is { } epilogue)
            WriteActivation(code, scope, new ActivationStage(epilogue, stage.Output, stage.Output), scope.Tier.Called[index]);
        if (stage.Plan.NeedsInputGradient)
            WriteInputGradient(code, scope, stage);
        SampleGradientTemplate.Write(code, scope, stage);
    }

    private static void WriteActivation(CodeWriter code, SampleScope scope, ActivationStage stage, bool isCalled)
    {
        var kind = BlockTable.Activation(stage.Spec.Kind);
        var (width, lanes, kernel) = (stage.Output.Width, scope.Tier.LanesOf(stage.Output.Width), kind.Kernel(stage.Spec).New);
        if (isCalled)
        {
            foreach (var column in scope.Tier.Vectors(width))
                _ = code.Write($"{Gradient(stage.Output.Name, column)}.StoreUnsafe({Place("gradient", column)});");
            kind.WriteBackward(code, stage.Spec, Whole(scope, stage.Input), Whole(scope, stage.Output), "gradient", "1");
        }

        foreach (var column in scope.Tier.Vectors(width))
        {
            var value = isCalled
                ? $"{Vector(lanes)}.LoadUnsafe({Place("gradient", column)})"
                : $"{Gradient(stage.Output.Name, column)} * {Derivative(kind.NeedsInput)}<{LaneType(lanes)}>({Part((kind.NeedsInput ? stage.Input : stage.Output).Name, column)}).Value";
            var mask = Masked(lanes, width - column);
            _ = code.Write($"{(stage.IsInPlace ? "" : "var ")}{Gradient(stage.Input.Name, column)} = {(mask.Length > 0 && !isCalled ? $"({value})" : value)}{mask};");
        }

        string Derivative(bool needsInput) => kernel + (needsInput ? ".Derivative" : ".DerivativeFromValue");
    }

    /// <summary>Gradients at inputs in the lanes: the sum over the outputs, from the first to the last.</summary>
    private static void WriteInputGradient(CodeWriter code, SampleScope scope, DenseStage stage)
    {
        var plan = stage.Plan;
        var (inputs, outputs) = (plan.Spec.Inputs, plan.Spec.Outputs);
        foreach (var column in scope.Tier.Vectors(outputs))
            _ = code.Write($"{Gradient(stage.Output.Name, column)}.StoreUnsafe({Place("gradient", column)});");
        var lanes = scope.Tier.LanesOf(inputs);
        var rows = scope.Tier.Vectors(inputs).ToList();
        foreach (var row in rows)
            _ = code.Write($"var {Gradient(stage.Input.Name, row)} = {Vector(lanes)}<float>.Zero;");
        var whole = outputs > 2 * Columns ? outputs / Columns * Columns : 0;
        if (whole > 0)
        {
            _ = code.Open($"for (nuint output = 0; output < {Int(whole)}; output += {Int(Columns)})");
            WriteColumns(code, stage, rows, lanes, new(0, Columns, "column", output => output == 0 ? "output" : $"output + {Int(output)}"));
            _ = code.Close();
        }

        for (var first = whole; first < outputs; first += Columns)
        {
            var from = first;
            WriteColumns(code, stage, rows, lanes, new(first, Math.Min(Columns, outputs - first), $"{stage.Output.Name}{(first == 0 ? "" : "From" + Int(first))}Column", output => Int(from + output)));
        }

        // Lanes behind the last input hold what the rows of no input gave.
        foreach (var row in rows.Where(row => inputs - row < lanes))
            _ = code.Write($"{Gradient(stage.Input.Name, row)} = {Gradient(stage.Input.Name, row)}{Masked(lanes, inputs - row)};");
    }

    /// <summary>Some columns times their gradients, added to the sums of all rows. Rows share variables, and at 128 bits vectors of gradients: the JIT inlines while there are few locals.</summary>
    private static void WriteColumns(CodeWriter code, DenseStage stage, List<int> rows, int lanes, ColumnGroup group)
    {
        var gradients = Enumerable.Range(0, group.Count).Select(output => !group.IsInLoop && group.First + output < FromRegisters
            ? Broadcast(lanes, Gradient(stage.Output.Name, 0), output)
            : $"{Vector(lanes)}.Create(Unsafe.Add(ref gradient, {group.Index(output)}))").ToList();
        for (var output = 0; output < group.Count && lanes == 4 && rows.Count > 1; output++)
        {
            _ = code.Write($"var {group.Name}{Int(output)}Gradient = {gradients[output]};");
            gradients[output] = $"{group.Name}{Int(output)}Gradient";
        }

        foreach (var row in rows)
        {
            var offset = stage.Plan.WeightOffset(row, group.First);
            var place = group.IsInLoop ? $"ref Unsafe.Add(ref parameters, {Int(offset)} + output)" : Code.Offset("parameters", offset);
            var outs = Enumerable.Range(0, Columns).Select(output =>
                output < group.Count ? $"out {(row == rows[0] ? Vector(lanes) + "<float> " : "")}{group.Name}{Int(output)}" : "out _");
            _ = code.Write($"SampleColumns.Load({place}, {Int(stage.Plan.Stride)}, {Int(Math.Min(lanes, stage.Plan.Spec.Inputs - row))}, {string.Join(", ", outs)});");
            var sum = Gradient(stage.Input.Name, row);
            for (var output = 0; output < group.Count; output++)
                _ = code.Write($"{sum} = {MultiplyAdd(lanes, gradients[output], $"{group.Name}{Int(output)}", sum)};");
        }
    }

    /// <summary>A value as one row of whole vectors.</summary>
    private static Value Whole(SampleScope scope, Value value) => value with { Stride = scope.Tier.Whole(value.Width) };

    /// <summary>Columns that are loaded together.</summary>
    /// <param name="First">The first of them; in a loop, of its first turn.</param>
    /// <param name="Count">How many count.</param>
    /// <param name="Name">What the variables of columns are called, before their number.</param>
    /// <param name="Index">The output that each belongs to, as an expression.</param>
    private sealed record ColumnGroup(int First, int Count, string Name, Func<int, string> Index)
    {
        public bool IsInLoop => Index(0) == "output";
    }
}
