extern alias runtime;

using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Compiled.Generator.Tests.Harness;

/// <summary>Compiles declarations in memory as a build does: generator first, then the analyzer over everything.</summary>
internal static class GeneratorHarness
{
    public const string UserFile = "Net.cs";

    /// <summary>The framework that runs the tests, and Compiled; nothing else that the tests happen to use.</summary>
    private static readonly ImmutableArray<MetadataReference> References = FindReferences();

    /// <summary>The declaration's own file, without the generator.</summary>
    public static CSharpCompilation Compile(string source, HarnessOptions? options = null)
    {
        options ??= HarnessOptions.Default;
        var tree = CSharpSyntaxTree.ParseText(source, options.Parse, options.Folder + UserFile, System.Text.Encoding.UTF8);
        return CSharpCompilation.Create("Consumer", [tree], References, options.Compilation);
    }

    /// <summary>A project of several files.</summary>
    public static CSharpCompilation Compile(IReadOnlyList<string> sources, HarnessOptions? options = null)
    {
        options ??= HarnessOptions.Default;
        var others = sources.Skip(1).Select((source, index) =>
            CSharpSyntaxTree.ParseText(source, options.Parse, $"{options.Folder}File{index + 1}.cs", System.Text.Encoding.UTF8));
        return Compile(sources[0], options).AddSyntaxTrees(others);
    }

    /// <summary>A driver that keeps account of its steps, unless other options are given.</summary>
    public static GeneratorDriver Driver(HarnessOptions? options = null, IIncrementalGenerator? generator = null, GeneratorDriverOptions? driving = null)
    {
        options ??= HarnessOptions.Default;
        return CSharpGeneratorDriver.Create(
            [(generator ?? new NetworkGenerator()).AsSourceGenerator()],
            additionalTexts: options.Texts,
            options.Parse,
            new FixedOptions(options.Properties),
            driving ?? new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
    }

    /// <summary>Builds one file. <c>using Compiled;</c> is for the source to write.</summary>
    public static HarnessResult Run(string source, HarnessOptions? options = null, NetworkGenerator? generator = null) =>
        Run(Compile(source, options), options, generator);

    public static HarnessResult Run(CSharpCompilation compilation, HarnessOptions? options = null, NetworkGenerator? generator = null)
    {
        options ??= HarnessOptions.Default;
        var cancellation = TestContext.Current.CancellationToken;
        var driver = Driver(options, generator).RunGeneratorsAndUpdateCompilation(compilation, out var output, out var reported, cancellation);
        var run = driver.GetRunResult().Results.Single();
        // An exception that reaches the driver is CS8785 in a build: never allowed.
        Assert.Null(run.Exception);
        Assert.DoesNotContain(reported, diagnostic => diagnostic.Id is "CS8785" or "CS8784");

        var problems = reported.AddRange(Analyze(output, options))
            .OrderBy(problem => problem.Location.SourceTree?.FilePath, StringComparer.Ordinal)
            .ThenBy(problem => problem.Location.SourceSpan.Start)
            .ThenBy(problem => problem.Id, StringComparer.Ordinal);
        var sources = run.GeneratedSources.ToDictionary(source => source.HintName, source => source.SourceText.ToString());
        return new HarnessResult([.. problems], sources, output, run);
    }

    /// <summary>What the analyzer reports, as a build would show it: pragmas and severities applied.</summary>
    public static ImmutableArray<Diagnostic> Analyze(Compilation compilation, HarnessOptions? options = null)
    {
        var failures = new List<string>();
        var analysis = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([.. (options ?? HarnessOptions.Default).Texts], new FixedOptions((options ?? HarnessOptions.Default).Properties)),
            onAnalyzerException: (exception, _, _) => failures.Add(exception.ToString()),
            concurrentAnalysis: false,
            logAnalyzerExecutionTime: false);
        var found = compilation.WithAnalyzers([new NetworkAnalyzer()], analysis)
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken).GetAwaiter().GetResult();
        Assert.Empty(failures);
        return found;
    }

    private static ImmutableArray<MetadataReference> FindReferences()
    {
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var trusted = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        return
        [
            .. trusted.Where(path => Path.GetDirectoryName(path) == framework).Select(path => MetadataReference.CreateFromFile(path)),
            MetadataReference.CreateFromFile(typeof(runtime::Compiled.NetworkAttribute).Assembly.Location),
        ];
    }
}
