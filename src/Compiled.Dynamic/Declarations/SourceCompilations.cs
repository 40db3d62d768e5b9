using System.Collections.Immutable;
using Compiled.Dynamic.Compilation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Compiled.Dynamic.Declarations;

/// <summary>A file of C# with more and more of a project around it.</summary>
internal static class SourceCompilations
{
    /// <summary>What projects have: the SDK's implicit usings, and Compiled's namespace, which many take in once for all files.</summary>
    private static readonly string Usings = string.Concat(
        new[] { "System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading", "System.Threading.Tasks", "Compiled" }
            .Select(static name => $"global using global::{name};\n"));

    private static readonly Lazy<ImmutableArray<MetadataReference>> Few = new(References.Find);

    /// <summary>All of the framework, where its files are there: not in a program that is one file.</summary>
    private static readonly Lazy<ImmutableArray<MetadataReference>> Many = new(static () =>
    {
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location);
        var paths = (AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") as string)?.Split(Path.PathSeparator) ?? [];
        var names = Few.Value.Select(static reference => reference.Display).ToHashSet();
        return
        [
            .. Few.Value,
            .. paths.Where(path => Path.GetDirectoryName(path) == framework && !names.Contains(Path.GetFileNameWithoutExtension(path)) && File.Exists(path))
                .Select(static path => MetadataReference.CreateFromFile(path)),
        ];
    });

    /// <summary>The compilations, the cheapest first; the file is the first of their trees.</summary>
    public static IEnumerable<CSharpCompilation> Of(string source, IReadOnlyList<string> symbols, CancellationToken cancellation)
    {
        var options = new CSharpParseOptions(LanguageVersion.CSharp14, DocumentationMode.None, preprocessorSymbols: symbols);
        var alone = CSharpCompilation.Create(
            "Source", [CSharpSyntaxTree.ParseText(source, options, cancellationToken: cancellation)], Few.Value, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
        yield return alone;
        var inProject = alone.AddSyntaxTrees(CSharpSyntaxTree.ParseText(Usings, options, cancellationToken: cancellation));
        yield return inProject;
        yield return inProject.WithReferences(Many.Value);
    }
}
