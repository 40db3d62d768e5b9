using Compiled.Generator.Blocks;
using Compiled.Generator.Emission.Dense;
using Compiled.Generator.Planning;
using Compiled.Generator.Planning.Dense;
using Compiled.Generator.Text;
using static Compiled.Generator.Emission.OneSample.SampleText;
using static Compiled.Generator.Text.Literals;

namespace Compiled.Generator.Emission.OneSample;

/// <summary>One stage of the forward pass of one sample: its value in registers, and in memory for what broadcasts it.</summary>
internal static class SampleForwardTemplate
{
    public static void Write(CodeWriter code, SampleScope scope, int index)
    {
        var stage = scope.Stages[index];
        if (stage is DenseStage dense)
            WriteDense(code, scope, dense);
        var activation = stage as ActivationStage ?? (((DenseStage)stage).Plan.Epilogue is { } epilogue ? new ActivationStage(epilogue, stage.Output, stage.Output) : null);
        if (activation is not null && scope.Tier.Called[index])
            WriteCall(code, scope, activation);
        else if (activation is not null)
            WriteActivation(code, scope, activation);

        // Most broadcasts read it from memory: they need no shuffle then.
        if (index + 1 < scope.Stages.Count && scope.Stages[index + 1] is DenseStage)
        {
            foreach (var column in scope.Tier.Vectors(stage.Output.Width))
                _ = code.Write($"{Part(stage.Output.Name, column)}.StoreUnsafe({Place(stage.Output.Name, column)});");
        }
    }

    private static void WriteDense(CodeWriter code, SampleScope scope, DenseStage stage)
    {
        var plan = stage.Plan;
        var (lanes, columns) = (scope.Tier.LanesOf(plan.Spec.Outputs), scope.Tier.Vectors(plan.Spec.Outputs).ToList());
        _ = code.BlankLine().Write($"// {DenseRemarks.Title(plan)}.");
        foreach (var column in columns)
            for (var partial = 0; partial < plan.Partials; partial++)
            {
                var start = partial == 0 && plan.Spec.HasBias
                    ? $"{Vector(lanes)}.LoadUnsafe({Place("parameters", plan.BiasesOffset + column)})"
                    : $"{Vector(lanes)}<float>.Zero";
                _ = code.Write($"var {Sum(stage, column, partial)} = {start};");
            }

        var written = 0;
        if (!SampleStepPlan.IsWrittenOut(plan.Spec.Inputs, columns.Count))
        {
            written = plan.Spec.Inputs / plan.Partials * plan.Partials;
            _ = code.Open($"for (nuint row = 0; row < {Int(written)}; row += {Int(plan.Partials)})");
            for (var partial = 0; partial < plan.Partials; partial++)
            {
                var from = partial == 0 ? "row" : $"row + {Int(partial)}";
                _ = code.Write($"var broadcast{Int(partial)} = {Vector(lanes)}.Create(Unsafe.Add(ref {stage.Input.Name}, {from}));");
                foreach (var column in columns)
                    WriteMultiplyAdd(code, stage, column, partial, lanes, "broadcast" + Int(partial), Place("parameters", plan.WeightOffset(partial, column), "row", plan.Stride));
            }

            _ = code.Close();
        }

        for (var input = written; input < plan.Spec.Inputs; input++)
        {
            var broadcast = stage != scope.Stages[0] && input < FromRegisters
                ? Broadcast(lanes, Part(stage.Input.Name, 0), input)
                : $"{Vector(lanes)}.Create({Code.At(stage.Input.Name, input)})";
            if (columns.Count > 1)
            {
                var name = $"{stage.Input.Name}At{Int(input)}";
                _ = code.Write($"var {name} = {broadcast};");
                broadcast = name;
            }

            foreach (var column in columns)
                WriteMultiplyAdd(code, stage, column, input % plan.Partials, lanes, broadcast, Place("parameters", plan.WeightOffset(input, column)));
        }

        foreach (var column in columns)
            for (var step = 1; step < plan.Partials; step *= 2)
                for (var partial = 0; partial + step < plan.Partials; partial += 2 * step)
                    _ = code.Write($"{Sum(stage, column, partial)} += {Sum(stage, column, partial + step)};");
    }

    private static void WriteMultiplyAdd(CodeWriter code, DenseStage stage, int column, int partial, int lanes, string broadcast, string weights)
    {
        var sum = Sum(stage, column, partial);
        _ = code.Write($"{sum} = {MultiplyAddFrom(lanes, broadcast, weights, sum)};");
    }

    private static void WriteActivation(CodeWriter code, SampleScope scope, ActivationStage stage)
    {
        var lanes = scope.Tier.LanesOf(stage.Output.Width);
        var kernel = BlockTable.Activation(stage.Spec.Kind).Kernel(stage.Spec).New;
        foreach (var column in scope.Tier.Vectors(stage.Output.Width))
            _ = code.Write($"{(stage.IsInPlace ? "" : "var ")}{Part(stage.Output.Name, column)} = {kernel}.Value<{LaneType(lanes)}>({Part(stage.Input.Name, column)}).Value;");
    }

    /// <summary>In a method of the library's: its lane functions would spend what the JIT inlines into one.</summary>
    private static void WriteCall(CodeWriter code, SampleScope scope, ActivationStage stage)
    {
        var lanes = scope.Tier.LanesOf(stage.Output.Width);
        foreach (var column in scope.Tier.Vectors(stage.Output.Width))
        {
            if (!stage.IsInPlace)
                _ = code.Write($"{Part(stage.Input.Name, column)}.StoreUnsafe({Place(stage.Input.Name, column)});");
            _ = code.Write($"{Part(stage.Input.Name, column)}.StoreUnsafe({Place(stage.Output.Name, column)});");
        }

        _ = code.Write($"ActivationKernel.Apply({BlockTable.Activation(stage.Spec.Kind).Kernel(stage.Spec).New}, ref {stage.Output.Name}, {Int(scope.Tier.Whole(stage.Output.Width))});");
        foreach (var column in scope.Tier.Vectors(stage.Output.Width))
            _ = code.Write($"{(stage.IsInPlace ? "" : "var ")}{Part(stage.Output.Name, column)} = {Vector(lanes)}.LoadUnsafe({Place(stage.Output.Name, column)});");
    }

    private static string Sum(DenseStage stage, int column, int partial) => Part(stage.Output.Name, column) + (partial == 0 ? "" : "_" + Int(partial));
}
