namespace Compiled.Import;

/// <summary>A model as the steps that blocks take, before it is decided which blocks.</summary>
/// <param name="Steps">From the input to the outputs; each head begins with a <see cref="HeadStep"/>.</param>
/// <param name="InputWidth">Floats in a row; 0 when the file does not say.</param>
/// <param name="InputNames">The names of the inputs that make up a row, in order.</param>
/// <param name="Classes">The classes' names, or none.</param>
/// <param name="Name">What to call a network of it.</param>
/// <param name="AllowNonFinite">Whether NaN and infinities may pass.</param>
internal sealed record RecognisedModel(IReadOnlyList<Step> Steps, int InputWidth, IReadOnlyList<string> InputNames, IReadOnlyList<string> Classes, string Name, bool AllowNonFinite)
{
    /// <summary>The features' names, or none.</summary>
    public IReadOnlyList<string> Features { get; init; } = [];

    /// <summary>What turns raw columns into the features, or null.</summary>
    public TableEncoder? Encoder { get; init; }

    /// <summary>The loss that the model's decisions tell; null where they tell none.</summary>
    public string? Loss { get; init; }

    /// <summary>What was left out of the model, a sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
