using System.Globalization;
using Compiled.Generator.Blocks;
using Compiled.Generator.Model;
using Compiled.Generator.Tests.Harness;
using Compiled.Generator.Weights;
using Microsoft.CodeAnalysis;

namespace Compiled.Generator.Tests.Weights;

/// <summary>[Weights] against the files of a project: the other faces of CMP0094 to CMP0097.</summary>
public sealed class WeightsDiagnosticsTests
{
    private static readonly (string, string?) Right = ("/p/xor.weights", WeightsSample.Text);

    [Fact]
    public void Weights_that_fit_compile_without_a_word()
    {
        var result = GeneratorHarness.Run(WeightsSample.Source, WeightsSample.Project(Right));
        Assert.Empty(result.Problems);
        Assert.Empty(result.CompilerMessages);
        Assert.Equal(["App.Xor weights.g.cs", "App.Xor.g.cs"], result.Sources.Keys.Order(StringComparer.Ordinal));
        Assert.Contains("public static Xor Pretrained => PretrainedNetwork.Instance;", result.Sources["App.Xor.g.cs"]);
        Assert.Contains("\"AACAPwAAgD8AAIA/AACAPwAAAAAAAIC/AACAPwAAAMAAAAAA\"u8;", result.Sources["App.Xor weights.g.cs"]);
    }

    [Theory]
    [InlineData("default")]
    [InlineData("nullable off")]
    [InlineData("checked")]
    [InlineData("C# 12")]
    public void They_compile_in_every_project(string project)
    {
        const string source = """
            namespace @class { partial interface @interface { [Compiled.Network(2), Compiled.Dense(2), Compiled.Relu, Compiled.Dense(1), Compiled.Weights("xor.weights")] partial class @void; } }
            """;
        var options = WeightsSample.Project(Right) with
        {
            Nullable = project == "nullable off" ? NullableContextOptions.Disable : NullableContextOptions.Enable,
            Checked = project == "checked",
            Language = project == "C# 12" ? Microsoft.CodeAnalysis.CSharp.LanguageVersion.CSharp12 : Microsoft.CodeAnalysis.CSharp.LanguageVersion.CSharp14,
        };
        var result = GeneratorHarness.Run(source, options);
        Assert.Empty(result.Problems);
        Assert.Empty(result.CompilerMessages);
    }

    [Theory]
    [InlineData("/p/a/", "CMP0095")]
    [InlineData("/p/b/", "")]
    public void The_file_beside_the_source_is_meant_first(string folder, string expected)
    {
        var options = WeightsSample.Project(("/p/b/xor.weights", WeightsSample.Text), ("/p/c/xor.weights", WeightsSample.Text)) with { Folder = folder };
        Assert.Equal(expected, string.Concat(GeneratorHarness.Run(WeightsSample.Source, options).Ids));
    }

    [Fact]
    public void A_file_that_is_listed_twice_is_one_file() => Assert.Empty(GeneratorHarness.Run(WeightsSample.Source, WeightsSample.Project(Right, Right)).Ids);

    [Fact]
    public void What_is_not_found_is_said_with_what_is_there()
    {
        Assert.Contains("the project has no .weights file", MessageOf(WeightsSample.Project(("/p/xor.txt", WeightsSample.Text)), "CMP0094"));
        Assert.Contains("it has '/p/1.weights', '/p/2.weights'. Give", MessageOf(WeightsSample.Project(("/p/1.weights", ""), ("/p/2.weights", "")), "CMP0094"));
    }

    [Theory]
    [InlineData("Dense(2), Relu", "Dense(3), Relu", "The file's network has Dense(2) where this one has Dense(3). 0.weight [3, 2] is 0.weight [2, 2] in the file. 0.bias [3] is")]
    [InlineData("Dense(2), Relu", "Dense(2), Tanh", "'Saved'. The file's network has Relu where this one has Tanh.")]
    [InlineData("Dense(2), Relu", "Dense(2, Bias = false), Relu", "0.bias [2] is in the file, but the network has no such tensor.")]
    [InlineData("Dense(1)]", "Dense(1)]\n[Tanh]", "The file's network has nothing where this one has Tanh.")]
    public void A_mismatch_says_every_difference(string part, string other, string message) =>
        Assert.Contains(message, MessageOf(WeightsSample.Project(Right), "CMP0097", WeightsSample.Source.Replace(part, other)));

    /// <summary>Every kind of tensor that a network may have and this file has not.</summary>
    [Fact]
    public void Of_many_differences_the_first_are_said_and_the_others_counted()
    {
        const string source = """
            using Compiled;
            [Network(inputs: 2)] [Standardize] [Dense(2, Bias = false), BatchNorm, PRelu] [Dense(3), LayerNorm(Affine = false)] [Dense(3), LayerNorm] [Dense(2)] [StandardizeTargets] [MeanSquaredError]
            [Weights("xor.weights")] partial class Xor;
            """;
        Assert.Matches("; and [1-9][0-9] more differences", MessageOf(WeightsSample.Project(Right), "CMP0097", source));
        var heads = source.Replace(
            "[Dense(2)] [StandardizeTargets] [MeanSquaredError]",
            "[Head(\"a\")] [Dense(1)] [StandardizeTargets] [MeanSquaredError] [Head(\"b\")] [Dense(2)] [StandardizeTargets] [MeanSquaredError]",
            StringComparison.Ordinal);
        Assert.Matches("; and [1-9][0-9] more differences", MessageOf(WeightsSample.Project(Right), "CMP0097", heads));
    }

    [Fact]
    public void Of_many_files_the_first_are_listed() => Assert.Contains(
        "it has '/p/1.weights', '/p/2.weights', '/p/3.weights', '/p/4.weights', '/p/5.weights' and 2 more. Give",
        MessageOf(WeightsSample.Project([.. Enumerable.Range(1, 7).Select(static number => ($"/p/{number.ToString(CultureInfo.InvariantCulture)}.weights", (string?)""))]), "CMP0094"),
        StringComparison.Ordinal);

    /// <summary>Law 5: the generator never throws.</summary>
    [Fact]
    public void An_error_of_ours_is_a_problem_of_the_network()
    {
        var spec = new Declared("Net", 2, [3]).Spec with { Weights = new("a.weights", "/p", 0, true) };
        var parsed = new ParseResult(spec, EquatableArray<Problem>.Empty, true);
        var found = WeightsChecks.Run(parsed, ["/p/a.weights"], static _ => throw new InvalidOperationException("one\ntwo"), TestContext.Current.CancellationToken);
        Assert.Null(found.File);
        Assert.Equal([ProblemIds.InternalError, "Net", "System.InvalidOperationException", "one two"], found.Result.Problems.SelectMany(static problem => problem.Arguments.Prepend(problem.Id)));
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();
        _ = Assert.Throws<OperationCanceledException>(() => WeightsChecks.Run(parsed, ["/p/a.weights"], static _ => throw new OperationCanceledException(), stopped.Token));
        // Without a network there is nothing to check.
        Assert.Empty(WeightsChecks.Run(parsed with { Spec = null }, ["/p/a.weights"], static _ => throw new InvalidOperationException(), stopped.Token).Result.Problems);
    }

    [Theory]
    [InlineData("/wDA/w", "")]
    [InlineData("values: 9", "values: 10")]
    [InlineData("AACAPwAAgD8AAIA/", "AACAPwAAgD8AAIC/")]
    [InlineData("AACAPwAAgD8AAIA/", "AACAPwAA!D8AAIA/")]
    [InlineData("AACAPwAAgD8AAIA/", "")]
    public void A_damaged_file_says_where(string part, string other)
    {
        var text = WeightsSample.Text.Replace(part, other);
        if (text == WeightsSample.Text)
            text = text[..^6];
        Assert.StartsWith("The weights 'xor.weights' of network 'Xor' cannot be read: ", MessageOf(WeightsSample.Project(("/p/xor.weights", text)), "CMP0096"));
    }

    [Fact]
    public void Files_that_no_network_names_are_not_read() =>
        Assert.Empty(GeneratorHarness.Run(WeightsSample.Source, new HarnessOptions { Texts = [new FixedText("/p/xor.weights", WeightsSample.Text), new UnreadText()] }).Ids);

    [Theory]
    [InlineData("version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1860\n", "this is a Git LFS pointer, not a .weights file: run 'git lfs pull'")]
    [InlineData("<!doctype html><html></html>", "this is a web page (HTML), not a .weights file")]
    [InlineData("PK\u0003\u0004\u0014\0\0archive/data.pkl\ufffd", "this is a PyTorch file (torch.save), not a .weights file")]
    [InlineData("\ufffdHDF\r\n\u001a\n\0", "this is an HDF5 file")]
    [InlineData("\u001f\ufffd\b\0", "this is a file compressed with gzip")]
    [InlineData("a,b\n1,2\n", "this is a table (CSV)")]
    [InlineData("", "this is an empty file")]
    public void A_file_that_is_something_else_is_named_with_the_way_out(string text, string expected) =>
        Assert.Contains("cannot be read: " + expected, MessageOf(WeightsSample.Project(("/p/xor.weights", text)), "CMP0096"));

    [Fact]
    public void A_file_that_the_compiler_cannot_read_is_an_error() =>
        Assert.Contains("it cannot be read", MessageOf(WeightsSample.Project(("/p/xor.weights", null)), "CMP0096"));

    [Fact]
    public void Code_that_uses_Pretrained_still_binds_and_only_one_thing_is_said()
    {
        var source = WeightsSample.Source.Replace("Xor;", "Xor { public static bool Use() => Pretrained.Clone().IsFrozen; }");
        var missing = GeneratorHarness.Run(source);
        Assert.Equal(["CMP0094"], missing.Ids);
        Assert.Empty(missing.CompilerErrors);

        var wrong = GeneratorHarness.Run(source.Replace("Dense(2)", "Dense(-2)"));
        Assert.Equal(["CMP0023"], wrong.Ids);
        Assert.Empty(wrong.CompilerErrors);

        var unfinished = GeneratorHarness.Run(source.Replace("Dense(2)", "Dense(Missing)"));
        Assert.Empty(unfinished.Ids);
        Assert.Equal(["CS0103"], unfinished.CompilerErrors.Select(static error => error.Id));
    }

    [Theory]
    [InlineData("CMP0015", "[Weights(\"xor.weights\")] partial class Net;")]
    [InlineData("CMP0094", "[Network(2)] [Dense(2), Relu] [Dense(1)] [Weights(null)] partial class Net;")]
    [InlineData("CMP0036", "[Network(2)] [Dense(2), Relu] [Dense(1)] [Weights(\"xor.weights\")] partial class Net { int Pretrained; }")]
    [InlineData("CMP0036", "[Network(2)] [Dense(2), Relu] [Dense(1)] [Weights(\"xor.weights\")] partial class Net { int PretrainedData; }")]
    [InlineData("CMP0036", "[Network(2)] [Dense(1)] partial class Net { void Freeze() { } }")]
    [InlineData("CMP0036", "[Network(2)] [Dense(1)] partial class Net { int IsFrozen; }")]
    [InlineData("CMP0038", "[Network(2)] [Dense(1, Name = \"pretrained\")] partial class Net;")]
    [InlineData("", "[Network(2)] [Dense(1)] partial class Net { int Pretrained; void Freeze(int one) { } }")]
    public void Other_mistakes_around_them(string expected, string declaration)
    {
        var result = GeneratorHarness.Run("#nullable disable\nusing Compiled;\n" + declaration, WeightsSample.Project(Right));
        Assert.Equal(expected, string.Concat(result.Ids));
        Assert.Empty(result.CompilerErrors);
    }

    [Fact]
    public void Every_loss_and_no_block_that_predicts_is_left_out_of_the_comparison()
    {
        foreach (var kind in BlockTable.All)
            Assert.Equal(kind is LossBlock || kind.Kind == "GaussianNoise", WeightsMatch.Blocks([$"[{kind.Kind}]"]).Count == 0);
    }

    private static string MessageOf(HarnessOptions options, string id, string source = WeightsSample.Source)
    {
        var result = GeneratorHarness.Run(source, options);
        var problem = Assert.Single(result.Problems);
        Assert.Equal(id, problem.Id);
        Assert.Equal("\"xor.weights\"", problem.Location.SourceTree!.GetText(TestContext.Current.CancellationToken).ToString(problem.Location.SourceSpan));
        Assert.Empty(result.CompilerErrors);
        return problem.GetMessage(CultureInfo.InvariantCulture);
    }

    private sealed class UnreadText() : FixedText("/p/other.weights", null)
    {
        public override Microsoft.CodeAnalysis.Text.SourceText GetText(CancellationToken cancellationToken = default) => throw new InvalidOperationException("It was read.");
    }
}
