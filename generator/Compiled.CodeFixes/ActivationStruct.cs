using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;
using Microsoft.CodeAnalysis.Text;

namespace Compiled.CodeFixes;

/// <summary>Makes a readonly struct of a class that is nothing but an activation's formulas.</summary>
internal static class ActivationStruct
{
    /// <summary>The changes; null where a struct would not compile, or would not be what the class is.</summary>
    public static async Task<(string Title, IReadOnlyList<(SyntaxTree Tree, TextChange Change)> Changes)?> FindAsync(INamedTypeSymbol type, Solution solution, CancellationToken cancellation)
    {
        var parts = type.DeclaringSyntaxReferences.Select(part => part.GetSyntax(cancellation)).OfType<ClassDeclarationSyntax>().ToList();
        // Another class has other remedies, and what has no formulas, or type parameters, is the next mistake.
        if (parts.Count != type.DeclaringSyntaxReferences.Length || type.IsGenericType || !IsActivation(type) || !type.GetMembers().All(FitsStruct)
            || type.IsAbstract || type.BaseType?.SpecialType != SpecialType.System_Object || parts.Exists(static part => part.ParameterList is not null))
        {
            return null;
        }

        if (!type.IsSealed && (await SymbolFinder.FindDerivedClassesAsync(type, solution, cancellationToken: cancellation).ConfigureAwait(false)).Any())
            return null;
        return ($"Make '{type.Name}' a readonly struct", [.. parts.SelectMany(part => Changes(part).Select(change => (part.SyntaxTree, change)))]);
    }

    private static bool IsActivation(INamedTypeSymbol type) =>
        type.AllInterfaces.Any(static one => one is { Name: "IActivationFunction", ContainingNamespace: { Name: "Compiled", ContainingNamespace.IsGlobalNamespace: true } });

    /// <summary>State is none of an activation's, and nobody can override a struct.</summary>
    private static bool FitsStruct(ISymbol member) => member.IsStatic || (member is not (IFieldSymbol or IEventSymbol)
        && member is not IMethodSymbol { MethodKind: MethodKind.Constructor or MethodKind.Destructor, IsImplicitlyDeclared: false }
        && !member.IsVirtual && member.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal or Accessibility.Private);

    private static IEnumerable<TextChange> Changes(ClassDeclarationSyntax part)
    {
        var partial = part.Modifiers.FirstOrDefault(static token => token.IsKind(SyntaxKind.PartialKeyword));
        foreach (var modifier in part.Modifiers.Where(static token => token.IsKind(SyntaxKind.SealedKeyword)))
            yield return new TextChange(TextSpan.FromBounds(modifier.SpanStart, modifier.GetNextToken().SpanStart), "");
        // 'partial' stands right before the keyword.
        if (partial.RawKind != 0)
            yield return new TextChange(new TextSpan(partial.SpanStart, 0), "readonly ");
        yield return new TextChange(part.Keyword.Span, partial.RawKind != 0 ? "struct" : "readonly struct");
    }
}
