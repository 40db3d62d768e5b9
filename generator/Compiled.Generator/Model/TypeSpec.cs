namespace Compiled.Generator.Model;

/// <summary>The user's class as the emitted part must declare it.</summary>
/// <param name="Namespace">Dotted and escaped where a part is a keyword; null for the global namespace.</param>
/// <param name="Containers">The containing types, outermost first.</param>
/// <param name="Name">The class's name, without '@'.</param>
/// <param name="HintName">The file name of the emitted source: made from the full metadata name, injective, valid everywhere.</param>
internal sealed record TypeSpec(string? Namespace, EquatableArray<ContainerSpec> Containers, string Name, string HintName)
{
    /// <summary>The name as C# writes it: keywords get their '@'.</summary>
    public string Identifier => Identifiers.Escape(Name);
}

/// <summary>One containing type: "class", "struct", "interface", "record" or "record struct", and its name without '@'.</summary>
internal sealed record ContainerSpec(string Keyword, string Name)
{
    public string Identifier => Identifiers.Escape(Name);
}
