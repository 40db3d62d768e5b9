namespace Compiled.Import;

/// <summary>A step, and the value that it was computed from.</summary>
internal sealed record StepMatch(Value From, Step Step);
