using Compiled.Generator.Planning;
using Compiled.Generator.Planning.Dense;
using Compiled.Generator.Text;
using static Compiled.Generator.Emission.OneSample.SampleText;
using static Compiled.Generator.Text.Literals;

namespace Compiled.Generator.Emission.OneSample;

/// <summary>
/// The gradients of one dense block after one sample: input times gradient. They are added to zero, as the pass with samples in the lanes adds its other lanes, so that
/// none is −0. Narrow rows go side by side into vectors as wide as those that the update loads.
/// </summary>
internal static class SampleGradientTemplate
{
    /// <summary>Rows that are written out; more go in a loop.</summary>
    private const int MostWrittenOut = 4;

    public static void Write(CodeWriter code, SampleScope scope, DenseStage stage)
    {
        var plan = stage.Plan;
        var lanes = scope.Tier.LanesOf(plan.Spec.Outputs);
        if (plan.Spec.HasBias)
        {
            foreach (var column in scope.Tier.Vectors(plan.Spec.Outputs))
                _ = code.Write($"({Widened(Gradient(stage.Output.Name, column), lanes, scope.Tier.Lanes)} + {Vector(scope.Tier.Lanes)}<float>.Zero).StoreUnsafe({Place("gradients", plan.BiasesOffset + column)});");
        }

        if (scope.IsColumn(stage))
        {
            WriteColumn(code, scope, stage);
            return;
        }

        if (lanes == scope.Tier.Lanes)
            WriteRows(code, scope, stage, 0);
        else
            WriteGroups(code, scope, stage, lanes);
    }

    /// <summary>The rule on one block.</summary>
    public static void WriteUpdate(CodeWriter code, SampleScope scope, DenseStage stage)
    {
        var (plan, length) = (stage.Plan, Int(scope.Plan.ParameterLength));
        var (begin, end, narrow) = (plan.WeightsOffset, SampleStepPlan.EndOf(plan), SampleStepPlan.NarrowBiases(plan));
        if (scope.IsColumn(stage))
        {
            _ = code.Write($"SampleUpdate.Column(in optimizer, ref parameters, ref gradients, in column, ref state, {length}, {Int(begin)}, {Int(plan.Spec.Inputs)});");
            begin = end;
        }

        if (begin < end || narrow > 0)
            _ = code.Write($"SampleUpdate.Block(in optimizer, ref parameters, in gradients, ref state, {length}, {Int(begin)}, {Int(end)}, {Int(narrow)});");
    }

    /// <summary>Gradients of a block with one output, weight after weight.</summary>
    private static void WriteColumn(CodeWriter code, SampleScope scope, DenseStage stage)
    {
        var (plan, wide) = (stage.Plan, scope.Tier.Lanes);
        var isUsers = scope.Stages[0].Input == stage.Input;
        _ = code.Write($"var repeated = {Vector(wide)}.Create({Gradient(stage.Output.Name, 0)}.ToScalar());");
        for (var row = 0; row < plan.Spec.Inputs; row += wide)
        {
            var inputs = isUsers ? $"{Vector(wide)}.LoadUnsafe({Place(stage.Input.Name, row)})" : Part(stage.Input.Name, row);
            WriteProduct(code, inputs, "repeated", wide, Place("column", row));
        }
    }

    /// <summary>Row by row from some row on.</summary>
    private static void WriteRows(CodeWriter code, SampleScope scope, DenseStage stage, int first)
    {
        var plan = stage.Plan;
        var lanes = scope.Tier.LanesOf(plan.Spec.Outputs);
        if (plan.Spec.Inputs - first > MostWrittenOut)
        {
            _ = code
                .Open($"for (nuint row = {Int(first)}; row < {Int(plan.Spec.Inputs)}; row++)")
                .Write($"var {stage.Input.Name}Row = {Vector(lanes)}.Create(Unsafe.Add(ref {stage.Input.Name}, row));");
            foreach (var column in scope.Tier.Vectors(plan.Spec.Outputs))
                WriteProduct(code, stage.Input.Name + "Row", Gradient(stage.Output.Name, column), lanes, Place("gradients", plan.WeightOffset(0, column), "row", plan.Stride));
            _ = code.Close();
            return;
        }

        for (var row = first; row < plan.Spec.Inputs; row++)
            foreach (var column in scope.Tier.Vectors(plan.Spec.Outputs))
                WriteProduct(code, $"{Vector(lanes)}.Create({Code.At(stage.Input.Name, row)})", Gradient(stage.Output.Name, column), lanes, Place("gradients", plan.WeightOffset(row, column)));
    }

    /// <summary>Several rows in one vector; those that fill none are stored one by one.</summary>
    private static void WriteGroups(CodeWriter code, SampleScope scope, DenseStage stage, int lanes)
    {
        var (plan, wide) = (stage.Plan, scope.Tier.Lanes);
        var (rows, gradient) = (wide / lanes, Gradient(stage.Output.Name, 0));
        var groups = plan.Spec.Inputs / rows;
        if (groups > 0)
            _ = code.Write($"var repeated{gradient.Substring("gradient".Length)} = SampleRows.{(rows == 4 ? "FourTimes" : "Twice")}({gradient});");
        var inputs = $"SampleRows.{(rows == 4 ? "Four" : "Two")}Of{(lanes == 8 ? "Eight" : "Four")}";
        if (groups > MostWrittenOut)
        {
            _ = code.Open($"for (nuint row = 0; row < {Int(groups * rows)}; row += {Int(rows)})");
            WriteProduct(code, $"{inputs}(ref Unsafe.Add(ref {stage.Input.Name}, row))", Repeated(), wide, Place("gradients", plan.WeightsOffset, "row", plan.Stride));
            _ = code.Close();
        }

        for (var group = 0; group < groups && groups <= MostWrittenOut; group++)
            WriteProduct(code, $"{inputs}({Code.Offset(stage.Input.Name, group * rows)})", Repeated(), wide, Place("gradients", plan.WeightsOffset + group * wide));
        WriteRows(code, scope, stage, groups * rows);

        string Repeated() => "repeated" + gradient.Substring("gradient".Length);
    }

    private static void WriteProduct(CodeWriter code, string inputs, string gradients, int lanes, string place) =>
        _ = code.Write($"({inputs} * {gradients} + {Vector(lanes)}<float>.Zero).StoreUnsafe({place});");

    /// <summary>A vector with zeros behind it.</summary>
    private static string Widened(string vector, int lanes, int wide)
    {
        for (; lanes < wide; lanes *= 2)
            vector += $".ToVector{Int(lanes * 64)}()";
        return vector;
    }
}
