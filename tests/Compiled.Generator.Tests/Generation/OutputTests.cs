using System.Globalization;
using Compiled.Generator.Pipeline;
using Compiled.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace Compiled.Generator.Tests.Generation;

/// <summary>What the generator writes for right and for wrong declarations, and when it fails itself.</summary>
public sealed class OutputTests
{
    private const string Wrong = """
        using Compiled;

        [Network(4)]
        [Dense(-3)]
        [Dense(1)]
        public sealed partial class Net
        {
            public static float Use() => new Net(seed: 1).Predict(new float[4]) + Net.InputSize;
        }
        """;

    [Theory]
    [InlineData("sv-SE")]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    public void The_bytes_do_not_depend_on_the_culture(string culture)
    {
        const string source = """
            using Compiled;
            [Network(1234)]
            [Dense(3, Bias = false), Dense(2345, Name = "input_index", Initializer = Initializer.Constant, InitializerConstant = -1234.5f), LeakyRelu(0.015)]
            [Dense(3), Softmax]
            [CrossEntropy]
            public sealed partial class Net;
            [Network(-70000)] [Dense(9999)] [LeakyRelu(-1.5)] [Budget(MaxParameters = -5)] public sealed partial class Wrong;
            """;
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            var expected = GeneratorHarness.Run(source);
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            var actual = GeneratorHarness.Run(source);
            Assert.Equal(expected.Sources, actual.Sources);
            Assert.Equal(
                expected.Problems.Select(problem => problem.GetMessage(CultureInfo.InvariantCulture)),
                actual.Problems.Select(problem => problem.GetMessage(CultureInfo.CurrentCulture)));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Code_that_uses_a_wrong_network_still_binds()
    {
        var result = GeneratorHarness.Run(Wrong);
        Assert.Equal(["CMP0023"], result.Ids);
        Assert.Empty(result.CompilerErrors);
    }

    [Theory]
    [InlineData("RunAnalyzers", "false")]
    [InlineData("RunAnalyzers", "False")]
    [InlineData("RunAnalyzersDuringBuild", "false")]
    public void Without_analyzers_the_source_itself_says_what_is_wrong(string property, string value)
    {
        var result = GeneratorHarness.Run(Wrong, HarnessOptions.WithProperties((property, value)));
        var error = Assert.Single(result.CompilerErrors);
        Assert.Equal("CS1029", error.Id);
        Assert.Contains("CMP0023: Dense block 'Dense0' has -3 units, but it needs 1 to 8,192", error.GetMessage(CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("true", "false")]
    [InlineData("", "")]
    [InlineData("true", "")]
    public void With_analyzers_the_source_leaves_it_to_them(string run, string duringBuild)
    {
        var options = HarnessOptions.WithProperties(("RunAnalyzers", run), ("RunAnalyzersDuringBuild", duringBuild));
        Assert.DoesNotContain("#error", GeneratorHarness.Run(Wrong, options).Source);
    }

    [Fact]
    public void Without_analyzers_blocks_without_Network_are_errors_wherever_they_stand()
    {
        const string source = """
            using Compiled;
            [Dense(1)] partial class First;
            namespace A { class Outer { struct Middle { [Relu] class Inner; } } }
            [Network(2)] [Dense(1)] partial class Right;
            class BlocksWithoutNetwork;
            """;
        var off = GeneratorHarness.Run(source, HarnessOptions.WithProperties(("RunAnalyzers", "false")));
        var errors = off.CompilerErrors.Select(error => error.GetMessage(CultureInfo.InvariantCulture)).Order().ToList();
        Assert.Equal(2, errors.Count);
        Assert.StartsWith("#error: 'CMP0015: 'First'", errors[0].Replace("The class ", ""), StringComparison.Ordinal);
        Assert.Contains("'Inner'", errors[1], StringComparison.Ordinal);

        var on = GeneratorHarness.Run(source);
        Assert.Single(on.Sources);
        Assert.Equal(["CMP0015", "CMP0015"], on.Ids);
    }

    [Fact]
    public void A_right_network_has_no_error_line_without_analyzers()
    {
        var options = HarnessOptions.WithProperties(("RunAnalyzers", "false"));
        Assert.Empty(GeneratorHarness.Run(Wrong.Replace("-3", "3"), options).CompilerErrors);
    }

    [Theory]
    [InlineData(nameof(PartWriters.Signatures))]
    [InlineData(nameof(PartWriters.Layout))]
    [InlineData(nameof(PartWriters.Bodies))]
    public void A_failing_writer_is_CMP0099_and_not_a_silent_loss(string part)
    {
        var result = GeneratorHarness.Run(Wrong.Replace("-3", "3"), generator: Failing(part, static () => throw new InvalidOperationException("first\nsecond")));
        var problem = Assert.Single(result.Problems, static problem => problem.Severity == DiagnosticSeverity.Error);
        Assert.Equal("CMP0099", problem.Id);
        Assert.Contains("'Net' with System.InvalidOperationException: first second: please report it", problem.GetMessage(CultureInfo.InvariantCulture));
        Assert.Empty(result.Sources);
    }

    [Fact]
    public void A_failure_in_bodies_has_the_names_and_not_their_marks()
    {
        var writers = PartWriters.Standard with { Bodies = static spec => throw new InvalidOperationException($"no row for {spec.Type.Name}.{spec.LearnedBlocks.First().Name}") };
        var result = GeneratorHarness.Run(Wrong.Replace("-3", "3"), generator: new NetworkGenerator(writers));
        Assert.Contains("no row for Net.Dense0:", Assert.Single(result.Problems, static problem => problem.Id == "CMP0099").GetMessage(CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Cancellation_is_no_internal_error()
    {
        using var source = new CancellationTokenSource();
        var generator = Failing(nameof(PartWriters.Bodies), () =>
        {
            source.Cancel();
            throw new OperationCanceledException();
        });
        var compilation = GeneratorHarness.Compile(Wrong.Replace("-3", "3"));
        Assert.ThrowsAny<OperationCanceledException>(() => GeneratorHarness.Driver(generator: generator).RunGenerators(compilation, source.Token));
    }

    [Fact]
    public void A_failing_writer_takes_no_other_network_with_it()
    {
        var generator = new NetworkGenerator(PartWriters.Standard with
        {
            Signatures = static spec => spec.Type.Name == "Net" ? throw new InvalidOperationException("no") : PartWriters.Standard.Signatures(spec),
        });
        var result = GeneratorHarness.Run(Wrong.Replace("-3", "3") + "\n[Network(2)] [Dense(1)] partial class Other;", generator: generator);
        Assert.Single(result.Ids, static id => id == "CMP0099");
        Assert.Contains("class Other", result.Source);
    }

    [Fact]
    public void Two_declarations_with_the_attribute_make_one_source()
    {
        var result = GeneratorHarness.Run("using Compiled; [Network(2)] [Dense(1)] partial class Net; [Network(2)] partial class Net;");
        Assert.Single(result.Sources);
        Assert.Equal(["CS0579"], result.CompilerErrors.Select(error => error.Id));
    }

    [Fact]
    public void Names_that_differ_in_case_only_make_two_sources()
    {
        var result = GeneratorHarness.Run("using Compiled; [Network(2)] [Dense(1)] partial class Net; [Network(2)] [Dense(1)] partial class NET;");
        Assert.Equal(2, result.Sources.Count);
        Assert.Empty(result.CompilerErrors);
    }

    [Fact]
    public void A_second_look_with_the_output_in_place_finds_the_same()
    {
        // The analyzer sees the emitted members beside the user's, the generator does not: both must report the same.
        var result = GeneratorHarness.Run("using Compiled; [Network(2)] [Dense(1)] partial class Net { int Topology; }");
        var without = GeneratorHarness.Analyze(GeneratorHarness.Compile("using Compiled; [Network(2)] [Dense(1)] partial class Net { int Topology; }"));
        Assert.Equal(without.Select(problem => problem.Id), result.Ids);
    }

    private static NetworkGenerator Failing(string part, Func<string> fail) => new(part switch
    {
        nameof(PartWriters.Signatures) => PartWriters.Standard with { Signatures = _ => fail() },
        nameof(PartWriters.Layout) => PartWriters.Standard with { Layout = _ => fail() },
        _ => PartWriters.Standard with { Bodies = _ => fail() },
    });
}
