namespace Compiled.Runtime;

/// <summary>The names of a network's features and classes, as far as its class does not declare them. Immutable.</summary>
/// <param name="Features">One name for each input, or none.</param>
/// <param name="Classes">One name for each class, or none.</param>
internal sealed record LearnedNames(IReadOnlyList<string> Features, IReadOnlyList<string> Classes)
{
    /// <summary>What turns raw columns into these features, or null; its features are the network's.</summary>
    public TableEncoder? Encoder { get; init; }

    /// <summary>Nothing is known.</summary>
    public static LearnedNames None { get; } = new([], []);
}
