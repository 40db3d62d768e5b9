namespace Compiled.Import;

/// <summary>A step, the value that it was computed from, and further steps before it where one node is several, the nearest first.</summary>
internal sealed record StepMatch(Value From, Step Step, params Step[]? Before);
