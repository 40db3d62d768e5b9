namespace Compiled.Generator.Tests.Documentation;

/// <summary>Text that a user reads, and where it is.</summary>
internal readonly record struct Passage(string File, int Line, string Text);
