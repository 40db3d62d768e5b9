namespace Compiled;

/// <summary>What a trainer is told once, when it is made.</summary>
public sealed record TrainerOptions
{
    /// <summary>
    /// Seeds everything that training draws at random, such as the shuffling of <c>Fit</c>. The same seed gives the same run,
    /// bit for bit, on every machine.
    /// </summary>
    public long Seed { get; init; }
}
