namespace Compiled.Generator.Model;

/// <summary>A type that an attribute names with typeof, without Roslyn.</summary>
/// <param name="Name">Its name alone.</param>
/// <param name="FullName">Its name with global::, as emitted code writes it.</param>
/// <param name="Misfit">Why emitted code cannot make one of it, "is a class"; null when it can.</param>
/// <param name="Interfaces">The full names of the interfaces that it implements, "Compiled.ILoss".</param>
internal sealed record TypeFact(string Name, string FullName, string? Misfit, EquatableArray<string> Interfaces);
