namespace Compiled.Generator.Tests.Harness;

/// <summary>A block of a page, without its using directives.</summary>
/// <param name="Shown">The using directives that the page has shown up to its end, in the order of reading.</param>
/// <param name="Code">What is left, with its line on the page.</param>
internal sealed record PageBlock(IReadOnlyList<string> Shown, string Code)
{
    public string Usings => string.Join(' ', Shown);
}
