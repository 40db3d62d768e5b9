namespace Compiled;

/// <summary>What a dataset's columns and classes are called, checked.</summary>
/// <param name="Features">One name for each feature.</param>
/// <param name="Targets">One name for each target.</param>
/// <param name="Classes">One name for each class; none where the targets are numbers.</param>
internal sealed record DatasetNames(IReadOnlyList<string> Features, IReadOnlyList<string> Targets, IReadOnlyList<string> Classes)
{
    /// <summary>What the features were encoded with from raw columns, or null.</summary>
    public TableEncoder? Encoder { get; init; }

    /// <summary>Whether the features' names came with the data.</summary>
    public required bool HasFeatures { get; init; }

    /// <summary>Whether the classes' names came with the data; labels that merely count name nothing.</summary>
    public required bool HasClasses { get; init; }
}
