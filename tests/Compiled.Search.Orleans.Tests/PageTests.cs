using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Compiled.Clusters.Tests;

/// <summary>docs/search-cluster.md shows no C# that does not compile as a program of its own, and no option that the tool does not have.</summary>
public sealed partial class PageTests
{
    private const string ImplicitUsings = "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; "
        + "global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;";

    private static string Page => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "search-cluster.md")).ReplaceLineEndings("\n");

    [Fact]
    public void The_code_of_the_page_compiles()
    {
        var blocks = Block().Matches(Page).Select(static block => block.Groups["code"].Value).ToList();
        Assert.True(blocks.Count >= 2, "The page shows no code.");
        Assert.All(blocks, static block => Assert.Empty(Errors(block)));
        Assert.NotEmpty(Errors(blocks[0].Replace("SubmitAsync", "SendAsync", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_options_of_the_page_are_those_of_the_tools()
    {
        var known = await SearchHelpAsync();
        foreach (var command in new[] { "run", "submit", "watch", "table", "journal", "list", "stop", "remove" })
        {
            await using var output = new StringWriter();
            Assert.Equal(0, await Worker.Cli.RunAsync([command, "--help"], output, TextWriter.Null));
            known += output.ToString();
        }

        // But for the one of 'dotnet tool install'.
        var options = Option().Matches(Page).Select(static option => option.Value).Distinct().Where(static option => option != "--global").ToList();
        Assert.NotEmpty(options);
        Assert.All(options, option => Assert.Contains($" {option}", known, StringComparison.Ordinal));
    }

    private static async Task<string> SearchHelpAsync()
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Compiled.Tool.dll"), "search", "--help"]) { RedirectStandardOutput = true })!;
        var help = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return help;
    }

    private static IEnumerable<string> Errors(string program)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(static path => MetadataReference.CreateFromFile(path));
        var trees = new[] { ImplicitUsings, program }.Select(text => CSharpSyntaxTree.ParseText(text, cancellationToken: cancellation));
        return CSharpCompilation.Create("Page", trees, references).GetDiagnostics(cancellation)
            .Where(static problem => problem.Severity == DiagnosticSeverity.Error).Select(static problem => problem.ToString());
    }

    [GeneratedRegex("^```csharp\n(?<code>.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();

    [GeneratedRegex(@"(?<=[ `])--[a-z][a-z-]+", RegexOptions.None)]
    private static partial Regex Option();
}
