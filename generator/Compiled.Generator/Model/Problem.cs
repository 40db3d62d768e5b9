namespace Compiled.Generator.Model;

/// <summary>Something wrong (or remarkable) in a declaration, before it is a diagnostic.</summary>
/// <param name="Id">CMP0001 …: a row of the diagnostics catalogue.</param>
/// <param name="Arguments">What the message's placeholders become: the thing, the value, the remedy.</param>
/// <param name="Site">
/// The index among Compiled's attributes of the class in source order, or <see cref="AtType"/>; numbers after the last attribute are the members
/// of the user's that have problems.
/// </param>
/// <param name="ArgumentName">The argument within the attribute that is at fault, in camel case, or null for the attribute.</param>
internal sealed record Problem(string Id, EquatableArray<string> Arguments, int Site, string? ArgumentName = null)
{
    /// <summary>The site of problems that concern the class itself: its identifier.</summary>
    public const int AtType = -1;

    /// <summary>Whether it stops the network from being generated.</summary>
    public bool IsError => ProblemIds.IsError(Id);
}
