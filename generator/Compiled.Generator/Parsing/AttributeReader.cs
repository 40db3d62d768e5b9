using Compiled.Generator.Model;
using Microsoft.CodeAnalysis;

namespace Compiled.Generator.Parsing;

/// <summary>An attribute as facts.</summary>
internal static class AttributeReader
{
    /// <summary>Whether C# itself rejects the attribute: no constructor fits, or an argument is no constant.</summary>
    public static bool IsInvalid(AttributeData attribute) =>
        attribute.AttributeConstructor is null
        || attribute.ConstructorArguments.Any(static constant => constant.Kind == TypedConstantKind.Error)
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

    private static void Add(List<ArgumentFact> arguments, string name, TypedConstant constant, IAssemblySymbol assembly)
    {
        if (constant is { Kind: TypedConstantKind.Type })
            arguments.Add(new ArgumentFact(CamelCase.Of(name), constant.Value is ITypeSymbol type ? TypeFacts.Read(type, assembly) : TypeFact.Null));
        if (constant.Kind is TypedConstantKind.Primitive or TypedConstantKind.Enum)
            arguments.Add(new ArgumentFact(CamelCase.Of(name), constant.Value));
    }
}
