namespace Playground.Data;

/// <summary>What a head can learn of a sample: its class, or something else that is known of it.</summary>
/// <param name="input">The sample.</param>
/// <param name="label">Its class.</param>
/// <param name="value">Its own value; NaN where it has none.</param>
public delegate float TargetRule(ReadOnlySpan<float> input, int label, float value);

/// <summary>A target of the samples, for the training and the test part.</summary>
/// <param name="Id">The name that a head has for it.</param>
/// <param name="ClassNames">The names of its classes; empty for a number.</param>
/// <param name="Train">One value per training sample: the number, or the index of the class.</param>
/// <param name="Test">The same of the test samples.</param>
public sealed record Target(string Id, IReadOnlyList<string> ClassNames, float[] Train, float[] Test)
{
    /// <summary>How many classes it has; 0 for a number.</summary>
    public int Classes => ClassNames.Count;

    /// <summary>The least number of the training samples; 0 for classes.</summary>
    public float Low { get; init; }

    /// <summary>The greatest; above the least.</summary>
    public float High { get; init; } = 1;

    /// <summary>What it is of any sample.</summary>
    public required TargetRule Rule { get; init; }
}
