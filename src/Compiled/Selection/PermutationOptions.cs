namespace Compiled;

/// <summary>Options for <see cref="PermutationImportance"/>.</summary>
public sealed record PermutationOptions
{
    /// <summary>How often each feature is permuted; at least 1, 5 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int Repeats
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 5;

    /// <summary>Selects the permutations; the same seed gives the same result on every machine.</summary>
    public long Seed { get; init; }

    /// <summary>Features that are permuted together; empty for each by itself.</summary>
    public IReadOnlyList<FeatureGroup> Groups { get; init; } = [];
}
