using Microsoft.CodeAnalysis;

namespace Compiled.Generator.Parsing;

/// <summary>C#'s rule that a public method of a class may only return what everyone who sees the class sees too.</summary>
internal static class Visibility
{
    public static bool IsAtLeastAsVisible(INamedTypeSymbol returned, INamedTypeSymbol network)
    {
        var around = TypeReader.ContainersOf(network).Prepend(network).ToList();
        return TypeReader.ContainersOf(returned).Prepend(returned).All(part => !part.IsFileLocal && IsCovered(part, around));
    }

    /// <summary>Whether one of the types around the network limits who sees it at least as much as <paramref name="part"/> is limited.</summary>
    private static bool IsCovered(INamedTypeSymbol part, List<INamedTypeSymbol> around) => part.DeclaredAccessibility switch
    {
        Accessibility.Public => true,
        Accessibility.Internal => around.Any(static type =>
            type.DeclaredAccessibility is Accessibility.Internal or Accessibility.Private or Accessibility.ProtectedAndInternal),
        // Nested: the network must be hidden in the same type, or deeper in it.
        _ => around.Any(type => IsHiddenAlike(type, part)),
    };

    private static bool IsHiddenAlike(INamedTypeSymbol type, INamedTypeSymbol part)
    {
        var sameOwner = type.ContainingType is { } owner && owner.Equals(part.ContainingType, SymbolEqualityComparer.Default);
        if (sameOwner && type.DeclaredAccessibility == part.DeclaredAccessibility)
            return true;
        return type.DeclaredAccessibility == Accessibility.Private
            && TypeReader.ContainersOf(type).Contains(part.ContainingType, SymbolEqualityComparer.Default);
    }
}
