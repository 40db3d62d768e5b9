using System.Text.RegularExpressions;
using Compiled.Tests;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Compiled.Dynamic.Tests;

/// <summary>docs/dynamic.md shows no code that does not compile, with the namespaces that the page itself names.</summary>
public partial class PageTests
{
    /// <summary>What ImplicitUsings gives a console project.</summary>
    private const string ImplicitUsings = "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; "
        + "global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;";

    [Fact]
    public void The_code_of_the_page_compiles()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "dynamic.md")).ReplaceLineEndings("\n");
        var (usings, statements, types) = ("", "", "");
        var blocks = Block().Matches(page);
        Assert.Equal(7, blocks.Count);
        foreach (Match block in blocks)
        {
            var unit = SyntaxFactory.ParseCompilationUnit(block.Groups["code"].Value);
            usings += unit.Usings.ToFullString();
            if (unit.Members.Any(member => member is GlobalStatementSyntax))
                statements += $"{{ {block.Groups["given"].Value}\n{unit.Members.ToFullString()} }}\n";
            else
                types += unit.Members.ToFullString();
        }

        Assert.Empty(Errors(usings + statements + types));
    }

    [Fact]
    public void A_namespace_that_the_page_did_not_name_is_missing() =>
        Assert.NotEmpty(Errors("using Compiled; var declaration = new NetworkDeclaration(4);"));

    private static IEnumerable<string> Errors(string program)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(static path => MetadataReference.CreateFromFile(path));
        var trees = new[] { ImplicitUsings, program }.Select(text => CSharpSyntaxTree.ParseText(text, cancellationToken: cancellation));
        return CSharpCompilation.Create("Page", trees, references).GetDiagnostics(cancellation)
            .Where(static problem => problem.Severity == DiagnosticSeverity.Error).Select(static problem => problem.ToString());
    }

    [GeneratedRegex("^(?:<!-- given: (?<given>[^\n]*) -->\n)?```csharp\n(?<code>.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();
}
