using System.Text.RegularExpressions;
using Compiled.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Compiled.CodeFixes.Tests;

/// <summary>What C# says of sources together with what the generator adds to them.</summary>
internal static partial class CompilerErrors
{
    private static readonly CSharpParseOptions Parsing = new(LanguageVersion.CSharp14);

    /// <summary>The errors that a fix brought: those of the fixed sources that the others do not have. Errors from before may stay, because most sources have mistakes on purpose.</summary>
    public static IEnumerable<string> New(IEnumerable<string> before, IEnumerable<string> after, IEnumerable<MetadataReference> references)
    {
        var found = Of(after, references);
        if (found.Count == 0)
            return found;
        foreach (var old in Of(before, references))
            found.Remove(old);
        return found;
    }

    private static List<string> Of(IEnumerable<string> sources, IEnumerable<MetadataReference> references)
    {
        var trees = sources.Select((source, index) => CSharpSyntaxTree.ParseText(Mark().Replace(source, ""), Parsing, $"Source{index}.cs"));
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary);
        var given = CSharpCompilation.Create("Consumer", trees, references, options);
        var driver = CSharpGeneratorDriver.Create([new NetworkGenerator().AsSourceGenerator()], parseOptions: Parsing);
        driver.RunGeneratorsAndUpdateCompilation(given, out var whole, out _, TestContext.Current.CancellationToken);
        return [.. whole.GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .Select(static diagnostic => $"{diagnostic.Id}: {diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}")];
    }

    /// <summary>What says where a diagnostic is: <c>{|CMP0034:</c> and <c>|}</c>.</summary>
    [GeneratedRegex(@"\{\|[A-Z]+[0-9]+:|\|\}")]
    private static partial Regex Mark();
}
