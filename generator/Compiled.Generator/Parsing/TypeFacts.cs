using Compiled.Generator.Model;
using Microsoft.CodeAnalysis;

namespace Compiled.Generator.Parsing;

/// <summary>A type that an attribute names, as facts.</summary>
internal static class TypeFacts
{
    private static readonly SymbolDisplayFormat FullName = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    private static readonly SymbolDisplayFormat InterfaceName = SymbolDisplayFormat.FullyQualifiedFormat
        .WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted);

    public static TypeFact Read(ITypeSymbol type) => new(
        type.Name.Length == 0 ? type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat) : type.Name,
        type.ToDisplayString(FullName),
        Misfit(type),
        type.AllInterfaces.Select(static face => face.ToDisplayString(InterfaceName)).OrderBy(static name => name, StringComparer.Ordinal).ToEquatableArray());

    /// <summary>Why code in another namespace of the same assembly cannot make one, or null when it can.</summary>
    private static string? Misfit(ITypeSymbol type)
    {
        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Struct } named)
            return "is no struct";
        if (named.IsRefLikeType)
            return "is a ref struct";
        if (named.IsUnboundGenericType)
            return "lacks its type arguments";
        return TypeReader.ContainersOf(named).Prepend(named).All(IsSeen) ? null : "is hidden from the rest of the assembly";
    }

    private static bool IsSeen(INamedTypeSymbol type) =>
        !type.IsFileLocal && type.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal;
}
