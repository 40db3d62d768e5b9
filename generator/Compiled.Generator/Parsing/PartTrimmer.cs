using Compiled.Generator.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Compiled.Generator.Parsing;

/// <summary>
/// Takes out of a part of signatures what collides with members of the user's, and the interfaces, which would miss it: everything else still binds, so that the
/// collision is the only message.
/// </summary>
internal static class PartTrimmer
{
    /// <param name="source">The file of the part.</param>
    /// <param name="network">The class, without '@'.</param>
    /// <param name="taken">The names of the generated members that are in the way.</param>
    public static string Trim(string source, string network, EquatableArray<string> taken)
    {
        var root = CSharpSyntaxTree.ParseText(source).GetRoot();
        var part = root.DescendantNodes().OfType<ClassDeclarationSyntax>()
            .First(type => type.BaseList is not null && type.Identifier.ValueText == network);
        var kept = part.Members.Where(member => !taken.Contains(NameOf(member)) && !IsExplicit(member));
        var trimmed = part.WithBaseList(null).WithIdentifier(part.Identifier.WithTrailingTrivia(SyntaxFactory.LineFeed)).WithMembers(SyntaxFactory.List(kept));
        return root.ReplaceNode(part, trimmed).ToFullString();
    }

    private static string NameOf(MemberDeclarationSyntax member) => member switch
    {
        MethodDeclarationSyntax method => method.Identifier.ValueText,
        PropertyDeclarationSyntax property => property.Identifier.ValueText,
        BaseTypeDeclarationSyntax type => type.Identifier.ValueText,
        FieldDeclarationSyntax field => field.Declaration.Variables[0].Identifier.ValueText,
        _ => "",
    };

    private static bool IsExplicit(MemberDeclarationSyntax member) => member switch
    {
        MethodDeclarationSyntax method => method.ExplicitInterfaceSpecifier is not null,
        PropertyDeclarationSyntax property => property.ExplicitInterfaceSpecifier is not null,
        _ => false,
    };
}
