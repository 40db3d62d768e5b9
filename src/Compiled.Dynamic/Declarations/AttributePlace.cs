using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Compiled.Dynamic.Declarations;

/// <summary>Where an attribute is in the text that was parsed.</summary>
/// <param name="Attribute">The whole, without brackets.</param>
/// <param name="Arguments">Its arguments in the order of the text, with the names that are written before them.</param>
internal sealed record AttributePlace(NetworkSpan Attribute, ImmutableArray<(string? Name, NetworkSpan Span)> Arguments)
{
    /// <summary>The argument of that number, or the attribute where it has none.</summary>
    public NetworkSpan Of(int argument) => argument >= 0 && argument < Arguments.Length ? Arguments[argument].Span : Attribute;

    /// <summary>The argument of that name, in camel case, or the attribute where it is not written.</summary>
    [RequiresUnreferencedCode(NetworkCompiler.WhyUntrimmed)]
    public NetworkSpan Of(string kind, string? argument)
    {
        if (argument is null)
            return Attribute;
        // What was parsed is an attribute of the library, and each of those has one constructor.
        var parameters = typeof(NetworkAttribute).Assembly.GetType($"Compiled.{kind}Attribute")!.GetConstructors()[0].GetParameters();
        for (var index = 0; index < Arguments.Length; index++)
        {
            if (string.Equals(Arguments[index].Name ?? (index < parameters.Length ? parameters[index].Name : null), argument, StringComparison.OrdinalIgnoreCase))
                return Arguments[index].Span;
        }

        return Attribute;
    }
}
