namespace Compiled.Dynamic;

/// <summary>A place in a text: some characters that follow each other.</summary>
/// <param name="Start">The index of the first one, in UTF-16 code units as in <see cref="string"/>.</param>
/// <param name="Length">How many there are.</param>
public readonly record struct NetworkSpan(int Start, int Length);
