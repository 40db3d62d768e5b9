using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Compiled.CodeFixes;

/// <summary>Tells the JIT to inline an activation's formulas.</summary>
internal static class ActivationInlining
{
    private const string Namespace = "System.Runtime.CompilerServices";
    private const string Options = nameof(MethodImplOptions);

    /// <summary>The changes; null where a formula says something else to the JIT already.</summary>
    public static (string Title, IReadOnlyList<(SyntaxTree Tree, TextChange Change)> Changes)? Find(INamedTypeSymbol type, Func<SyntaxTree, SemanticModel> modelOf, CancellationToken cancellation)
    {
        var formulas = type.GetMembers().OfType<IMethodSymbol>().Where(static method => method is { Name: "Value" or "Derivative", MethodKind: MethodKind.Ordinary }
            && (method.MethodImplementationFlags & (MethodImplAttributes)MethodImplOptions.AggressiveInlining) == 0).ToList();
        if (formulas.Count == 0 || formulas.Exists(static method => method.MethodImplementationFlags != 0))
            return null;
        var declarations = formulas.SelectMany(method => method.DeclaringSyntaxReferences.Select(part => part.GetSyntax(cancellation)));
        return ("Add [MethodImpl(MethodImplOptions.AggressiveInlining)]",
            [.. declarations.GroupBy(static declaration => declaration.SyntaxTree).SelectMany(file => Changes(modelOf(file.Key), [.. file], cancellation))]);
    }

    private static IEnumerable<(SyntaxTree Tree, TextChange Change)> Changes(SemanticModel model, IReadOnlyList<SyntaxNode> declarations, CancellationToken cancellation)
    {
        var tree = model.SyntaxTree;
        var text = tree.GetText(cancellation);
        var known = model.LookupNamespacesAndTypes(declarations[0].SpanStart, name: Options);
        var import = known.IsEmpty ? Import((CompilationUnitSyntax)tree.GetRoot(cancellation), text) : null;
        if (import is { } added)
            yield return (tree, added);
        var qualifier = import is not null || known.Any(static type => type.ContainingNamespace.ToDisplayString() == Namespace) ? "" : Namespace + ".";
        foreach (var declaration in declarations)
        {
            var separator = Lines.Indent(text, declaration.SpanStart) is { } indent ? Lines.Break(text, declaration.SpanStart) + indent : " ";
            yield return (tree, new TextChange(new TextSpan(declaration.SpanStart, 0), $"[{qualifier}MethodImpl({qualifier}{Options}.AggressiveInlining)]{separator}"));
        }
    }

    /// <summary>A using directive in its place among the others, those of System first; null in a file that has none at its top.</summary>
    private static TextChange? Import(CompilationUnitSyntax root, SourceText text)
    {
        var others = root.Usings.Where(static other => other.GlobalKeyword.RawKind == 0 && other.StaticKeyword.RawKind == 0 && other.Alias is null).ToList();
        if (others.Count == 0)
            return null;
        var next = others.Find(static other => !IsOfSystem(other.Name) || string.CompareOrdinal(other.Name!.ToString(), Namespace) > 0);
        var lineBreak = Lines.Break(text, others[0].SpanStart);
        return next is null
            ? new TextChange(new TextSpan(others[others.Count - 1].Span.End, 0), $"{lineBreak}using {Namespace};")
            : new TextChange(new TextSpan(next.SpanStart, 0), $"using {Namespace};{lineBreak}");
    }

    private static bool IsOfSystem(NameSyntax? name) => name?.ToString() is { } written && (written == "System" || written.StartsWith("System.", StringComparison.Ordinal));
}
