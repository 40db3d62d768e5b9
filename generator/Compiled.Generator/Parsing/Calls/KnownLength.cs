using Microsoft.CodeAnalysis;

namespace Compiled.Generator.Parsing.Calls;

/// <summary>The length of a span that can be read off the source.</summary>
/// <param name="Count">How many elements it has.</param>
/// <param name="Written">The expression that says so, where it is written as a number; null where elements were counted.</param>
internal sealed record KnownLength(long Count, SyntaxNode? Written = null);
