using System.Globalization;
using Compiled.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Compiled.Generator.Tests.Generation;

/// <summary>
/// What an editor does with the generator: it keeps the driver and runs it after every key. The times that are printed are what the generator itself took, as the driver
/// measures it; what is asserted leaves room for a machine that does other work. Runs alone: it measures the memory of the process.
/// </summary>
[CollectionDefinition(nameof(EditorTests), DisableParallelization = true)]
[Collection(nameof(EditorTests))]
public sealed class EditorTests
{
    private const int Edits = 41;
    private const int Slack = 6;

    /// <summary>The networks of the benchmarks; of each, one width is edited.</summary>
    public static TheoryData<string, string> Networks => new()
    {
        { "T1", "[Network(4)] [Dense({0}), Tanh] [Dense(3)] [MeanSquaredError]" },
        { "T2", "[Network(2)] [Dense(16), Tanh] [Dense({0}), Tanh] [Dense(1)] [MeanSquaredError]" },
        { "T3", "[Network(16)] [Dense(64), Relu] [Dense({0}), Relu] [Dense(4)] [MeanSquaredError]" },
        { "T4", "[Network(64)] [Dense(128), Relu] [Dense({0}), Relu] [Dense(10)] [MeanSquaredError]" },
        { "T5", "[Network(784)] [Dense({0}), Relu] [Dense(10)] [MeanSquaredError]" },
        { "T6", "[Network(32)] [Dense(256), Tanh] [Dense({0}), Tanh] [Dense(8)] [MeanSquaredError]" },
    };

    [Theory]
    [MemberData(nameof(Networks))]
    public void A_changed_width_is_written_anew_in_milliseconds(string name, string blocks)
    {
        var editor = new Editor(Declaration(name, blocks, 8));
        var median = editor.Median(edit => Declaration(name, blocks, 8 + edit % 24));
        Assert.True(median < 50 * Slack, $"{name}: {median} ms");
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void A_comment_costs_next_to_nothing(string name, string blocks)
    {
        var source = Declaration(name, blocks, 16);
        var editor = new Editor(source);
        var median = editor.Median(edit => $"// {edit.ToString(CultureInfo.InvariantCulture)}\n" + source);
        Assert.True(median < 5 * Slack, $"{name}: {median} ms");
    }

    [Fact]
    public void A_thousand_edits_leave_no_memory_behind()
    {
        const long Limit = 8 << 20;
        var editor = new Editor(Declaration("Net", "[Network(4)] [Dense({0}), Tanh] [Dense(3)] [MeanSquaredError]", 8));
        string Edited(int edit) => Declaration("Net", "[Network(4)] [Dense({0}), Tanh] [Dense(3)] [MeanSquaredError]", 8 + edit % 7);
        for (var edit = 0; edit < 200; edit++)
            editor.Type(Edited(edit));

        // Caches of Roslyn's that fill up once may fall into one thousand, but not into each.
        var least = long.MaxValue;
        for (var round = 0; round < 3 && least >= Limit; round++)
        {
            var before = GC.GetTotalMemory(forceFullCollection: true);
            for (var edit = 0; edit < 1000; edit++)
                editor.Type(Edited(edit));
            least = Math.Min(least, GC.GetTotalMemory(forceFullCollection: true) - before);
            TestContext.Current.TestOutputHelper?.WriteLine($"{least:N0} bytes after 1,000 edits");
        }

        Assert.True(least < Limit, $"{least:N0} bytes after 1,000 edits");
        GC.KeepAlive(editor);
    }

    [Fact]
    public void Of_a_hundred_networks_an_edit_writes_one()
    {
        var files = Enumerable.Range(0, 100).Select(number => Declaration($"Net{number}", "[Network(4)] [Dense({0}), Relu] [Dense(2)] [MeanSquaredError]", 3 + number % 9)).ToList();
        var compilation = GeneratorHarness.Compile(files);
        var driver = GeneratorHarness.Driver().RunGenerators(compilation, TestContext.Current.CancellationToken);
        Assert.Equal(100, driver.GetRunResult().GeneratedTrees.Length);

        var edited = GeneratorHarness.Compile(files[0].Replace("Network(4)", "Network(5)")).SyntaxTrees[0];
        driver = driver.RunGenerators(compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[0], edited), TestContext.Current.CancellationToken);
        var reasons = driver.GetRunResult().Results.Single().TrackedOutputSteps.Values
            .SelectMany(steps => steps).SelectMany(step => step.Outputs).CountBy(output => output.Reason).ToDictionary();
        Assert.Equal(1, reasons[IncrementalStepRunReason.Modified]);
        Assert.Equal(99, reasons[IncrementalStepRunReason.Cached]);
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void An_editor_that_leaves_implementations_out_misses_nothing(string name, string blocks)
    {
        var compilation = GeneratorHarness.Compile(Declaration(name, blocks, 16));
        var driver = CSharpGeneratorDriver.Create(
            [new NetworkGenerator().AsSourceGenerator()], additionalTexts: [], HarnessOptions.Default.Parse, new FixedOptions(HarnessOptions.Default.Properties),
            new GeneratorDriverOptions(IncrementalGeneratorOutputKind.Implementation));
        _ = driver.RunGeneratorsAndUpdateCompilation(compilation, out var output, out _, TestContext.Current.CancellationToken);
        Assert.DoesNotContain(output.GetDiagnostics(TestContext.Current.CancellationToken), static problem => problem.Severity == DiagnosticSeverity.Error);
    }

    private static string Declaration(string name, string blocks, int width) =>
        $"using Compiled;\n\n{string.Format(CultureInfo.InvariantCulture, blocks, width)}\npublic sealed partial class {name};\n";

    /// <summary>One file in an editor.</summary>
    private sealed class Editor
    {
        private CSharpCompilation _compilation;
        private GeneratorDriver _driver;

        public Editor(string source)
        {
            _compilation = GeneratorHarness.Compile(source);
            _driver = GeneratorHarness.Driver().RunGenerators(_compilation, TestContext.Current.CancellationToken);
        }

        /// <summary>Types, and waits for the generator.</summary>
        /// <returns>Milliseconds.</returns>
        public double Type(string source)
        {
            _compilation = _compilation.ReplaceSyntaxTree(_compilation.SyntaxTrees[0], GeneratorHarness.Compile(source).SyntaxTrees[0]);
            _driver = _driver.RunGenerators(_compilation, TestContext.Current.CancellationToken);
            return _driver.GetTimingInfo().GeneratorTimes.Single().ElapsedTime.TotalMilliseconds;
        }

        public double Median(Func<int, string> edited)
        {
            var times = Enumerable.Range(1, Edits).Select(edit => Type(edited(edit))).Order().ToList();
            TestContext.Current.TestOutputHelper?.WriteLine($"median {times[Edits / 2]:f2} ms, largest {times[^1]:f1}");
            return times[Edits / 2];
        }
    }
}
