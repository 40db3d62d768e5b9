using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Compiled.Tests;

/// <summary>docs/search.md shows no code that does not compile, and names every setting and searcher.</summary>
public partial class PageTests
{
    /// <summary>What ImplicitUsings gives a console project.</summary>
    private const string ImplicitUsings = "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; "
        + "global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;";

    private static readonly string Page = File.ReadAllText(Path.Combine(Root(), "docs", "search.md")).ReplaceLineEndings("\n");

    [Fact]
    public void The_code_of_the_page_compiles()
    {
        var (usings, statements, types) = ("", "", "");
        var blocks = Block().Matches(Page);
        Assert.Equal(7, blocks.Count);
        foreach (Match block in blocks)
        {
            var unit = SyntaxFactory.ParseCompilationUnit(block.Groups["code"].Value);
            usings += unit.Usings.ToFullString();
            if (unit.Members.Any(static member => member is GlobalStatementSyntax))
                statements += unit.Members.ToFullString();
            else
                types += unit.Members.ToFullString();
        }

        Assert.Empty(Errors(usings + statements + types));
        // The first block can be pasted alone.
        Assert.Empty(Errors(blocks[0].Groups["code"].Value));
        Assert.NotEmpty(Errors("using Compiled; var range = LogUniform(1, 2);"));
        // Others cannot, and the page says so above them.
        Assert.Contains("The blocks of C# on this page belong together: each builds on those above it", Page[..blocks[0].Index], StringComparison.Ordinal);
        Assert.Contains(blocks, static block => Errors(block.Groups["code"].Value).Any());
    }

    [Fact]
    public void The_page_names_every_setting_and_every_searcher()
    {
        foreach (var name in Searching.SettingNames.OfTraining.Concat(Searching.SettingNames.OfTopology))
            Assert.Contains($"`{name}`", Page);
        foreach (var name in Searching.TrialOptimizers.Names.Concat(Searching.TrialSchedules.Names))
            Assert.Contains(name, Page);
        foreach (var name in Searcher.Names)
            Assert.Contains($"`{Searcher.Parse(name).GetType().Name}`", Page);
        Assert.Contains(FormattableString.Invariant($"{TrialCost.CallNanoseconds} + operations / {1 / TrialCost.NanosecondsPerOperation} + bytes / {1 / TrialCost.NanosecondsPerByte}"), Page);
    }

    private static IEnumerable<string> Errors(string program)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(static path => MetadataReference.CreateFromFile(path));
        var trees = new[] { ImplicitUsings, program }.Select(text => CSharpSyntaxTree.ParseText(text, cancellationToken: cancellation));
        return CSharpCompilation.Create("Page", trees, references).GetDiagnostics(cancellation)
            .Where(static problem => problem.Severity == DiagnosticSeverity.Error).Select(static problem => problem.ToString());
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Compiled.sln")))
            folder = folder.Parent!;
        return folder.FullName;
    }

    [GeneratedRegex("^```csharp\n(?<code>.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();
}
