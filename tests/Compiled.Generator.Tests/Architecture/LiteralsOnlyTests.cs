using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Compiled.Generator.Tests.Architecture;

/// <summary>
/// Numbers reach emitted text through <c>Literals</c> alone, which writes the same under every culture: what templates put between their braces is text already.
/// </summary>
public class LiteralsOnlyTests
{
    private static readonly string[] WritingFolders = ["Emission", "Blocks", "Planning", "Text"];

    /// <summary>These turn numbers into text: literals, and figures in messages.</summary>
    private static readonly string[] Writers = ["Literals.cs", "Numbers.cs"];

    [Fact]
    public void Templates_interpolate_text_and_nothing_else()
    {
        var options = new CSharpParseOptions(LanguageVersion.CSharp14, preprocessorSymbols: House.Generator.Symbols);
        var files = HouseSources.Files(House.Generator).ToList();
        var usings = string.Concat(new[] { "System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Threading" }.Select(name => $"global using {name};\n"));
        var compilation = CSharpCompilation.Create(
            "Templates",
            [.. files.Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), options, file)), CSharpSyntaxTree.ParseText(usings, options)],
            ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(path => !Path.GetFileName(path).StartsWith("Compiled.", StringComparison.Ordinal))
                .Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(static problem => problem.Severity == DiagnosticSeverity.Error));

        var found = new List<string>();
        var holes = 0;
        foreach (var tree in compilation.SyntaxTrees.Where(static tree => IsWriting(tree.FilePath)))
        {
            var model = compilation.GetSemanticModel(tree);
            foreach (var hole in tree.GetRoot(TestContext.Current.CancellationToken).DescendantNodes().OfType<InterpolationSyntax>())
            {
                holes++;
                if (model.GetTypeInfo(hole.Expression, TestContext.Current.CancellationToken).Type is { SpecialType: not SpecialType.System_String, TypeKind: not TypeKind.Enum } type)
                    found.Add($"{Path.GetFileName(tree.FilePath)}:{tree.GetLineSpan(hole.Span).StartLinePosition.Line + 1}: {hole.Expression} is {type}");
            }
        }

        Assert.Equal([], found);
        Assert.InRange(holes, 500, int.MaxValue);
    }

    private static bool IsWriting(string path) =>
        path.Split('/', '\\') is [.., var folder, var name] && !Writers.Contains(name)
        && (WritingFolders.Contains(folder) || WritingFolders.Any(writing => path.Replace('\\', '/').Contains($"/{writing}/{folder}/", StringComparison.Ordinal)));
}
