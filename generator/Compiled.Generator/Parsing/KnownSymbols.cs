using Microsoft.CodeAnalysis;

namespace Compiled.Generator.Parsing;

/// <summary>Recognises what is Compiled's own.</summary>
internal static class KnownSymbols
{
    public const string NetworkAttribute = "Compiled.NetworkAttribute";

    /// <summary>With what every name in emitted code begins, after "global::".</summary>
    public static readonly string[] RootNamespaces = ["System", RootNamespace];

    private const string RootNamespace = "Compiled";
    private const string Suffix = "Attribute";

    // The compiler names the trees of a generator's output "<assembly>/<generator>/<hint name>", whether they go to the disk or not.
    private static readonly string[] GeneratedFolders =
        ["Compiled.Generator.NetworkGenerator/", "Compiled.Generator.NetworkGenerator\\"];

    public static bool IsInRootNamespace(ISymbol symbol) =>
        symbol is { ContainingType: null, ContainingNamespace: { Name: RootNamespace, ContainingNamespace.IsGlobalNamespace: true } };

    /// <summary>The attribute's name without "Attribute" when it is one of Compiled's, otherwise null.</summary>
    public static string? AttributeKind(AttributeData attribute)
    {
        if (attribute.AttributeClass is not { } type || !IsInRootNamespace(type) || !type.Name.EndsWith(Suffix, StringComparison.Ordinal))
            return null;
        return type.Name.Substring(0, type.Name.Length - Suffix.Length);
    }

    /// <summary>The full name of an attribute's class; empty where the metadata of another assembly do not say it.</summary>
    public static string NameOf(AttributeData attribute) => attribute.AttributeClass?.ToDisplayString() ?? "";

    /// <summary>
    /// Whether the node stands in a file that this generator wrote. The analyzer sees such files and the generator does not, and both have to
    /// come to the same result.
    /// </summary>
    public static bool IsOurOutput(SyntaxReference reference) =>
        GeneratedFolders.Any(folder => reference.SyntaxTree.FilePath.IndexOf(folder, StringComparison.Ordinal) >= 0);

    /// <summary>Whether nobody but this generator declares the symbol.</summary>
    public static bool IsOurOutput(ISymbol symbol) =>
        symbol.DeclaringSyntaxReferences.Length > 0 && symbol.DeclaringSyntaxReferences.All(IsOurOutput);
}
