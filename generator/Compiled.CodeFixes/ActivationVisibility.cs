using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Compiled.CodeFixes;

/// <summary>Makes an activation internal, and the types around it, where they are private or local to their file.</summary>
internal static class ActivationVisibility
{
    /// <summary>The changes; null where they do not suffice, or another type has the name.</summary>
    public static (string Title, IReadOnlyList<(SyntaxTree Tree, TextChange Change)> Changes)? Find(INamedTypeSymbol type, IAssemblySymbol assembly, CancellationToken cancellation)
    {
        var hidden = Around(type).Where(static one => one.IsFileLocal || one.DeclaredAccessibility == Accessibility.Private).ToList();
        // What is protected has heirs that know it, and another assembly's internals are its own.
        if (hidden.Count == 0 || !SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, assembly) || hidden.Exists(IsNameTaken)
            || Around(type).Any(static one => one.DeclaredAccessibility is Accessibility.Protected or Accessibility.ProtectedAndInternal))
        {
            return null;
        }

        hidden.Reverse();
        return ($"Make {string.Join(" and ", hidden.Select(static one => $"'{one.Name}'"))} internal", [.. hidden.SelectMany(one => Changes(one, cancellation))]);
    }

    private static IEnumerable<INamedTypeSymbol> Around(INamedTypeSymbol type)
    {
        for (var one = type; one is not null; one = one.ContainingType)
            yield return one;
    }

    /// <summary>A type that is local to its file may share its name with those of other files.</summary>
    private static bool IsNameTaken(INamedTypeSymbol type) => type.IsFileLocal && type.ContainingNamespace.GetTypeMembers(type.Name, type.Arity).Length > 1;

    private static IEnumerable<(SyntaxTree Tree, TextChange Change)> Changes(INamedTypeSymbol type, CancellationToken cancellation)
    {
        var parts = type.DeclaringSyntaxReferences.Select(part => part.GetSyntax(cancellation)).OfType<BaseTypeDeclarationSyntax>().ToList();
        var written = parts.SelectMany(static part => part.Modifiers).Where(static token => token.IsKind(SyntaxKind.FileKeyword) || token.IsKind(SyntaxKind.PrivateKeyword)).ToList();
        if (written.Count > 0)
            return written.Select(static token => (token.SyntaxTree!, new TextChange(token.Span, "internal")));
        // Nested types are private without a word.
        var first = parts[0].ChildNodesAndTokens().First(static child => !child.AsNode().IsKind(SyntaxKind.AttributeList));
        return [(parts[0].SyntaxTree, new TextChange(new TextSpan(first.SpanStart, 0), "internal "))];
    }
}
