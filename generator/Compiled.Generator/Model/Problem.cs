namespace Compiled.Generator.Model;

/// <summary>Something wrong (or remarkable) in a declaration, before it is a diagnostic.</summary>
/// <param name="Id">CMP0001 …: a row of the diagnostics catalogue.</param>
/// <param name="Arguments">What the message's placeholders become: the thing, the value, the remedy.</param>
/// <param name="Site">The attribute's index among the class's attributes in source order, or <see cref="AtType"/>.</param>
/// <param name="ArgumentName">The argument within the attribute that is at fault, in camel case, or null for the attribute.</param>
internal sealed record Problem(string Id, EquatableArray<string> Arguments, int Site, string? ArgumentName = null)
{
    /// <summary>The site of problems that concern the class itself: its identifier.</summary>
    public const int AtType = -1;
}
