using Compiled.Generator.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Compiled.Generator.Parsing;

/// <summary>
/// Where the sites of problems lie in the source. Kept apart from the model: locations change with every keystroke and would defeat caching.
/// </summary>
internal sealed class SourceMap(INamedTypeSymbol type)
{
    private readonly List<AttributeData> _attributes = [];
    private readonly List<ISymbol> _members = [];

    public int Add(AttributeData attribute)
    {
        _attributes.Add(attribute);
        return _attributes.Count - 1;
    }

    /// <summary>All attributes are added before the first member.</summary>
    public int Add(ISymbol member)
    {
        _members.Add(member);
        return _attributes.Count + _members.Count - 1;
    }

    public Location Locate(Problem problem, CancellationToken cancellation)
    {
        if (problem.Site >= _attributes.Count)
            return _members[problem.Site - _attributes.Count].Locations[0];
        if (problem.Site == Problem.AtType)
            return TypeLocation(cancellation);
        var attribute = _attributes[problem.Site];
        var syntax = SyntaxOf(attribute, cancellation);
        var argument = problem.ArgumentName is null ? null : FindArgument(attribute, syntax, problem.ArgumentName);
        return (argument ?? (SyntaxNode)syntax).GetLocation();
    }

    /// <summary>The kinds of the attributes, by their sites.</summary>
    public IReadOnlyList<string> Kinds => [.. _attributes.Select(static attribute => KnownSymbols.AttributeKind(attribute) ?? "")];

    /// <summary>The whole attribute at a site.</summary>
    public Location LocateAttribute(int site, CancellationToken cancellation) => SyntaxOf(_attributes[site], cancellation).GetLocation();

    /// <summary>Where an attribute of a class of the project is written. Roslyn knows no place only for those of other assemblies.</summary>
    public static SyntaxReference PlaceOf(AttributeData attribute) => attribute.ApplicationSyntaxReference!;

    public static AttributeSyntax SyntaxOf(AttributeData attribute, CancellationToken cancellation) => (AttributeSyntax)PlaceOf(attribute).GetSyntax(cancellation);

    /// <summary>The identifier in the declaration that bears the first attribute.</summary>
    private Location TypeLocation(CancellationToken cancellation) => _attributes.Count == 0
        ? type.Locations[0]
        : SyntaxOf(_attributes[0], cancellation).FirstAncestorOrSelf<BaseTypeDeclarationSyntax>()!.Identifier.GetLocation();

    private static AttributeArgumentSyntax? FindArgument(AttributeData attribute, AttributeSyntax syntax, string name)
    {
        // Of an attribute whose constructor C# does not find, no argument is read, so none is wrong.
        var parameters = attribute.AttributeConstructor!.Parameters;
        var position = 0;
        foreach (var argument in syntax.ArgumentList?.Arguments ?? default)
        {
            var written = argument.NameEquals?.Name.Identifier.ValueText ?? argument.NameColon?.Name.Identifier.ValueText;
            if (CamelCase.Of(written ?? parameters[position].Name) == name)
                return argument;
            position++;
        }

        return null;
    }
}
