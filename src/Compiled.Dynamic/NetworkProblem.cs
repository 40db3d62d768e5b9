namespace Compiled.Dynamic;

/// <summary>Something wrong, or remarkable, in a declaration.</summary>
/// <param name="Id">
/// CMP0023 …: Compiled's own, each with a page in the documentation; CS1503 …: the C# compiler's; DYN0001 …: the declaration as text (docs/dynamic.md lists them).
/// </param>
/// <param name="Message">What is wrong, with its value and the remedy.</param>
public sealed record NetworkProblem(string Id, string Message)
{
    /// <summary>The text is no list of attributes.</summary>
    internal const string NotAttributes = "DYN0001";

    /// <summary>An attribute that a declaration at run time cannot have.</summary>
    internal const string UnfitAttribute = "DYN0002";

    /// <summary>An argument that is no constant of its own.</summary>
    internal const string UnfitArgument = "DYN0003";

    /// <summary>The id, a colon and the message.</summary>
    public override string ToString() => $"{Id}: {Message}";
}
