using Compiled.Generator.Model;
using Compiled.Generator.Planning;
using Compiled.Generator.Text;

namespace Compiled.Generator.Emission;

/// <summary>TryClassify: Classify that says whether the outputs were numbers.</summary>
internal static class TryClassifyTemplate
{
    private const string Check = """global::Compiled.Runtime.Guard.Length(input.Length, InputSize, "input", "inputs");""";

    private const string Returns = """/// <returns>False if an output is NaN, as inputs or parameters that are not finite make it: <paramref name="label"/> is then what <c>Classify</c> gives, and no answer.</returns>""";

    public static void Write(CodeWriter code, NetworkSpec spec, NetworkPlan? plan, string kernel)
    {
        var type = spec.Classes?.EnumType ?? "int";
        var cast = spec.Classes is null ? "" : $"({type})";
        PredictTemplate.WriteMember(
            code, plan, $"""
                /// <summary>The class of the largest of the {Code.Count(spec.Outputs, "output")}, and whether there is one.{Cost.Classify(plan)} {PredictTemplate.Safe}</summary>
                {Returns}
                /// <exception cref="global::System.ArgumentException">The span has the wrong length.</exception>
                """,
            $"bool TryClassify(global::System.ReadOnlySpan<float> input, out {type} label)",
            Check,
            $"""
                var isNumber = global::Compiled.Runtime.StackScratch.TryClassify<{kernel}{PredictTemplate.Block(plan?.RowScratch + spec.Outputs)}>(ref _parameters.{PredictTemplate.Origin(plan)}, {PredictTemplate.First("input")}, OutputSize, out var index);
                label = {cast}index;
                return isNumber;
                """);
        PredictTemplate.WriteMember(
            code, plan, $"""
                /// <summary>{PredictTemplate.OnScratch}{Cost.RowOnScratch(plan)}</summary>
                {Returns}
                /// <exception cref="global::System.ArgumentException">A span has the wrong length, or the two share memory.</exception>
                """,
            $"bool TryClassify(global::System.ReadOnlySpan<float> input, out {type} label, global::System.Span<float> scratch)",
            Check + "\n" + PredictTemplate.CheckScratch("input"),
            $"""
                var isNumber = global::Compiled.Runtime.CallerScratch.TryClassify<{kernel}>(ref _parameters.{PredictTemplate.Origin(plan)}, {PredictTemplate.First("input")}, OutputSize, {PredictTemplate.First("scratch")}, out var index);
                label = {cast}index;
                return isNumber;
                """);
    }

    /// <summary>The same of a binary classifier, whose one output is the probability of class 1.</summary>
    public static void WriteBinary(CodeWriter code, NetworkSpec spec, NetworkPlan? plan, string kernel)
    {
        var type = spec.Classes?.EnumType ?? "int";
        var decision = $$"""
            label = {{(spec.Classes is null ? "" : $"({type})")}}(output > 0.5f ? 1 : 0);
            return !float.IsNaN(output);
            """;
        PredictTemplate.WriteMember(
            code, plan, $"""
                /// <summary>The class by the one output, the probability of class 1, and whether there is one.{Cost.Row(plan)} {PredictTemplate.Safe}</summary>
                {Returns}
                /// <exception cref="global::System.ArgumentException">The span has the wrong length.</exception>
                """,
            $"bool TryClassify(global::System.ReadOnlySpan<float> input, out {type} label)",
            Check,
            $"""
                var output = 0f;
                {PredictTemplate.RowCall(plan, kernel, "ref output")};
                {decision}
                """);
        PredictTemplate.WriteMember(
            code, plan, $"""
                /// <summary>{PredictTemplate.OnScratch}{Cost.RowOnScratch(plan)}</summary>
                {Returns}
                /// <exception cref="global::System.ArgumentException">A span has the wrong length, or the two share memory.</exception>
                """,
            $"bool TryClassify(global::System.ReadOnlySpan<float> input, out {type} label, global::System.Span<float> scratch)",
            Check + "\n" + PredictTemplate.CheckScratch("input"),
            $"""
                var output = 0f;
                {kernel}.PredictRow(ref _parameters.{PredictTemplate.Origin(plan)}, {PredictTemplate.First("input")}, ref output, {PredictTemplate.First("scratch")});
                {decision}
                """);
    }
}
