namespace Compiled.Generator.Model;

/// <summary>One attribute as written, without Roslyn: what a block reads and checks.</summary>
/// <param name="Kind">The attribute's name without "Attribute": Dense, Relu, CrossEntropy …</param>
/// <param name="Site">Where it stands, for problems.</param>
/// <param name="Arguments">The arguments that were written, positional and named alike, by parameter or property name in camel case.</param>
internal sealed record BlockFacts(string Kind, int Site, EquatableArray<ArgumentFact> Arguments)
{
    /// <summary>The argument of that name, or null when it was not written.</summary>
    public object? Argument(string name) => Arguments.FirstOrDefault(argument => argument.Name == name)?.Value;
}

/// <summary>A written argument. The value is an int, float, double, bool, string, an enum's underlying int, or a <see cref="TypeFact"/>.</summary>
internal sealed record ArgumentFact(string Name, object? Value);
