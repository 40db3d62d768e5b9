extern alias codefixes;

using BeforeLoopCodeFix = codefixes::Compiled.CodeFixes.BeforeLoopCodeFix;
using SpanLengthCodeFix = codefixes::Compiled.CodeFixes.SpanLengthCodeFix;

namespace Compiled.CodeFixes.Tests;

/// <summary>What is mended at calls of networks and trainers. The networks are written by hand, because nothing is generated here.</summary>
public sealed class CallTests
{
    private const string Net = """
        using System;

        public class Net : INetwork<Net>
        {
            public const int InputSize = 4;
            public const int OutputSize = 3;
            public const int ParameterCount = 15;
            public void Predict(ReadOnlySpan<float> input, Span<float> output) { }
            public void PredictBatch(ReadOnlySpan<float> inputs, Span<float> outputs) { }
            public void CopyParametersTo(Span<float> destination) { }
            public static Net Load(string path) => null;
            public Learner CreateTrainer(Adam adam) => null;
        }

        public class Learner
        {
            public float Loss => 0;
            public float Step(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets) => 0;
        }


        """;

    [Theory]
    [InlineData("net.Predict(new float[4], {|CMP0130:new float[4]|});", "net.Predict(new float[4], new float[Net.OutputSize]);")]
    [InlineData("net.Predict({|CMP0130:stackalloc float[3]|}, new float[3]);", "net.Predict(stackalloc float[Net.InputSize], new float[3]);")]
    [InlineData("net.Predict({|CMP0130:row.AsSpan(1, 3)|}, row.AsSpan(0, 3));", "net.Predict(row.AsSpan(1, Net.InputSize), row.AsSpan(0, 3));")]
    [InlineData("net.PredictBatch(new float[8], {|CMP0130:new float[3]|});", "net.PredictBatch(new float[8], new float[2 * Net.OutputSize]);")]
    [InlineData("var all = new float[3]; net.CopyParametersTo({|CMP0130:all|});", "var all = new float[Net.ParameterCount]; net.CopyParametersTo(all);")]
    [InlineData("net.CopyParametersTo({|CMP0130:new float[3]|}); net.CopyParametersTo({|CMP0130:new float[2]|});", "net.CopyParametersTo(new float[Net.ParameterCount]); net.CopyParametersTo(new float[Net.ParameterCount]);")]
    public Task A_length_becomes_the_networks_constant(string before, string after) => FixVerifier.CheckAsync<SpanLengthCodeFix>(Net + InMethod(before), Net + InMethod(after));

    [Theory]
    [InlineData("net.Predict({|CMP0130:[1, 2]|}, new float[3]);")]
    [InlineData("net.PredictBatch({|CMP0130:new float[7]|}, new float[6]);")]
    public Task Where_several_lengths_would_do_none_is_offered(string code) => FixVerifier.CheckAsync<SpanLengthCodeFix>(Net + InMethod(code), Net + InMethod(code));

    [Fact]
    public Task An_array_of_another_file() => FixVerifier.CheckAsync<SpanLengthCodeFix>(
        [Net + InMethod("net.Predict(row, {|CMP0130:Rows.Output|});"), "public static class Rows { public static readonly float[] Output = new float[2]; }"],
        [Net + InMethod("net.Predict(row, Rows.Output);"), "public static class Rows { public static readonly float[] Output = new float[Net.OutputSize]; }"]);

    [Theory]
    [InlineData(
        "        foreach (var x in rows)\n        {\n            var n = {|CMP0131:Net.Load(\"a\")|};\n            n.Predict(x, row);\n        }\n",
        "        var n = Net.Load(\"a\");\n        foreach (var x in rows)\n        {\n            n.Predict(x, row);\n        }\n")]
    [InlineData(
        "        while (rows is not null)\n            for (var i = 0; i < 9; i++) { var n = {|CMP0131:new Net()|}; n.Predict(rows[i], row); }\n",
        "        var n = new Net();\n        while (rows is not null)\n            for (var i = 0; i < 9; i++) { n.Predict(rows[i], row); }\n")]
    // The loop shares its line, and so does the declaration.
    [InlineData("        if (row is null) return; foreach (var x in rows) { var n = {|CMP0131:new Net()|}; n.Predict(x, row); }\n", "        if (row is null) return; var n = new Net(); foreach (var x in rows) { n.Predict(x, row); }\n")]
    [InlineData(
        "        switch (row)\n        {\n            default:\n                foreach (var x in rows)\n                {\n                    var n = {|CMP0131:new Net()|}; n.Predict(x, row);\n                }\n\n                break;\n        }\n",
        "        switch (row)\n        {\n            default:\n                var n = new Net();\n                foreach (var x in rows)\n                {\n                    n.Predict(x, row);\n                }\n\n                break;\n        }\n")]
    public Task A_network_goes_before_the_loop(string before, string after) => FixVerifier.CheckAsync<BeforeLoopCodeFix>(Net + InMethod(before), Net + InMethod(after));

    [Theory]
    [InlineData(
        "        foreach (var x in rows)\n        {\n            var trainer = {|CMP0132:net.CreateTrainer(new Adam())|};\n            trainer.Step(x, row);\n        }\n",
        "        var trainer = net.CreateTrainer(new Adam());\n        foreach (var x in rows)\n        {\n            trainer.Step(x, row);\n        }\n")]
    // Two loops, each with its own.
    [InlineData(
        "        foreach (var x in rows) { var a = {|CMP0132:net.CreateTrainer(new Adam())|}; a.Step(x, row); Console.WriteLine(a.Loss); }\n        while (true) { var b = {|CMP0132:net.CreateTrainer(new Adam())|}; b.Step(row, row); }\n",
        "        var a = net.CreateTrainer(new Adam());\n        foreach (var x in rows) { a.Step(x, row); Console.WriteLine(a.Loss); }\n        var b = net.CreateTrainer(new Adam());\n        while (true) { b.Step(row, row); }\n")]
    public Task A_trainer_goes_before_the_loop(string before, string after) => FixVerifier.CheckAsync<BeforeLoopCodeFix>(Net + InMethod(before), Net + InMethod(after));

    /// <summary>The last line of the file has no line break.</summary>
    [Fact]
    public Task In_top_level_statements() => FixVerifier.CheckAsync<BeforeLoopCodeFix>(
        [Net, "var (rows, row) = (new float[9][], new float[3]);\nforeach (var x in rows) { var n = {|CMP0131:new Net()|}; n.Predict(x, row); }"],
        [Net, "var (rows, row) = (new float[9][], new float[3]);\nvar n = new Net(); foreach (var x in rows) { n.Predict(x, row); }"]);

    [Theory]
    // Not a variable, which would need a name.
    [InlineData("foreach (var x in rows) { {|CMP0131:Net.Load(\"a\")|}.Predict(x, row); }")]
    // The name means something else there.
    [InlineData("foreach (var x in rows) { var n = {|CMP0131:Net.Load(\"a\")|}; n.Predict(x, row); } foreach (var n in rows) { }")]
    [InlineData("if (row is not null) foreach (var x in rows) { var n = {|CMP0131:Net.Load(\"a\")|}; n.Predict(x, row); }")]
    // Not a variable, and used under a condition only.
    [InlineData("foreach (var x in rows) { {|CMP0132:net.CreateTrainer(new Adam())|}.Step(x, row); }")]
    [InlineData("foreach (var x in rows) { if (x is not null) { var t = {|CMP0132:net.CreateTrainer(new Adam())|}; t.Step(x, row); } }")]
    public Task What_cannot_be_moved_stays(string code) => FixVerifier.CheckAsync<BeforeLoopCodeFix>(Net + InMethod(code), Net + InMethod(code));

    private static string InMethod(string code) =>
        "public static class Program\n{\n    public static void Run(Net net, float[] row, float[][] rows)\n    {\n" + code + "\n    }\n}\n";
}
