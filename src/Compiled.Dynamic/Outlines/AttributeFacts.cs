extern alias generator;

using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Reflection;
using Compiled.Dynamic.Declarations;
using generator::Compiled.Generator.Model;

namespace Compiled.Dynamic.Outlines;

/// <summary>
/// An attribute of a declaration as the generator's facts, without the C# compiler: the types of its arguments come from the attribute's class. Whatever is out of the ordinary is left to the
/// compiler, whose messages name the mistake.
/// </summary>
internal static class AttributeFacts
{
    /// <summary>The facts, or null where the compiler would have something to say of the attribute.</summary>
    [RequiresUnreferencedCode(NetworkCompiler.WhyUntrimmed)]
    public static BlockFacts? Read(AttributeText attribute, int site)
    {
        var type = typeof(NetworkAttribute).Assembly.GetType($"Compiled.{attribute.Kind}Attribute");
        if (type?.GetConstructors() is not [var constructor])
            return null;

        var parameters = constructor.GetParameters();
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        var scanner = new Scanner(attribute.Text);
        _ = scanner.ReadName();
        var hasArguments = scanner.TryRead('(');
        for (var place = 0; hasArguments && !scanner.TryRead(')'); place++)
        {
            if (ReadArgument(scanner, type, parameters, place) is not { } argument || !values.TryAdd(argument.Name, argument.Value))
                return null;
            _ = scanner.TryRead(',');
        }

        foreach (var parameter in parameters)
        {
            if (!parameter.IsOptional && !values.ContainsKey(parameter.Name!))
                return null;
            _ = values.TryAdd(parameter.Name!, parameter.DefaultValue);
        }

        return new BlockFacts(attribute.Kind, site, new([.. values.Select(static pair => new ArgumentFact(pair.Key, pair.Value))]));
    }

    private static (string Name, object Value)? ReadArgument(Scanner scanner,
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] Type type, ParameterInfo[] parameters, int place)
    {
        var word = scanner.ReadName();
        if (word is not null && scanner.TryRead('='))
        {
            return type.GetProperty(word) is { CanWrite: true } property && Constant(scanner, scanner.ReadName(), property.PropertyType) is { } named
                ? (char.ToLowerInvariant(word[0]) + word[1..], named)
                : null;
        }

        var parameter = word is not null && scanner.TryRead(':') ? Array.Find(parameters, candidate => candidate.Name == word)
            : place < parameters.Length ? parameters[place] : null;
        if (parameter is null)
            return null;
        return Constant(scanner, word == parameter.Name ? scanner.ReadName() : word, parameter.ParameterType) is { } value ? (parameter.Name!, value) : null;
    }

    /// <summary>A constant of a type; enums are their numbers, as the compiler gives them.</summary>
    private static object? Constant(Scanner scanner, string? word, Type type)
    {
        if (type == typeof(bool))
            return word switch { "true" => true, "false" => false, _ => null };
        if (type.IsEnum)
        {
            // The parser accepts only members that exist, but of every enum of the catalogue.
            return word == type.Name && scanner.TryRead('.') ? Convert.ToInt32(Enum.Parse(type, scanner.ReadName()!), CultureInfo.InvariantCulture) : null;
        }

        if (word is not null)
            return null;
        return type == typeof(string) ? scanner.ReadQuoted() : scanner.ReadNumber() is { } number ? Number(number, type) : null;
    }

    private static object? Number(string text, Type type)
    {
        if (type == typeof(int))
            return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? whole : null;
        var digits = text.TrimEnd('f', 'F', 'd', 'D');
        if (type == typeof(float))
            return float.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var single) ? single : null;
        if (type != typeof(double) || !double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            return null;
        // A float constant is rounded to float before it becomes the double that the attribute takes.
        return text[^1] is 'f' or 'F' ? (double)float.Parse(digits, NumberStyles.Float, CultureInfo.InvariantCulture) : number;
    }
}
