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
            WriteActivation(code, scope, new ActivationStage(epilogue, stage.Output, stage.Output), isCalled: false);
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
            kind.WriteBackward(code, stage.Spec, Padded(stage.Input), Padded(stage.Output), "gradient", "1");
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
            foreach (var row in rows.Where(row => row < inputs))
                WriteColumns(code, stage, row, lanes, new(plan.WeightOffset(row, 0), Columns, output => output == 0 ? "output" : $"output + {Int(output)}"));
            _ = code.Close();
        }

        for (var first = whole; first < outputs; first += Columns)
        {
            var from = first;
            foreach (var row in rows.Where(row => row < inputs))
                WriteColumns(code, stage, row, lanes, new(plan.WeightOffset(row, first), Math.Min(Columns, outputs - first), output => Int(from + output)));
        }

        // Lanes behind the last input hold what the rows of no input gave.
        foreach (var row in rows.Where(row => row < inputs && inputs - row < lanes))
            _ = code.Write($"{Gradient(stage.Input.Name, row)} = {Gradient(stage.Input.Name, row)}{Masked(lanes, inputs - row)};");
    }

    private static void WriteColumns(CodeWriter code, DenseStage stage, int row, int lanes, ColumnGroup group)
    {
        var place = group.First(0) == "output" ? $"ref Unsafe.Add(ref parameters, {Int(group.Offset)} + output)" : Code.Offset("parameters", group.Offset);
        var names = Enumerable.Range(0, Columns).Select(output => output < group.Count ? $"out {Vector(lanes)}<float> {Name(output)}" : "out _").ToList();
        _ = code.Write($"SampleColumns.Load({place}, {Int(stage.Plan.Stride)}, {Int(Math.Min(lanes, stage.Plan.Spec.Inputs - row))}, {string.Join(", ", names)});");
        var sum = Gradient(stage.Input.Name, row);
        for (var output = 0; output < group.Count; output++)
        {
            var gradient = group.First(output) == "0" ? "gradient" : $"Unsafe.Add(ref gradient, {group.First(output)})";
            _ = code.Write($"{sum} = {MultiplyAdd(lanes)}({Vector(lanes)}.Create({gradient}), {Name(output)}, {sum});");
        }

        string Name(int output) => group.First(0) == "output"
            ? $"column{Int(output)}{(row == 0 ? "" : "From" + Int(row))}"
            : $"{stage.Output.Name}Column{group.First(output)}{(row == 0 ? "" : "From" + Int(row))}";
    }

    /// <summary>A value as one padded row.</summary>
    private static Value Padded(Value value) => value with { Stride = Lanes.Pad(value.Width) };

    /// <summary>Columns that are loaded together.</summary>
    /// <param name="Offset">Where the first of them begins.</param>
    /// <param name="Count">How many count.</param>
    /// <param name="First">The number of each, as an expression.</param>
    private sealed record ColumnGroup(int Offset, int Count, Func<int, string> First);
}
