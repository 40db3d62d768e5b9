using Compiled.Generator.Model;
using Microsoft.CodeAnalysis;

namespace Compiled.Generator.Parsing;

/// <summary>The names of the user's class.</summary>
internal static class TypeReader
{
    public static TypeSpec Read(INamedTypeSymbol type)
    {
        var names = new List<string>();
        for (var space = type.ContainingNamespace; !space.IsGlobalNamespace; space = space.ContainingNamespace)
            names.Insert(0, space.Name);
        var containers = ContainersOf(type).Reverse().ToList();

        var metadataName = string.Concat(names.Select(static name => name + "."))
            + string.Concat(containers.Select(static container => container.MetadataName + "+"))
            + type.MetadataName;
        return new TypeSpec(
            names.Count == 0 ? null : string.Join(".", names.Select(Identifiers.Escape)),
            containers.Select(static container => new ContainerSpec(Keyword(container), container.Name)).ToEquatableArray(),
            type.Name,
            HintNames.For(metadataName));
    }

    /// <summary>The types around it, innermost first.</summary>
    public static IEnumerable<INamedTypeSymbol> ContainersOf(INamedTypeSymbol type)
    {
        for (var container = type.ContainingType; container is not null; container = container.ContainingType)
            yield return container;
    }

    public static string Keyword(INamedTypeSymbol type) => type switch
    {
        { IsRecord: true, TypeKind: TypeKind.Struct } => "record struct",
        { IsRecord: true } => "record",
        { TypeKind: TypeKind.Struct } => "struct",
        { TypeKind: TypeKind.Interface } => "interface",
        _ => "class",
    };
}
