namespace Compiled;

/// <summary>What a reader of files lets pass. The defaults let nothing pass that could go unnoticed.</summary>
public sealed record LoadOptions
{
    /// <summary>
    /// Takes NaN and infinities among parameters and running statistics, as a training run that diverged leaves them; without, the first is an error that names it. Input
    /// scaling must be finite all the same.
    /// </summary>
    public bool AllowNonFinite { get; init; }

    /// <summary>
    /// Takes every file whose tensors fit, whatever its metadata says of the network that wrote it: other activations, other class names, a newer version. Input scaling
    /// is still read where both have it.
    /// </summary>
    public bool IgnoreTopology { get; init; }
}
