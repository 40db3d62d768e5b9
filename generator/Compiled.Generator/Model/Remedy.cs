namespace Compiled.Generator.Model;

/// <summary>What mends a problem where one way is obvious.</summary>
/// <param name="Title">What the editor shows.</param>
/// <param name="Edits">The changes, at attributes of the network.</param>
internal sealed record Remedy(string Title, IReadOnlyList<RemedyEdit> Edits);

/// <summary>One change at an attribute.</summary>
/// <param name="Action">One of <see cref="RemedyKeys"/>.</param>
/// <param name="Site">The index among Compiled's attributes of the class in source order.</param>
/// <param name="Text">What to write.</param>
internal sealed record RemedyEdit(string Action, int Site, string Text = "");
