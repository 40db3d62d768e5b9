extern alias onnx;
extern alias plots;
extern alias report;
extern alias tensorboard;
extern alias terminal;

using System.Reflection;
using System.Text.RegularExpressions;
using Compiled.Generator.Tests.Harness;
using Compiled.Tests;
using Microsoft.CodeAnalysis;

namespace Compiled.Generator.Tests.Documentation;

/// <summary>The pages of docs show no code that does not compile and run.</summary>
[Trait("Speed", "slow")]
public sealed partial class PageTests
{
    /// <summary>Packages beside Compiled that pages show.</summary>
    private static readonly MetadataReference[] Satellites =
    [
        .. new[]
            {
                typeof(onnx::Compiled.OnnxModel), typeof(plots::Compiled.PlotFiles), typeof(report::Compiled.Report), typeof(tensorboard::Compiled.TensorBoardLogger),
                typeof(terminal::Compiled.TerminalProgress),
            }
            .Select(static type => MetadataReference.CreateFromFile(type.Assembly.Location)),
    ];

    public static TheoryData<string> Pages => [.. PageCode.Pages()];

    /// <summary>Those without C# too.</summary>
    public static TheoryData<string> LinkedPages =>
    [
        "README.md",
        "CONTRIBUTING.md",
        .. Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(page => Path.GetRelativePath(Repository.Root, page)),
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public void The_code_of_a_page_compiles_and_runs(string path)
    {
        var code = PageCode.Read(path);
        Assert.True(code.Declarations.Count + code.Methods.Count > 0, $"{path} has C# that is not found.");
        var assembly = Compile(code);
        for (var index = 0; index < code.Methods.Count; index++)
            Run(assembly, index);
    }

    [Theory]
    [MemberData(nameof(LinkedPages))]
    public void The_links_of_a_page_lead_somewhere(string path)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Repository.Root, path))!;
        foreach (var link in Link().Matches(File.ReadAllText(Path.Combine(Repository.Root, path))).Select(match => match.Groups[1].Value.Split('#')))
        {
            var target = link[0].Length == 0 ? Path.Combine(Repository.Root, path) : Path.Combine(folder, link[0]);
            Assert.True(Path.Exists(target), $"{path}: '{link[0]}' does not exist.");
            if (link.Length > 1)
                Assert.Contains(link[1], Heading().Matches(File.ReadAllText(target)).Select(match => Anchor(match.Groups[1].Value)));
        }
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

    /// <summary>What the heading is called in links: lower case, hyphens for spaces, no other marks.</summary>
    private static string Anchor(string heading) =>
        string.Concat(heading.ToLowerInvariant().Where(character => char.IsLetterOrDigit(character) || character is ' ' or '-' or '_')).Replace(' ', '-');

    /// <summary>A link within the repository.</summary>
    [GeneratedRegex(@"\]\(((?!https?:)[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("^#+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
