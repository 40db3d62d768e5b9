namespace Compiled.Dynamic;

/// <summary>An error or a warning in a declaration.</summary>
/// <param name="Id">
/// CMP0023 …: from the generator, each with a page in the documentation; CS1503 …: from the C# compiler; DYN0001 …: about the declaration as text (docs/dynamic.md lists them).
/// </param>
/// <param name="Message">What is wrong, with its value and the remedy.</param>
public sealed record NetworkProblem(string Id, string Message)
{
    /// <summary>
    /// The place of the error in the text that <see cref="NetworkDeclaration.Parse"/> read, as an editor underlines it: an argument where one is at fault, otherwise an attribute. What
    /// concerns the whole class is at its Network attribute. Null if that part of the declaration was not parsed from text.
    /// </summary>
    public NetworkSpan? Span { get; init; }

    /// <summary>The text is not a list of attributes.</summary>
    internal const string NotAttributes = "DYN0001";

    /// <summary>An attribute that a declaration at run time cannot have.</summary>
    internal const string UnfitAttribute = "DYN0002";

    /// <summary>An argument that is not a plain constant.</summary>
    internal const string UnfitArgument = "DYN0003";

    /// <summary>The id, a colon and the message.</summary>
    public override string ToString() => $"{Id}: {Message}";
}
