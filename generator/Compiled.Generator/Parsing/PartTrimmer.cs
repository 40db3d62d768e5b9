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
    /// <summary>What refers to one another: all go where one of the types goes.</summary>
    private static readonly string[] TrainerNames = ["Trainer", "ParameterGradients", "CreateTrainer", "ResumeTrainer"];

    /// <param name="source">The file of the part.</param>
    /// <param name="network">The class, without '@'.</param>
    /// <param name="taken">The names of the generated members that are in the way.</param>
    public static string Trim(string source, string network, EquatableArray<string> taken)
    {
        // What is left may refer to what is not, in its documentation.
        var quiet = source.Replace("#nullable enable", "#nullable enable\n#pragma warning disable CS1574 // members that collide are left out");
        var root = CSharpSyntaxTree.ParseText(quiet).GetRoot();
        var part = root.DescendantNodes().OfType<ClassDeclarationSyntax>()
            .First(type => type.BaseList is not null && type.Identifier.ValueText == network);
        var names = new HashSet<string>(taken.Concat(taken.Any(static name => Array.IndexOf(TrainerNames, name) >= 0) ? TrainerNames : []), StringComparer.Ordinal);
        var kept = part.Members.Where(member => !names.Contains(NameOf(member)) && !IsExplicit(member) && !member.Modifiers.Any(SyntaxKind.PrivateKeyword));
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
