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

    /// <summary>
    /// Names of the file, and what each is in the network, for files whose names are not found by themselves: <c>["fc1"] = "0"</c>. A name is that of a tensor, or of a module with all its
    /// tensors, with or without the prefix that all names have in common. What it is mapped to is the number of a block as an <c>nn.Sequential</c> counts, its name (Dense0), or the name of a tensor
    /// (0.weight); an empty text drops the part from the names. Null, the default, maps nothing.
    /// </summary>
    public IReadOnlyDictionary<string, string>? Names { get; init; }
}
