namespace Compiled;

/// <summary>Limits and exceptions for reading files. The defaults accept nothing that could go unnoticed.</summary>
public sealed record LoadOptions
{
    /// <summary>
    /// Whether NaN and infinities are accepted in parameters and running statistics, as left by a training run that diverged; otherwise the first one is an error that names it. Input
    /// scaling must be finite in any case.
    /// </summary>
    public bool AllowNonFinite { get; init; }

    /// <summary>
    /// Whether every file with matching tensors is accepted, whatever its metadata says about the network that was saved: other activations, other class names, a newer version. Input scaling
    /// is still read if both have it.
    /// </summary>
    public bool IgnoreTopology { get; init; }

    /// <summary>
    /// Maps names in the file to names in the network, for files with names that are not matched automatically: <c>["fc1"] = "0"</c>. A name is that of a tensor, or of a module with all its
    /// tensors, with or without the common prefix of all names. It is mapped to the number of a block in an <c>nn.Sequential</c>, its name (Dense0), or the name of a tensor
    /// (0.weight); an empty string removes the part from the names. Null, the default, maps nothing.
    /// </summary>
    public IReadOnlyDictionary<string, string>? Names { get; init; }
}
