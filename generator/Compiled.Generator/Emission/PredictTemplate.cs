using Compiled.Generator.Blocks;
using Compiled.Generator.Model;
using Compiled.Generator.Planning;
using Compiled.Generator.Text;

namespace Compiled.Generator.Emission;

/// <summary>Predict, PredictBatch, Classify: arguments checked, then the kernel on the stack's scratch or on the caller's.</summary>
internal static class PredictTemplate
{
    public const string Safe = "Allocates nothing; safe from any number of threads while nothing writes the parameters.";

    public const string OnScratch = "The same with the caller's scratch of at least <see cref=\"ScratchSize\"/> floats, for threads with small stacks; each thread needs its own.";

    private const string CheckInput = """global::Compiled.Runtime.Guard.Length(input.Length, InputSize, "input", "inputs");""";

    private const string CheckRow = "global::Compiled.Runtime.Guard.Row(input, output, InputSize, OutputSize);";

    private const string CheckRows = """
        var rows = global::Compiled.Runtime.Guard.Rows(inputs.Length, InputSize, "inputs");
        global::Compiled.Runtime.Guard.RowsMatch(outputs.Length, rows, OutputSize, "outputs");
        global::Compiled.Runtime.Guard.NoOverlap(inputs, outputs, "inputs", "outputs");
        """;

    public static void Write(CodeWriter code, NetworkSpec spec, NetworkPlan? plan)
    {
        var kernel = $"global::Compiled.Emitted.{NetworkEmitter.InferenceName(spec)}";
        WritePredict(code, spec, plan, kernel);
        if (spec.Outputs == 1)
            WriteSingle(code, plan, kernel);
        WriteBatch(code, spec, plan, kernel);
        WriteThreads(code, spec, plan, kernel);
        if (spec.EndsInSoftmax)
        {
            WriteClassify(code, spec, plan, kernel);
            TryClassifyTemplate.Write(code, spec, plan, kernel);
        }

        if (spec.IsBinary)
        {
            WriteBinaryClassify(code, spec, plan, kernel);
            TryClassifyTemplate.WriteBinary(code, spec, plan, kernel);
        }
    }

    private static void WritePredict(CodeWriter code, NetworkSpec spec, NetworkPlan? plan, string kernel)
    {
        const string Errors = """/// <exception cref="global::System.ArgumentException">A span has the wrong length, or two share memory.</exception>""";
        WriteMember(
            code, plan, $"""
                /// <summary>Computes the {(spec.Outputs == 1 ? "output" : Code.Count(spec.Outputs, "output"))} of one row of {Code.Count(spec.Inputs, "input")}.{Cost.Row(plan)} {Safe}</summary>
                {Errors}
                """,
            "void Predict(global::System.ReadOnlySpan<float> input, global::System.Span<float> output)",
            CheckRow,
            $"{RowCall(plan, kernel, First("output"))};");
        WriteMember(
            code, plan, $"""
                /// <summary>{OnScratch}{Cost.RowOnScratch(plan)}</summary>
                {Errors}
                """,
            "void Predict(global::System.ReadOnlySpan<float> input, global::System.Span<float> output, global::System.Span<float> scratch)",
            CheckRow + "\n" + CheckScratch("input", "output"),
            $"{kernel}.PredictRow(ref _parameters.{Origin(plan)}, {First("input")}, {First("output")}, {First("scratch")});");
    }

    private static void WriteSingle(CodeWriter code, NetworkPlan? plan, string kernel)
    {
        WriteMember(
            code, plan, $"""
                /// <summary>Computes the one output of one row.{Cost.Row(plan)} {Safe}</summary>
                /// <exception cref="global::System.ArgumentException">The span has the wrong length.</exception>
                """,
            "float Predict(global::System.ReadOnlySpan<float> input)",
            CheckInput,
            $"""
                var output = 0f;
                {RowCall(plan, kernel, "ref output")};
                return output;
                """);
        // With the output as a result, its parameters would be those of Predict(input, output).
        WriteMember(
            code, plan, $"""
                /// <summary>{OnScratch}{Cost.RowOnScratch(plan)}</summary>
                /// <exception cref="global::System.ArgumentException">A span has the wrong length, or the two share memory.</exception>
                """,
            "void Predict(global::System.ReadOnlySpan<float> input, out float output, global::System.Span<float> scratch)",
            CheckInput + "\n" + CheckScratch("input"),
            $"""
                var result = 0f;
                {kernel}.PredictRow(ref _parameters.{Origin(plan)}, {First("input")}, ref result, {First("scratch")});
                output = result;
                """);
    }

    private static void WriteBatch(CodeWriter code, NetworkSpec spec, NetworkPlan? plan, string kernel)
    {
        const string Errors = """/// <exception cref="global::System.ArgumentException">The batch is empty, a span has the wrong length, or two share memory.</exception>""";
        WriteMember(
            code, plan, $"""
                /// <summary>Computes any number of rows, row-major: {Code.Count(spec.Inputs, "float")} per row in, {Literals.Int(spec.Outputs)} out.{Cost.Rows(plan)} {Safe}</summary>
                {Errors}
                """,
            "void PredictBatch(global::System.ReadOnlySpan<float> inputs, global::System.Span<float> outputs)",
            CheckRows,
            $"global::Compiled.Runtime.StackScratch.PredictRows<{kernel}{Block(plan?.BatchScratch)}>(ref _parameters.{Origin(plan)}, {First("inputs")}, {First("outputs")}, rows);");
        WriteMember(
            code, plan, $"""
                /// <summary>{OnScratch}{Cost.RowsOnScratch(plan)}</summary>
                {Errors}
                """,
            "void PredictBatch(global::System.ReadOnlySpan<float> inputs, global::System.Span<float> outputs, global::System.Span<float> scratch)",
            CheckRows + "\n" + CheckScratch("inputs", "outputs"),
            $"{kernel}.PredictRows(ref _parameters.{Origin(plan)}, {First("inputs")}, {First("outputs")}, rows, {First("scratch")});");
    }

    private static void WriteThreads(CodeWriter code, NetworkSpec spec, NetworkPlan? plan, string kernel) => WriteMember(
        code, plan, $"""
            /// <summary>The same on at most <paramref name="threads"/> threads, the calling one among them; <see cref="global::Compiled.TrainerOptions.AllProcessors"/> takes every processor.{Cost.Rows(plan)}{Cost.Shares(plan)} Bit for bit the same results; allocates nothing once the threads have started.</summary>
            /// <exception cref="global::System.ArgumentException">The batch is empty, a span has the wrong length, two share memory, or threads is below 1.</exception>
            """,
        "void PredictBatch(global::System.ReadOnlySpan<float> inputs, global::System.Span<float> outputs, int threads)",
        CheckRows,
        $"global::Compiled.Runtime.SharedPrediction.PredictRows<{kernel}>(ref _parameters.{Origin(plan)}, {First("inputs")}, {First("outputs")}, rows, InputSize, OutputSize, {Literals.Int(plan?.Sharing.PredictRows ?? 0)}, threads);");

    private static void WriteClassify(CodeWriter code, NetworkSpec spec, NetworkPlan? plan, string kernel)
    {
        var type = spec.Classes?.EnumType ?? "int";
        var cast = spec.Classes is null ? "" : $"({type})";
        WriteMember(
            code, plan, $"""
                /// <summary>The class of the largest of the {Code.Count(spec.Outputs, "output")}; a tie goes to the lowest index. Outputs of NaN, which <c>TryClassify</c> reports, give index 0.{Cost.Classify(plan)} {Safe}</summary>
                /// <exception cref="global::System.ArgumentException">The span has the wrong length.</exception>
                """,
            $"{type} Classify(global::System.ReadOnlySpan<float> input)",
            CheckInput,
            $"return {cast}global::Compiled.Runtime.StackScratch.Classify<{kernel}{Block(plan?.RowScratch + spec.Outputs)}>(ref _parameters.{Origin(plan)}, {First("input")}, OutputSize);");
        WriteMember(
            code, plan, $"""
                /// <summary>{OnScratch}{Cost.RowOnScratch(plan)}</summary>
                /// <exception cref="global::System.ArgumentException">A span has the wrong length, or the two share memory.</exception>
                """,
            $"{type} Classify(global::System.ReadOnlySpan<float> input, global::System.Span<float> scratch)",
            CheckInput + "\n" + CheckScratch("input"),
            $"return {cast}global::Compiled.Runtime.CallerScratch.Classify<{kernel}>(ref _parameters.{Origin(plan)}, {First("input")}, OutputSize, {First("scratch")});");
    }

    private static void WriteBinaryClassify(CodeWriter code, NetworkSpec spec, NetworkPlan? plan, string kernel)
    {
        var type = spec.Classes?.EnumType ?? "int";
        var cast = spec.Classes is null ? "" : $"({type})";
        WriteMember(
            code, plan, $"""
                /// <summary>The class by the one output, the probability of class 1: 1 above one half, otherwise 0, for a tie and for NaN, which <c>TryClassify</c> reports, too.{Cost.Row(plan)} {Safe}</summary>
                /// <exception cref="global::System.ArgumentException">The span has the wrong length.</exception>
                """,
            $"{type} Classify(global::System.ReadOnlySpan<float> input)",
            CheckInput,
            $"""
                var output = 0f;
                {RowCall(plan, kernel, "ref output")};
                return {cast}(output > 0.5f ? 1 : 0);
                """);
        WriteMember(
            code, plan, $"""
                /// <summary>{OnScratch}{Cost.RowOnScratch(plan)}</summary>
                /// <exception cref="global::System.ArgumentException">A span has the wrong length, or the two share memory.</exception>
                """,
            $"{type} Classify(global::System.ReadOnlySpan<float> input, global::System.Span<float> scratch)",
            CheckInput + "\n" + CheckScratch("input"),
            $"""
                var output = 0f;
                {kernel}.PredictRow(ref _parameters.{Origin(plan)}, {First("input")}, ref output, {First("scratch")});
                return {cast}(output > 0.5f ? 1 : 0);
                """);
    }

    /// <summary>The scratch is large enough and shares memory with none of the others: what they hold would be overwritten midway.</summary>
    public static string CheckScratch(params string[] others) =>
        "global::Compiled.Runtime.Guard.Scratch(scratch.Length, ScratchSize, \"scratch\");"
        + string.Concat(others.Select(static other => $"\nglobal::Compiled.Runtime.Guard.NoOverlap({other}, scratch, \"{other}\", \"scratch\");"));

    /// <summary>One row: called directly where it lives in registers, else on a block of stack.</summary>
    public static string RowCall(NetworkPlan? plan, string kernel, string output) => plan is { IsRowInRegisters: true }
        ? $"{kernel}.PredictRow(ref _parameters.{Origin(plan)}, {First("input")}, {output}, ref global::System.Runtime.CompilerServices.Unsafe.NullRef<float>())"
        : $"global::Compiled.Runtime.StackScratch.PredictRow<{kernel}{Block(plan?.Row.Length)}>(ref _parameters.{Origin(plan)}, {First("input")}, {output})";

    /// <summary>The type of the smallest block that holds this number of floats, as a second type argument; nothing if none is that large.</summary>
    public static string Block(int? floats) =>
        floats is { } needed && NetworkPlan.BlockFor(needed) is > 0 and var size ? $", global::Compiled.Runtime.StackBlock{Literals.Int(size)}" : "";

    /// <summary>Where blocks are folded into dense blocks, what that made of the parameters.</summary>
    public static string Origin(NetworkPlan? plan) => plan?.Deployment is null ? "Origin" : "DeployedOrigin";

    public static string First(string span) => $"ref global::System.Runtime.InteropServices.MemoryMarshal.GetReference({span})";

    public static void WriteMember(CodeWriter code, NetworkPlan? plan, string docs, string signature, string checks, string body)
    {
        _ = plan is null
            ? code.Write(docs).Write(Marks.Member).Write($"public {signature} => {ClassTemplate.Body(plan, "")};")
            : code.Write(docs).Write(Marks.HotMember).Open($"public {signature}").Write(checks).Write(body).Close();
        _ = code.BlankLine();
    }
}
