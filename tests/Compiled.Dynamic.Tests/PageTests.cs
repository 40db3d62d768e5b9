using Compiled.Tests;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Compiled.Dynamic.Tests;

/// <summary>docs/dynamic.md shows no code that does not compile.</summary>
public class PageTests
{
    [Fact]
    public void The_code_of_the_page_compiles()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "dynamic.md")).ReplaceLineEndings("\n");
        var blocks = page.Split("```text\n").Skip(1).Select(static rest => rest[..rest.IndexOf("```", StringComparison.Ordinal)]).ToList();
        var sweep = blocks.Single(static block => block.StartsWith("using Compiled;", StringComparison.Ordinal));
        var visitor = blocks.Single(static block => block.StartsWith("sealed class", StringComparison.Ordinal));
        var use = visitor.IndexOf("float middle", StringComparison.Ordinal);

        // The second block's statement works on a network as the first one's.
        var program = "using System;\n" + sweep + "{ float[] input = [1, 2, 3, 4]; var net = NetworkCompiler.Compile(new NetworkDeclaration(4).Dense(1)).Create();\n"
            + visitor[use..] + "}\n" + visitor[..use];
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(static path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create("Page", [CSharpSyntaxTree.ParseText(program, cancellationToken: TestContext.Current.CancellationToken)], references);
        Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(static problem => problem.Severity == DiagnosticSeverity.Error).Select(static problem => problem.ToString()));
    }
}
