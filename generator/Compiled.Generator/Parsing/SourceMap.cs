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
        if (attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) is not AttributeSyntax syntax)
            return TypeLocation(cancellation);
        var argument = problem.ArgumentName is null ? null : FindArgument(attribute, syntax, problem.ArgumentName);
        return (argument ?? (SyntaxNode)syntax).GetLocation();
    }

    /// <summary>The kinds of the attributes, by their sites.</summary>
    public IReadOnlyList<string> Kinds => [.. _attributes.Select(static attribute => KnownSymbols.AttributeKind(attribute) ?? "")];

    /// <summary>The whole attribute at a site.</summary>
    public Location? LocateAttribute(int site, CancellationToken cancellation) => _attributes[site].ApplicationSyntaxReference?.GetSyntax(cancellation).GetLocation();

    /// <summary>The identifier in the declaration that bears the first attribute.</summary>
    private Location TypeLocation(CancellationToken cancellation)
    {
        var first = _attributes.FirstOrDefault()?.ApplicationSyntaxReference?.GetSyntax(cancellation);
        return first?.FirstAncestorOrSelf<BaseTypeDeclarationSyntax>()?.Identifier.GetLocation() ?? type.Locations[0];
    }

    private static AttributeArgumentSyntax? FindArgument(AttributeData attribute, AttributeSyntax syntax, string name)
    {
        var parameters = attribute.AttributeConstructor?.Parameters;
        var position = 0;
        foreach (var argument in syntax.ArgumentList?.Arguments ?? default)
        {
            var written = argument.NameEquals?.Name.Identifier.ValueText ?? argument.NameColon?.Name.Identifier.ValueText;
            written ??= parameters is { } list && position < list.Length ? list[position].Name : "";
            if (CamelCase.Of(written) == name)
                return argument;
            position++;
        }

        return null;
    }
}
