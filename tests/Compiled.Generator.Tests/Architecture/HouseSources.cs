using System.Reflection;
using Compiled.Tests;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Compiled.Generator.Tests.Architecture;

/// <summary>The sources of a project, bound, so that each name in them is known to be of one type.</summary>
internal sealed class HouseSources
{
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private readonly House _house;
    private readonly string _root;

    public HouseSources(House house)
    {
        _house = house;
        _root = Path.Combine(Repository.Root, house.Project);
        var options = new CSharpParseOptions(LanguageVersion.CSharp14, preprocessorSymbols: house.Symbols);
        var trees = Files(house).Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), options, file)).Append(CSharpSyntaxTree.ParseText(ImplicitUsings, options));
        Compilation = CSharpCompilation.Create(
            "House", trees, References(), new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));
    }

    /// <summary>All sources, and what they refer to.</summary>
    public CSharpCompilation Compilation { get; }

    /// <summary>The project's own sources.</summary>
    public IEnumerable<SyntaxTree> Trees => Compilation.SyntaxTrees.Where(static tree => tree.FilePath.Length > 0);

    /// <summary>Files in no folder of the list.</summary>
    public IEnumerable<string> Strays => Trees.Where(tree => Folder(tree) is null).Select(Name);

    /// <summary>The path from the project's folder; linked files begin with Shared.</summary>
    public string Name(SyntaxTree tree)
    {
        var name = Path.GetRelativePath(_root, tree.FilePath).Replace('\\', '/');
        return name.StartsWith("..", StringComparison.Ordinal) ? name[name.IndexOf("Shared/", StringComparison.Ordinal)..] : name;
    }

    /// <summary>The folder of the list that a file is in; null where it is in none.</summary>
    public string? Folder(SyntaxTree tree)
    {
        var name = Name(tree);
        var end = name.IndexOf('/');
        var folder = end < 0 ? _house.Folders[0] : name[..end];
        return _house.Depth(folder) < 0 ? null : folder;
    }

    /// <summary>The files of a project, linked ones too.</summary>
    public static IEnumerable<string> Files(House house)
    {
        var root = Path.Combine(Repository.Root, house.Project);
        var own = Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories).Where(file => !IsOutput(Path.GetRelativePath(root, file)));
        var shared = Path.Combine(Repository.Root, House.Library.Project, "Shared");
        return (house == House.Generator ? own.Concat(Directory.EnumerateFiles(shared, "*.cs", SearchOption.AllDirectories)) : own).Order(StringComparer.Ordinal);
    }

    private static bool IsOutput(string file) => file.StartsWith("obj", StringComparison.Ordinal) || file.StartsWith("bin", StringComparison.Ordinal);

    /// <summary>The framework, and Roslyn for the generator. The old framework's sources are bound against the new one: it has every name that they use.</summary>
    public static IEnumerable<MetadataReference> References() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(static file => !Path.GetFileName(file).StartsWith("Compiled", StringComparison.Ordinal))
            .Select(static file => MetadataReference.CreateFromFile(file));
}
