using Compiled.Tests;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Compiled.Generator.Tests.Documentation;

/// <summary>What a user reads, passage by passage.</summary>
internal static class Prose
{
    private static readonly CSharpParseOptions WithDocs = CSharpParseOptions.Default.WithDocumentationMode(DocumentationMode.Parse);

    /// <summary>README and every other page of the repository, line by line: those that registries show of packages too.</summary>
    public static IEnumerable<Passage> Pages() =>
        Files(".", "*.md")
            .SelectMany(static file => File.ReadLines(Absolute(file)).Select((line, index) => new Passage(file, index + 1, line)));

    /// <summary>
    /// Literals of the product and of samples that read like sentences: diagnostics, exceptions and the tool's texts. Those of the emission are C#: see <see cref="EmittedFiles"/>.
    /// </summary>
    public static IEnumerable<Passage> Messages() =>
        Sources().Where(static file => !IsEmission(file)).SelectMany(static file => Parse(file).DescendantTokens()
            .Where(static token => token.IsKind(SyntaxKind.StringLiteralToken) || token.IsKind(SyntaxKind.InterpolatedStringTextToken))
            .Where(static token => token.ValueText.AsSpan().Trim().Count(' ') >= 2)
            .Select(token => new Passage(file, LineOf(token.GetLocation()), token.ValueText)));

    /// <summary>The files that the generator writes, line by line, as the snapshots show them.</summary>
    public static IEnumerable<Passage> EmittedFiles() =>
        Files("tests/Compiled.Generator.Tests/Snapshots", "*.cs.txt")
            .SelectMany(static file => File.ReadLines(Absolute(file)).Select((line, index) => new Passage(file, index + 1, line)));

    /// <summary>The XML docs of public members, line by line. Members that are hidden from the editor are for emitted code.</summary>
    public static IEnumerable<Passage> PublicDocs() =>
        Files("src", "*.cs").SelectMany(static file => Parse(file).DescendantNodes().OfType<MemberDeclarationSyntax>()
            .Where(static member => member.AncestorsAndSelf().OfType<MemberDeclarationSyntax>().All(IsShown))
            .SelectMany(static member => member.GetLeadingTrivia())
            .Where(static trivia => trivia.HasStructure)
            .SelectMany(trivia => trivia.ToFullString().Split('\n')
                .Select((line, index) => new Passage(file, LineOf(trivia.GetLocation()) + index, line.Trim().TrimStart('/').Trim()))));

    private static bool IsShown(MemberDeclarationSyntax member) =>
        member is BaseNamespaceDeclarationSyntax
        || (!member.AttributeLists.ToString().Contains("EditorBrowsableState.Never", StringComparison.Ordinal)
            && (member.Modifiers.Any(SyntaxKind.PublicKeyword) || member.Modifiers.Any(SyntaxKind.ProtectedKeyword) || member.Parent is InterfaceDeclarationSyntax));

    /// <summary>Emitted text is checked where it is read: <see cref="EmittedFiles"/>.</summary>
    private static bool IsEmission(string file) => file.Replace('\\', '/').Split('/') is ["generator", _, "Emission" or "Blocks" or "Planning", ..];

    private static IEnumerable<string> Sources() => Files("src", "*.cs").Concat(Files("generator", "*.cs")).Concat(Files("samples", "*.cs"));

    private static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(Absolute(folder), pattern, SearchOption.AllDirectories)
            .Select(static file => Path.GetRelativePath(Repository.Root, file))
            .Where(static file => !file.Replace('\\', '/').Split('/').Any(static part => part is "bin" or "obj" or "node_modules" or "_site" or "TestResults"))
            .Order(StringComparer.Ordinal);

    private static CompilationUnitSyntax Parse(string file) => CSharpSyntaxTree.ParseText(File.ReadAllText(Absolute(file)), WithDocs).GetCompilationUnitRoot();

    private static int LineOf(Location location) => location.GetLineSpan().StartLinePosition.Line + 1;

    private static string Absolute(string file) => Path.Combine(Repository.Root, file);
}
