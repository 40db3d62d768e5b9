namespace Compiled.Generator.Model;

/// <summary>A type that an attribute names by typeof, without Roslyn.</summary>
/// <param name="FullName">Fully qualified with global::, as emitted code writes it.</param>
/// <param name="Name">As the user writes it, for messages.</param>
/// <param name="Kind">"struct", "ref struct", "class", "interface", "enum", …, for messages.</param>
/// <param name="Misfit">Why emitted code cannot make one of it, "is not a struct"; null when it can.</param>
/// <param name="IsGeneric">Whether it, or a type around it, has type parameters, given or not.</param>
/// <param name="IsReachable">Whether code in a file of its own, in the project of the network, can name it.</param>
/// <param name="Interfaces">The interfaces that it implements, by their full names without global::.</param>
/// <param name="UninlinedMethods">Its methods without AggressiveInlining.</param>
internal sealed record TypeFact(
    string FullName,
    string Name,
    string Kind,
    string? Misfit,
    bool IsGeneric,
    bool IsReachable,
    EquatableArray<string> Interfaces,
    EquatableArray<string> UninlinedMethods)
{
    /// <summary>null where a type is asked for.</summary>
    public static TypeFact Null { get; } = new("null", "null", "null", "is not a struct", false, false, EquatableArray<string>.Empty, EquatableArray<string>.Empty);
}
