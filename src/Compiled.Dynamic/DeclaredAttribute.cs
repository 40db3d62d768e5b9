namespace Compiled.Dynamic;

/// <summary>One attribute of a <see cref="NetworkDeclaration"/>: a block, the loss, or what concerns the whole class.</summary>
/// <param name="Kind">The name of the attribute: Network, Dense, Relu, CrossEntropy …</param>
/// <param name="Text">The attribute as C# text, without brackets: <c>Dense(16, Name = "wide")</c>.</param>
public sealed record DeclaredAttribute(string Kind, string Text)
{
    /// <summary>
    /// Its place in the text that <see cref="NetworkDeclaration.Parse"/> read, from the first letter of its name to the last character of its arguments. Null if the attribute was added by
    /// a method.
    /// </summary>
    public NetworkSpan? Span { get; init; }
}
