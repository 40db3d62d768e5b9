using Compiled.Generator.Model;
using Microsoft.CodeAnalysis;

namespace Compiled.Generator.Parsing.Calls;

/// <summary>A span of the wrong length.</summary>
/// <param name="Problem">What is wrong.</param>
/// <param name="Passed">What was passed.</param>
/// <param name="Written">Where its length is written as a number; null where elements were counted.</param>
/// <param name="Length">What to write there; null where several lengths would do.</param>
internal sealed record SpanCall(Problem Problem, SyntaxNode Passed, SyntaxNode? Written, string? Length);

/// <summary>Why a length is wrong, in words.</summary>
/// <param name="What">"has 3 floats, but …".</param>
/// <param name="Remedy">What to pass.</param>
/// <param name="Length">The one right length, as C#; null where several would do.</param>
internal sealed record WrongLength(string What, string Remedy, string? Length);
