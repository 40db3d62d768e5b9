extern alias onnx;
extern alias plots;
extern alias report;
extern alias tensorboard;
extern alias terminal;

using System.Reflection;
using Compiled.Generator.Tests.Harness;
using Compiled.Tests;
using Microsoft.CodeAnalysis;

namespace Compiled.Generator.Tests.Documentation;

/// <summary>The pages of docs show no code that does not compile and run.</summary>
[Trait("Speed", "slow")]
public sealed class PageTests
{
    /// <summary>Packages beside Compiled that pages show.</summary>
    internal static readonly MetadataReference[] Satellites =
    [
        .. new[]
            {
                typeof(onnx::Compiled.OnnxModel), typeof(plots::Compiled.PlotFiles), typeof(report::Compiled.Report), typeof(tensorboard::Compiled.TensorBoardLogger),
                typeof(terminal::Compiled.TerminalProgress),
            }
            .Select(static type => MetadataReference.CreateFromFile(type.Assembly.Location)),
        .. AspNet(),
    ];

    public static TheoryData<string> Pages => [.. PageCode.Pages()];

    [Theory]
    [MemberData(nameof(Pages))]
    public void The_code_of_a_page_compiles_and_runs(string path)
    {
        var code = PageCode.Read(path);
        Assert.True(code.Declarations.Count + code.Methods.Count > 0, $"{path} has C# that is not found.");
        var assembly = Compile(code);
        for (var index = 0; index < code.Methods.Count; index++)
            Run(assembly, index);
        foreach (var program in code.Programs)
            Assert.Equal([], Errors(code, program));
    }

    [Fact]
    public void The_pages_that_teach_are_among_them() =>
        Assert.Superset(new HashSet<string> { "docs/activations.md", "docs/fit.md", "docs/lecture.md", "docs/losses.md" }, PageCode.Pages().ToHashSet());

    [Fact]
    public void A_wrong_line_is_named_by_its_page_and_number()
    {
        const string Text = "One\n<!-- ```csharp\nnothing here\n``` -->\n\n<!-- given: var two = 2; -->\n```csharp\nvar one = two - 1;\n```\n"
            + "```csharp continued\nAssert.Equal(one, two);\n```\n```csharp\nAssert.Equal(3, one);\n```\n";
        var code = PageCode.Parse("docs/page.md", Text);
        Assert.Equal(2, code.Methods.Count);
        Assert.Contains("docs/page.md(14,17): error CS0103", Assert.Single(GeneratorHarness.Run(GeneratorHarness.Compile(code.Sources)).CompilerErrors).ToString());

        var failure = Assert.ThrowsAny<Exception>(() => Run(Compile(code with { Methods = [code.Methods[0]] }), 0));
        Assert.Contains("2, but must be 1.", failure.ToString());
        Assert.Contains("docs/page.md:line 11", failure.ToString());
    }

    [Fact]
    public void A_namespace_is_used_from_where_the_page_says_so()
    {
        const string Text = "```csharp\nvar early = new SeededRandom(1);\n```\n```csharp\nusing Compiled.Numerics;\nvar late = new SeededRandom(1);\n```\n"
            + "```csharp continued\nvar later = new SeededRandom(2);\n```\n";
        var errors = GeneratorHarness.Run(GeneratorHarness.Compile(PageCode.Parse("docs/page.md", Text).Sources)).CompilerErrors;
        Assert.Contains("docs/page.md(2,17): error CS0246", Assert.Single(errors).ToString());
    }

    [Fact]
    public void A_program_is_compiled_with_the_types_of_the_page()
    {
        const string Text = "<!-- declared: namespace Engine { public class Node; } -->\n```csharp\nusing Engine;\n\npublic sealed class Mine : Node;\n```\n"
            + "```csharp program\nConsole.WriteLine(new Mine());\n```\n```csharp program\nConsole.WriteLine(new Yours());\n```\n";
        var code = PageCode.Parse("docs/page.md", Text);
        Assert.Equal((2, 0, 2), (code.Declarations.Count, code.Methods.Count, code.Programs.Count));
        Assert.Empty(Errors(code, code.Programs[0]));
        Assert.Contains("docs/page.md(11,23): error CS0246", Assert.Single(Errors(code, code.Programs[1])));
    }

    /// <summary>
    /// Each page's C# is compiled by a test: by those of this class, by those of the diagnostics or of README, or by those of Compiled.Dynamic, Compiled.Search and Compiled.Search.Orleans.
    /// </summary>
    [Fact]
    public void No_page_with_code_is_left_out()
    {
        var root = Repository.Root;
        var pages = Directory.GetFiles(Path.Combine(root, "docs"), "*.md", SearchOption.AllDirectories).Concat(Directory.GetFiles(root, "*.md"))
            .Where(static page => File.ReadLines(page).Any(static line => line.StartsWith("```cs", StringComparison.OrdinalIgnoreCase) || line.StartsWith("```c#", StringComparison.OrdinalIgnoreCase)))
            .Select(page => Path.GetRelativePath(root, page).Replace('\\', '/')).Where(static page => !page.StartsWith("docs/diagnostics/CMP", StringComparison.Ordinal));
        Assert.Equal([], pages.Except([.. PageCode.Pages(), "docs/dynamic.md", "docs/search.md", "docs/search-cluster.md", "README.md"]));
    }

    private static IEnumerable<string> Errors(PageCode code, PageBlock program)
    {
        var compilation = GeneratorHarness.Compile(code.SourcesOf(program)).AddReferences(Satellites);
        var result = GeneratorHarness.Run(compilation.WithOptions(compilation.Options.WithOutputKind(OutputKind.ConsoleApplication)));
        return result.Problems.Concat(result.CompilerErrors).Select(static problem => problem.ToString());
    }

    /// <summary>ASP.NET and the generic host, which every SDK has next to the runtime.</summary>
    private static IEnumerable<MetadataReference> AspNet()
    {
        var runtime = new DirectoryInfo(Path.GetDirectoryName(typeof(object).Assembly.Location)!);
        var folders = Directory.GetDirectories(Path.Combine(runtime.Parent!.Parent!.FullName, "Microsoft.AspNetCore.App"), $"{Environment.Version.Major}.*");
        return Directory.GetFiles(folders.FirstOrDefault(folder => Path.GetFileName(folder) == runtime.Name) ?? folders[^1], "*.dll").Where(IsManaged)
            .Select(static file => MetadataReference.CreateFromFile(file));
    }

    private static bool IsManaged(string file)
    {
        try { return AssemblyName.GetAssemblyName(file) is not null; }
        catch (BadImageFormatException) { return false; }
    }

    private static Assembly Compile(PageCode code)
    {
        var result = GeneratorHarness.Run(GeneratorHarness.Compile(code.Sources).AddReferences(Satellites), new HarnessOptions { Texts = code.Files });
        Assert.Empty(result.Problems.Select(problem => problem.ToString()));
        using var image = new MemoryStream();
        using var symbols = new MemoryStream();
        var emitted = result.Output.Emit(image, symbols, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics));
        return Assembly.Load(image.ToArray(), symbols.ToArray());
    }

    private static void Run(Assembly assembly, int method) => assembly.GetType("Page")!.GetMethod($"Run{method}")!.CreateDelegate<Action>()();
}
