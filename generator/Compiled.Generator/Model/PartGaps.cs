namespace Compiled.Generator.Model;

/// <summary>What the part that is emitted after an error has to leave out or add, so that C# has nothing to say to it.</summary>
/// <param name="Constructors">The signatures of the generated constructors that the user's class has itself.</param>
/// <param name="Chain">What the constructors call first, such as <c>: base(default(int))</c>; empty where nothing is to be called.</param>
/// <param name="HasRequiredMembers">Whether the class has required members, which its constructors must say to have set.</param>
/// <param name="Taken">The names of the generated members with which members of the user's collide.</param>
internal sealed record PartGaps(EquatableArray<string> Constructors, string Chain, bool HasRequiredMembers, EquatableArray<string> Taken)
{
    public static PartGaps None { get; } = new(EquatableArray<string>.Empty, "", HasRequiredMembers: false, EquatableArray<string>.Empty);
}
