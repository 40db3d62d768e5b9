using Compiled.Generator.Model;
using Microsoft.CodeAnalysis;

namespace Compiled.Generator.Parsing;

/// <summary>An attribute as facts.</summary>
internal static class AttributeReader
{
    /// <summary>Whether C# itself rejects the attribute: no constructor fits, or an argument is no constant.</summary>
    public static bool IsInvalid(AttributeData attribute) =>
        attribute.AttributeConstructor is null
        || attribute.ConstructorArguments.Any(static constant => constant.Kind == TypedConstantKind.Error
            || (constant is { Kind: TypedConstantKind.Array, IsNull: false } && constant.Values.Any(static element => element.Kind == TypedConstantKind.Error)))
        || attribute.NamedArguments.Any(static pair => pair.Value.Kind == TypedConstantKind.Error);

    public static BlockFacts Read(AttributeData attribute, string kind, int site, IAssemblySymbol assembly)
    {
        var arguments = new List<ArgumentFact>();
        var parameters = attribute.AttributeConstructor?.Parameters ?? [];
        for (var i = 0; i < parameters.Length && i < attribute.ConstructorArguments.Length; i++)
            Add(arguments, parameters[i].Name, attribute.ConstructorArguments[i], assembly);
        foreach (var pair in attribute.NamedArguments)
            Add(arguments, pair.Key, pair.Value, assembly);
        return new BlockFacts(kind, site, arguments.ToEquatableArray());
    }

    /// <summary>The texts of an attribute that takes any number of them; none where it was given null in place of a list.</summary>
    public static IReadOnlyList<string?> Texts(AttributeData attribute) =>
        attribute.ConstructorArguments.Length > 0 && attribute.ConstructorArguments[0] is { Kind: TypedConstantKind.Array, IsNull: false } list
            ? [.. list.Values.Select(static value => value.Value as string)]
            : [];

    private static void Add(List<ArgumentFact> arguments, string name, TypedConstant constant, IAssemblySymbol assembly)
    {
        if (constant is { Kind: TypedConstantKind.Type })
            arguments.Add(new ArgumentFact(CamelCase.Of(name), constant.Value is ITypeSymbol type ? TypeFacts.Read(type, assembly) : TypeFact.Null));
        if (constant.Kind is TypedConstantKind.Primitive or TypedConstantKind.Enum)
            arguments.Add(new ArgumentFact(CamelCase.Of(name), constant.Value));
    }
}
