extern alias dynamic;

using Compiled.Generator.Tests.Harness;
using Compiled.Tests;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Compiled.Generator.Tests.Documentation;

/// <summary>
/// The first C# of README and of every page can be pasted into a new file of a new project: it compiles alone, with the using directives that it shows
/// and those of ImplicitUsings.
/// </summary>
[Trait("Speed", "slow")]
public sealed class FirstBlockTests
{
    /// <summary>The packages that a page may ask for.</summary>
    private static readonly MetadataReference[] Packages =
        [.. PageTests.Satellites, MetadataReference.CreateFromFile(typeof(dynamic::Compiled.Dynamic.NetworkCompiler).Assembly.Location)];

    public static TheoryData<string> Pages => ["README.md", "docs/dynamic.md", .. PageCode.Pages()];

    [Theory]
    [MemberData(nameof(Pages))]
    public void It_compiles_when_it_is_pasted(string path)
    {
        var code = PageCode.FirstBlock(path);
        Assert.False(string.IsNullOrWhiteSpace(code), $"{path} has no C#.");
        Assert.Empty(Errors(code));
    }

    /// <summary>What is wrong with C# that is pasted into a new project.</summary>
    internal static IEnumerable<string> Errors(string code)
    {
        var compilation = GeneratorHarness.Compile([PageCode.ImplicitUsings, code]).AddReferences(Packages);
        // Statements are a program; types are a file of any project.
        if (compilation.SyntaxTrees[1].GetCompilationUnitRoot(TestContext.Current.CancellationToken).Members.Any(member => member is GlobalStatementSyntax))
            compilation = compilation.WithOptions(compilation.Options.WithOutputKind(OutputKind.ConsoleApplication));

        var result = GeneratorHarness.Run(compilation);
        return result.Problems.Concat(result.CompilerErrors).Select(static problem => problem.ToString());
    }

    [Fact]
    public void C_sharp_is_not_hidden_as_text()
    {
        // The tool's page shows what the tool prints, C# files among it.
        var pages = Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories).Where(page => Path.GetFileName(page) != "tool.md");
        foreach (var page in pages)
        {
            var starts = File.ReadAllText(page).ReplaceLineEndings("\n").Split("\n```text\n").Skip(1);
            Assert.DoesNotContain(starts, start => start.StartsWith("using Compiled", StringComparison.Ordinal) || start.StartsWith("[Network", StringComparison.Ordinal));
        }
    }
}
