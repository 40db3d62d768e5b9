using Compiled.Generator.Model;
using Compiled.Generator.Planning;

namespace Compiled.Generator.Emission;

/// <summary>Predict, PredictBatch, Classify: arguments checked, then the kernel on the stack's scratch or on the caller's.</summary>
internal static class PredictTemplate
{
    private const string Errors = """
        /// <exception cref="global::System.ArgumentException">A span has the wrong length, or the two share memory.</exception>
        """;

    public static void Write(CodeWriter code, NetworkSpec spec, NetworkPlan? plan)
    {
        var kernel = $"global::Compiled.Emitted.{NetworkEmitter.InferenceName(spec)}";
        WriteMember(
            code, plan, $"""
                /// <summary>Computes the {Code.Count(spec.Outputs, "output")} of one row of {Code.Count(spec.Inputs, "input")}. Allocates nothing; safe from any number of threads while nothing writes the parameters.</summary>
                {Errors}
                """,
            "void Predict(global::System.ReadOnlySpan<float> input, global::System.Span<float> output)",
            CheckRow, $"global::Compiled.Runtime.StackScratch.PredictRow<{kernel}>(ref _parameters.Origin, {First("input")}, {First("output")});");
        WriteMember(
            code, plan, $"""
                /// <summary>The same with the caller's scratch of at least <see cref="ScratchSize"/> floats, for threads with small stacks.</summary>
                {Errors}
                """,
            "void Predict(global::System.ReadOnlySpan<float> input, global::System.Span<float> output, global::System.Span<float> scratch)",
            CheckRow + "\n" + CheckScratch, $"{kernel}.PredictRow(ref _parameters.Origin, {First("input")}, {First("output")}, {First("scratch")});");
        if (spec.Outputs == 1)
            WriteSingle(code, plan, kernel);
        WriteMember(
            code, plan, $"""
                /// <summary>Computes any number of rows, row-major: {Code.Count(spec.Inputs, "float")} a row in, {spec.Outputs} out. Allocates nothing; safe from any number of threads while nothing writes the parameters.</summary>
                /// <exception cref="global::System.ArgumentException">The batch is empty, a span has the wrong length, or the two share memory.</exception>
                """,
            "void PredictBatch(global::System.ReadOnlySpan<float> inputs, global::System.Span<float> outputs)",
            CheckRows, $"global::Compiled.Runtime.StackScratch.PredictRows<{kernel}>(ref _parameters.Origin, {First("inputs")}, {First("outputs")}, rows);");
        WriteMember(
            code, plan, """
                /// <summary>The same with the caller's scratch of at least <see cref="ScratchSize"/> floats, for threads with small stacks.</summary>
                /// <exception cref="global::System.ArgumentException">The batch is empty, a span has the wrong length, or the two share memory.</exception>
                """,
            "void PredictBatch(global::System.ReadOnlySpan<float> inputs, global::System.Span<float> outputs, global::System.Span<float> scratch)",
            CheckRows + "\n" + CheckScratch, $"{kernel}.PredictRows(ref _parameters.Origin, {First("inputs")}, {First("outputs")}, rows, {First("scratch")});");
        if (spec.EndsInSoftmax)
            WriteClassify(code, spec, plan, kernel);
    }

    private const string CheckRow = """
        global::Compiled.Runtime.Guard.Length(input.Length, InputSize, nameof(input), "inputs");
        global::Compiled.Runtime.Guard.Length(output.Length, OutputSize, nameof(output), "outputs");
        global::Compiled.Runtime.Guard.NoOverlap(input, output, nameof(input), nameof(output));
        """;

    private const string CheckRows = """
        var rows = global::Compiled.Runtime.Guard.Rows(inputs.Length, InputSize, nameof(inputs));
        global::Compiled.Runtime.Guard.RowsMatch(outputs.Length, rows, OutputSize, nameof(outputs));
        global::Compiled.Runtime.Guard.NoOverlap(inputs, outputs, nameof(inputs), nameof(outputs));
        """;

    private const string CheckScratch = "global::Compiled.Runtime.Guard.Scratch(scratch.Length, ScratchSize, nameof(scratch));";

    private static string First(string span) => $"ref global::System.Runtime.InteropServices.MemoryMarshal.GetReference({span})";

    private static void WriteSingle(CodeWriter code, NetworkPlan? plan, string kernel) => WriteMember(
        code, plan, """
            /// <summary>Computes the one output of one row. Allocates nothing; safe from any number of threads while nothing writes the parameters.</summary>
            /// <exception cref="global::System.ArgumentException">The span has the wrong length.</exception>
            """,
        "float Predict(global::System.ReadOnlySpan<float> input)",
        """global::Compiled.Runtime.Guard.Length(input.Length, InputSize, nameof(input), "inputs");""",
        $"""
            var output = 0f;
            global::Compiled.Runtime.StackScratch.PredictRow<{kernel}>(ref _parameters.Origin, {First("input")}, ref output);
            return output;
            """);

    private static void WriteClassify(CodeWriter code, NetworkSpec spec, NetworkPlan? plan, string kernel)
    {
        var type = spec.Classes?.EnumType ?? "int";
        var cast = spec.Classes is null ? "" : $"({type})";
        WriteMember(
            code, plan, $"""
                /// <summary>The class of the largest of the {Code.Count(spec.Outputs, "output")}; a tie goes to the lowest index, and NaN everywhere gives index 0. Allocates nothing.</summary>
                /// <exception cref="global::System.ArgumentException">The span has the wrong length.</exception>
                """,
            $"{type} Classify(global::System.ReadOnlySpan<float> input)",
            """global::Compiled.Runtime.Guard.Length(input.Length, InputSize, nameof(input), "inputs");""",
            $"return {cast}global::Compiled.Runtime.StackScratch.Classify<{kernel}>(ref _parameters.Origin, {First("input")}, OutputSize);");
    }

    private static void WriteMember(CodeWriter code, NetworkPlan? plan, string docs, string signature, string checks, string body)
    {
        _ = code.Write(docs);
        _ = plan is null
            ? code.Write($"public {signature} => {ClassTemplate.Body(plan, "")};")
            : code.Write("[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]").Open($"public {signature}").Write(checks).Write(body).Close();
        _ = code.BlankLine();
    }
}
