namespace Compiled.Numerics;

/// <summary>The whole state of a <see cref="SeededRandom"/>: kept in checkpoints, so that a resumed run draws the same numbers.</summary>
/// <param name="S0">The first word of xoshiro256**.</param>
/// <param name="S1">The second word.</param>
/// <param name="S2">The third word.</param>
/// <param name="S3">The fourth word.</param>
public readonly record struct RandomState(ulong S0, ulong S1, ulong S2, ulong S3);
