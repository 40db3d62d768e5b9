extern alias generator;

using System.Globalization;
using generator::Compiled.Generator.Parsing;
using Microsoft.CodeAnalysis;

namespace Compiled.Dynamic.Declarations;

/// <summary>The attributes of a class as <see cref="NetworkDeclaration.Parse"/> reads them: without namespaces, aliases and expressions.</summary>
internal static class SourceAttributes
{
    /// <summary>What names something that only the project has, and names, which are read apart.</summary>
    private static readonly HashSet<string> LeftOut = new(StringComparer.Ordinal) { "Weights", "Classes", "Features" };

    public static IEnumerable<string> Of(INamedTypeSymbol network) => network.GetAttributes()
        .OrderBy(static attribute => attribute.ApplicationSyntaxReference?.Span.Start ?? 0)
        .Select(static attribute => (Attribute: attribute, Kind: KnownSymbols.AttributeKind(attribute)))
        .Where(static pair => pair.Kind is not null && !LeftOut.Contains(pair.Kind))
        .Select(static pair => $"[{Text(pair.Attribute, pair.Kind!)}]");

    private static string Text(AttributeData attribute, string kind)
    {
        List<string> arguments = [];
        var parameters = attribute.AttributeConstructor!.Parameters;
        for (var index = 0; index < parameters.Length; index++)
        {
            var text = Constant(attribute.ConstructorArguments[index]);
            arguments.Add(index == 0 && IsBare(kind) ? text! : $"{parameters[index].Name}: {text}");
        }

        foreach (var (name, value) in attribute.NamedArguments)
        {
            if (Constant(value) is { } text)
                arguments.Add($"{name} = {text}");
        }

        return AttributeText.Of(kind, [.. arguments]).Text;
    }

    /// <summary>Whether the first argument goes without its name.</summary>
    private static bool IsBare(string kind) => BlockCatalogue.Find(kind) is { Arguments: [{ Type: ArgumentType.Count or ArgumentType.Text, IsPositional: true }, ..] };

    /// <summary>The constant as C# text; null for null.</summary>
    /// <exception cref="SourceException">It is a type, which texts cannot name.</exception>
    private static string? Constant(TypedConstant constant) => constant switch
    {
        { Kind: TypedConstantKind.Enum } => constant.Type!.GetMembers().OfType<IFieldSymbol>()
            .Where(field => field.HasConstantValue && field.ConstantValue!.Equals(constant.Value)).Select(field => $"{constant.Type.Name}.{field.Name}").FirstOrDefault(),
        { Kind: TypedConstantKind.Type } => throw new SourceException(
            $"the attributes name the user-defined type {constant.Value}, which no file of weights and no text can bring: load the weights in the project that has it."),
        _ => constant.Value switch
        {
            string text => Arguments.Quoted(text),
            bool flag => flag ? "true" : "false",
            float number => number.ToString("R", CultureInfo.InvariantCulture) + "f",
            IFormattable number => number.ToString(constant.Value is double ? "R" : null, CultureInfo.InvariantCulture),
            _ => null,
        },
    };
}
