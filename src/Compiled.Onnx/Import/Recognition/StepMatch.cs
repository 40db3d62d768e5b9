namespace Compiled.Import;

/// <summary>A step, the value that it was computed from, and another step before it where one node is two.</summary>
internal sealed record StepMatch(Value From, Step Step, Step? Before = null);
